package studio.likeness.models.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import studio.likeness.models.signal.Levels;

/// Real recordings, photos and films, where they are at hand.
class SharedMaterialTest {
    private static List<Path> files(String folder) throws Exception {
        var shared = System.getenv().getOrDefault("LIKENESS_SHARED", "../../shared");
        var root = Path.of(shared, "data", folder);
        Assumptions.assumeTrue(Files.isDirectory(root), root + " is not here");
        try (var all = Files.walk(root)) {
            return all.filter(f -> f.toString().matches(".*\\.(wav|flac|mp4|jpg|png)$")).toList();
        }
    }

    @Test
    void readsEveryRecording() throws Exception {
        for (var file : files("speech")) {
            var info = MediaReader.probe(file);
            assertEquals(MediaInfo.Kind.SOUND, info.kind(), file.toString());
            var sound = MediaReader.readSound(file, 16_000, Duration.ofHours(1));
            assertEquals(info.length().toMillis() / 1e3, sound.length().toMillis() / 1e3, 0.03);
            assertTrue(Levels.of(sound).rmsDb() > -60, file.toString());
        }
    }

    @Test
    void readsEveryFilm() throws Exception {
        for (var file : files("face_video")) {
            try (var reader = MediaReader.open(file, 16_000)) {
                int pictures = 0;
                while (reader.nextPicture().isPresent()) {
                    pictures++;
                }
                double length = reader.info().length().toMillis() / 1e3;
                assertEquals(MediaInfo.Kind.VIDEO, reader.info().kind());
                assertEquals(length * reader.info().framesPerSecond(), pictures, 3);
                var sound = MediaReader.readSound(file, 16_000, Duration.ofHours(1));
                assertEquals(length, sound.length().toMillis() / 1e3, 0.15, file.toString());
            }
        }
    }

    @Test
    void readsEveryPhoto() throws Exception {
        for (var file : files("face_photo")) {
            var picture = MediaReader.readPicture(file, 512);
            var info = MediaReader.probe(file);
            assertEquals(MediaInfo.Kind.PICTURE, info.kind());
            int longest = Math.min(512, Math.max(info.width(), info.height()));
            assertEquals(longest, Math.max(picture.width(), picture.height()), file.toString());
        }
    }
}
