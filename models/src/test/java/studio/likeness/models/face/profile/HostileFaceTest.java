package studio.likeness.models.face.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.PictureFile;
import studio.likeness.models.worker.Worker;

/// Damaged and hostile files on their way into a face, each in a process of its own: one sentence
/// each, and nothing of this process is lost.
@Tag("slow")
class HostileFaceTest {
    @TempDir Path folder;

    private Path file(String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes);
    }

    private List<Path> files() throws Exception {
        var random = new Random(11);
        var all = new ArrayList<Path>();
        var film = Clips.film(folder.resolve("film.mp4"), 1, 25, Clips.walking());
        var photo = folder.resolve("photo.png");
        PictureFile.writePng(Clips.picture(List.of(new Point(90, 60)), 0, 90), photo);
        var jpeg = Clips.ffmpeg(photo, folder.resolve("photo.jpg"), List.of());
        var whole = Files.readAllBytes(film);
        all.add(folder.resolve("absent.mp4"));
        all.add(Files.createDirectory(folder.resolve("folder.mp4")));
        all.add(file("empty.mp4", new byte[0]));
        for (var name : List.of("text.mp4", "text.jpg", "text.png", "text.mkv", "text.gif")) {
            all.add(file(name, "how now\n".repeat(900).getBytes(StandardCharsets.UTF_8)));
        }
        for (var name : List.of("noise.mp4", "noise.jpg", "noise.webm", "noise.h264")) {
            var noise = new byte[90_000];
            random.nextBytes(noise);
            all.add(file(name, noise));
        }
        all.add(
                file(
                        "list.m3u8",
                        ("#EXTM3U\n#EXTINF:1,\n" + film + "\n#EXT-X-ENDLIST\n")
                                .getBytes(StandardCharsets.UTF_8)));
        all.add(
                file(
                        "concat.mp4",
                        ("ffconcat version 1.0\nfile '" + film + "'\n")
                                .getBytes(StandardCharsets.UTF_8)));
        for (int percent : new int[] {1, 5, 20, 40, 60, 80, 95, 99}) {
            all.add(
                    file(
                            "cut" + percent + ".mp4",
                            Arrays.copyOf(whole, whole.length * percent / 100)));
        }
        for (var picture : List.of(photo, jpeg)) {
            var bytes = Files.readAllBytes(picture);
            for (int percent : new int[] {2, 30, 70}) {
                var name = "cut" + percent + "-" + picture.getFileName();
                all.add(file(name, Arrays.copyOf(bytes, bytes.length * percent / 100)));
            }
        }
        for (int i = 0; i < 12; i++) {
            var broken = whole.clone();
            for (int k = 0; k < 1 + i * broken.length / 600; k++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            all.add(file("broken" + i + ".mp4", broken));
        }
        for (int i = 0; i < 4; i++) {
            var broken = Files.readAllBytes(jpeg);
            for (int k = 0; k < 20; k++) {
                broken[2 + random.nextInt(broken.length - 2)] = (byte) random.nextInt();
            }
            all.add(file("broken" + i + ".jpg", broken));
        }
        all.add(Clips.film(folder.resolve("nobody.mp4"), 1, 25, _ -> List.of()));
        all.add(
                Clips.film(
                        folder.resolve("two.mp4"),
                        1,
                        25,
                        _ -> List.of(new Point(10, 40), new Point(200, 60))));
        all.add(Clips.film(folder.resolve("cut.avi.mp4"), 0.1, 25, Clips.walking()));
        var wide = Files.readAllBytes(photo);
        wide[16] = 0x7f; // the width in the header
        all.add(file("wide.png", wide));
        var tall = Files.readAllBytes(jpeg);
        all.add(file("trailing.jpg", Arrays.copyOf(tall, tall.length + 50_000)));
        all.add(Clips.ffmpeg(film, folder.resolve("sound.wav"), List.of(), "-vn"));
        all.add(Clips.film(folder.resolve("short.mp4"), 0.2, 25, Clips.walking()));
        return all;
    }

    @Test
    void endsInOneSentenceEach() throws Exception {
        var limits = new Worker.Limits(512, Duration.ofMinutes(1), Duration.ofMinutes(3));
        var foreign = new ForeignFaces(FaceTools.Choice.NONE, new Worker(limits));
        var ends = new TreeMap<String, Integer>();
        var files = files();
        assertTrue(files.size() >= 50, files.size() + " files");
        for (var file : files) {
            var draft = Files.createTempDirectory(folder, "draft");
            try {
                foreign.make(file, Which.only(), draft, Progress.none());
                ends.merge("read", 1, Integer::sum);
            } catch (StudioException e) {
                assertFalse(e.sentence().isBlank() || e.sentence().contains("\n"), file + "");
                assertFalse(e.key().equals("models.worker.fault"), file + ": " + e.sentence());
                ends.merge(e.key(), 1, Integer::sum);
            }
        }
        System.out.println("hostile faces: " + files.size() + " files " + ends);
        assertEquals(files.size(), ends.values().stream().mapToInt(n -> n).sum());
    }
}
