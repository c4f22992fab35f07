package studio.likeness.corpus.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.likeness.models.media.MediaInfo;

class MediaFolderTest {
    @ParameterizedTest
    @CsvSource({
        "a.wav, wav",
        "a.WAV, wav",
        "a.tar.gz, gz",
        "a.m p-4, mp4",
        "a.averylongextension, averylon",
        "a, bin",
        "a., bin",
        "a.声, bin",
        ".wav, wav",
    })
    void takesOnlyLettersAndDigitsForAnExtension(String name, String extension) {
        assertEquals(extension, MediaFolder.extension(Path.of(name)));
    }

    @ParameterizedTest
    @CsvSource({
        "mp3, VIDEO, sound", // a song with a cover
        "mp4, SOUND, sound", // a film without a picture
        "mp4, VIDEO, video",
        "gif, VIDEO, picture",
        "bin, SOUND, sound",
        "xyz, PICTURE, picture",
    })
    void goesByTheExtensionAndAsksTheProbeWhereThatDoesNotTell(
            String extension, MediaInfo.Kind probed, String kind) {
        assertEquals(kind, MediaFolder.kind(extension, info(probed)));
    }

    @Test
    void namesAFileAfterItsBytes() {
        var medium = new Media("ab", "wav", "sound", Duration.ZERO, 1, false, Given.PROVENANCE);

        assertEquals(Path.of("x", "ab.wav"), new MediaFolder(Path.of("x")).file(medium));
    }

    private static MediaInfo info(MediaInfo.Kind kind) {
        return new MediaInfo(kind, "", Duration.ZERO, 0, 0, 0, 0, 0, 0, "");
    }
}
