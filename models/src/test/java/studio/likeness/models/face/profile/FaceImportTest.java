package studio.likeness.models.face.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.lip.Resize;
import studio.likeness.models.face.profile.Finding.Aspect;
import studio.likeness.models.face.profile.Finding.Verdict;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.Mp4Writer;
import studio.likeness.models.media.PictureFile;

class FaceImportTest {
    @TempDir Path folder;

    private FaceProfile make(Path media, Which which) throws Exception {
        return make(media, which, Clips.tools());
    }

    private FaceProfile make(Path media, Which which, FaceTools tools) throws Exception {
        try (tools) {
            var draft = Files.createTempDirectory(folder, "draft");
            return new FaceImport(tools).make(media, which, draft, Progress.none());
        }
    }

    private static String refusal(Executable work) {
        var e = assertThrows(StudioException.class, work);
        assertFalse(e.sentence().contains("\n"));
        return e.key().replace("models.face.profile.", "");
    }

    private static double middle(FaceBox box) {
        return (box.left() + box.right()) / 2.0;
    }

    private static Finding finding(Path folder, Aspect aspect) {
        return FaceReport.read(folder).findings().stream()
                .filter(f -> f.aspect() == aspect)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void knowsTheFaceInEveryFrameOfAClip() throws Exception {
        var film = Clips.film(folder.resolve("film.mp4"), 2, 25, Clips.walking());

        var profile = make(film, Which.only());

        assertEquals(50, profile.frames());
        assertEquals(25, profile.framesPerSecond());
        assertFalse(profile.isPhoto());
        for (int i = 0; i < profile.frames(); i++) {
            double expected = 60 + 30 * i / 25.0 + Clips.FACE_WIDTH / 2.0;
            // The encoder lets flat colours lag by some pixels.
            assertEquals(expected, middle(profile.boxes().get(i)), 4, "frame " + i);
            assertEquals(68, profile.points().get(i).size());
        }
        var info = MediaReader.probe(profile.picture());
        assertEquals(25, info.framesPerSecond(), 0.01);
        assertEquals(2.0, info.length().toMillis() / 1e3, 0.04);
        assertTrue(info.sampleRateHz() > 0);
        assertEquals(Verdict.GOOD, finding(profile.folder(), Aspect.FOUND).verdict());
    }

    @Test
    void bringsOtherRatesToItsOwnWithoutMovingAnythingInTime() throws Exception {
        for (int rate : new int[] {15, 30, 60}) {
            var film = Clips.film(folder.resolve(rate + ".mp4"), 2, rate, Clips.walking());

            var profile = make(film, Which.only());

            assertEquals(50, profile.frames(), 1, rate + " a second");
            double expected = 60 + 30 * 1.0 + Clips.FACE_WIDTH / 2.0;
            assertEquals(expected, middle(profile.boxes().get(25)), 4);
        }
    }

    @Test
    void bringsAChangingRateToAConstantOne() throws Exception {
        var film = Clips.film(folder.resolve("film.mp4"), 3, 30, Clips.walking());
        var changing =
                Clips.ffmpeg(
                        film,
                        folder.resolve("changing.mkv"),
                        List.of(),
                        "-vf",
                        "select='not(between(n,20,32))*not(eq(mod(n,7),3))'",
                        "-fps_mode",
                        "vfr");

        var profile = make(changing, Which.only());

        assertFalse(FaceReport.read(profile.folder()).source().steady());
        assertEquals(75, profile.frames(), 2);
        double expected = 60 + 30 * 2.0 + Clips.FACE_WIDTH / 2.0;
        assertEquals(expected, middle(profile.boxes().get(50)), 4);
    }

    @Test
    void setsTurnedClipsUpright() throws Exception {
        var film = Clips.film(folder.resolve("film.mp4"), 1, 25, _ -> List.of(new Point(20, 10)));
        var turned =
                Clips.ffmpeg(
                        film,
                        folder.resolve("turned.mp4"),
                        List.of("-display_rotation:v:0", "90"),
                        "-c",
                        "copy");

        var profile = make(turned, Which.only());

        assertEquals(Clips.HEIGHT, profile.width());
        assertEquals(Clips.WIDTH, profile.height());
        var box = profile.boxes().get(12);
        assertEquals(Clips.FACE_WIDTH, box.height(), 4);
        assertEquals(Clips.FACE_HEIGHT, box.width(), 4);
        assertTrue(FaceReport.read(profile.folder()).source().rotation() % 180 == 90);
    }

    @Test
    void readsOtherCodecs() throws Exception {
        var film = Clips.film(folder.resolve("film.mp4"), 0.6, 25, Clips.walking());
        for (var codec : List.of("libx265", "libvpx-vp9")) {
            var to = folder.resolve(codec + ".mkv");
            var other = Clips.recoded(film, to, "-c:v", codec, "-preset", "ultrafast");

            assertEquals(15, make(other, Which.only()).frames(), 1, codec);
        }
    }

    @Test
    void shrinksWhatIsLarge() throws Exception {
        var photo = folder.resolve("photo.png");
        var small = Clips.picture(List.of(new Point(100, 60)), 0, 90);
        PictureFile.writePng(Resize.of(small, 1_441, 1_081), photo);

        var profile = make(photo, Which.only());

        assertEquals(1_280, profile.width());
        assertEquals(960, profile.height());
        assertEquals(4 * 148, middle(profile.boxes().getFirst()), 4);
    }

    @Test
    void saysThatNobodyIsThere() {
        var film = Clips.film(folder.resolve("film.mp4"), 1, 25, _ -> List.of());

        assertEquals("nobody", refusal(() -> make(film, Which.only())));
    }

    @Test
    void asksWhichOfTwoIsMeant() throws Exception {
        var film =
                Clips.film(
                        folder.resolve("two.mp4"),
                        1,
                        25,
                        _ -> List.of(new Point(10, 40), new Point(200, 60)));

        assertEquals("several", refusal(() -> make(film, Which.only())));
        assertEquals("noSuchFace", refusal(() -> make(film, new Which.Number(3))));
        assertEquals(248, middle(make(film, new Which.Number(2)).boxes().get(5)), 3);
        assertEquals(58, middle(make(film, new Which.At(0.1, 0.5)).boxes().get(5)), 3);
    }

    @Test
    void refusesFacesSeenFromTheSide() throws Exception {
        var film = Clips.film(folder.resolve("film.mp4"), 1, 25, Clips.walking());

        assertEquals("side", refusal(() -> make(film, Which.only(), Clips.turned(60))));
        assertEquals(25, make(film, Which.only(), Clips.turned(20)).frames());
    }

    @Test
    void refusesWhatIsTooShort() {
        var film = Clips.film(folder.resolve("film.mp4"), 0.3, 25, Clips.walking());

        assertEquals("tooShort", refusal(() -> make(film, Which.only())));
    }

    @Test
    void fillsGapsAndTellsOfThem() throws Exception {
        var film =
                Clips.film(
                        folder.resolve("film.mp4"),
                        2,
                        25,
                        second ->
                                second > 0.8 && second < 1.2
                                        ? List.of()
                                        : Clips.walking().at(second));

        var profile = make(film, Which.only());

        assertEquals(60 + 30 + 48, middle(profile.boxes().get(25)), 3);
        assertEquals(0.8, finding(profile.folder(), Aspect.FOUND).value(), 0.05);
        assertEquals("gaps", finding(profile.folder(), Aspect.FOUND).reason());
    }

    @Test
    void carriesNothingOverACut() throws Exception {
        var film = folder.resolve("film.mp4");
        try (var writer =
                Mp4Writer.create(
                        film,
                        new Mp4Writer.Format(Clips.WIDTH, Clips.HEIGHT, 25, 48_000, Map.of()))) {
            for (int i = 0; i < 50; i++) {
                var left = new Point(i < 25 ? 20 : 200, 50);
                writer.write(Clips.picture(List.of(left), i / 25.0, i < 25 ? 40 : 200));
            }
        }

        var profile = make(film, Which.only());

        assertEquals(68, middle(profile.boxes().get(24)), 2);
        assertEquals(248, middle(profile.boxes().get(25)), 2);
        assertEquals("cuts", finding(profile.folder(), Aspect.CUTS).reason());
        assertTrue(profile.loop().to() <= 25 || profile.loop().from() >= 25);
    }

    @Test
    void keepsAPhotoAsItIs() throws Exception {
        var photo = folder.resolve("photo.png");
        var picture = Clips.picture(List.of(new Point(100, 60)), 0, 90);
        PictureFile.writePng(picture, photo);

        var profile = make(photo, Which.only());

        assertTrue(profile.isPhoto());
        assertEquals(1, profile.frames());
        assertEquals(
                HexFormat.of().formatHex(picture.bgr()),
                HexFormat.of().formatHex(MediaReader.readPicture(profile.picture(), 4_000).bgr()));
        assertEquals(0, profile.loop().frame(7));
    }

    @Test
    void checksWithoutKeepingAnything() throws Exception {
        var film = Clips.film(folder.resolve("film.mp4"), 2, 25, Clips.walking());
        try (var tools = Clips.tools();
                var before = Files.list(folder)) {
            long files = before.count();
            var report = new FaceImport(tools).check(film, Progress.none());

            assertEquals(1, report.faces().size());
            assertEquals("short", reason(report, Aspect.LENGTH));
            try (var after = Files.list(folder)) {
                assertEquals(files, after.count());
            }
        }
    }

    private static String reason(FaceReport report, Aspect aspect) {
        return report.findings().stream()
                .filter(f -> f.aspect() == aspect)
                .findFirst()
                .orElseThrow()
                .reason();
    }

    @Test
    void stopsWhenCancelled() {
        var film = Clips.film(folder.resolve("film.mp4"), 1, 25, Clips.walking());
        try (var tools = Clips.tools()) {
            assertThrows(
                    CancellationException.class,
                    () ->
                            new FaceImport(tools)
                                    .make(
                                            film,
                                            Which.only(),
                                            Files.createTempDirectory(folder, "d"),
                                            (done, _, _) -> {
                                                if (done > 5) {
                                                    throw new CancellationException();
                                                }
                                            }));
        }
    }
}
