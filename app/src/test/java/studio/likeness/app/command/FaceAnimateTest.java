package studio.likeness.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.Studio;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.home.Home;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.Mp4Writer;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;

class FaceAnimateTest {
    private static final int SIDE = 96;

    @TempDir Path root;
    Path home;
    Path sound;

    @BeforeEach
    void open() {
        home = root.resolve("home");
        sound = root.resolve("hello.wav");
        var samples = new float[16_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * 220 * i / 16_000));
        }
        SoundFile.writeWav(new Waveform(samples, 16_000), sound);
        try (var studio = new Studio(new Home(home))) {
            studio.ensureSample();
        }
    }

    /// Grey, with landmarks spread over a circle.
    private void addAFace() {
        try (var studio = new Studio(new Home(home))) {
            var personas = studio.personas();
            var id = "";
            try (var draft = studio.corpus(Studio.SAMPLE).faces().begin()) {
                var format = new Mp4Writer.Format(SIDE, SIDE, 25, 48_000, Map.of());
                try (var clip = Mp4Writer.create(draft.path().resolve(FaceProfile.CLIP), format)) {
                    var bgr = new byte[SIDE * SIDE * 3];
                    Arrays.fill(bgr, (byte) 120);
                    for (int i = 0; i < 5; i++) {
                        clip.write(new Picture(bgr, SIDE, SIDE, Duration.ofMillis(40L * i)));
                    }
                }
                var points = new ArrayList<Point>();
                for (int i = 0; i < 68; i++) {
                    points.add(
                            new Point(
                                    (float) (48 + 20 * Math.cos(i)),
                                    (float) (52 + 20 * Math.sin(i))));
                }
                new FaceProfile(
                                draft.path(),
                                SIDE,
                                SIDE,
                                25,
                                Collections.nCopies(5, new FaceBox(16, 16, 80, 80)),
                                Collections.nCopies(5, List.copyOf(points)),
                                true,
                                Collections.nCopies(5, true),
                                new FaceProfile.Loop(0, 5, true))
                        .write();
                id = draft.publish("face");
            }
            var persona = personas.find(Studio.SAMPLE);
            personas.update(persona.withParts(persona.parts().withFace(id)));
        }
    }

    private CommandRun animate(Path out, String... more) {
        var all = new ArrayList<String>();
        all.addAll(List.of("face", "animate", "--persona", Studio.SAMPLE));
        all.addAll(List.of("--audio", sound.toString(), "--out", out.toString()));
        all.addAll(List.of(more));
        return CommandRun.of(home, all.toArray(String[]::new));
    }

    @Test
    void makesAFilmThatSaysWhatItIs() {
        addAFace();
        var film = root.resolve("film.mp4");

        var run = animate(film, "--engine", "warp");

        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("simple mouth warp · CPU"), run.out());
        assertTrue(run.out().contains("25 pictures, 1.00 s"), run.out());
        var info = MediaReader.probe(film);
        assertEquals(SIDE, info.width());
        assertTrue(info.aiLabel().contains("AI-generated"), info.aiLabel());
    }

    @Test
    void saysWhatIsMissing() {
        var none = animate(root.resolve("film.mp4"));
        assertEquals(LikenessCommand.FAILED, none.code());
        assertTrue(none.err().contains("has no prepared face"), none.err());

        addAFace();
        var personal = animate(root.resolve("film.mp4"), "--engine", "personal");
        assertEquals(LikenessCommand.FAILED, personal.code());
        assertTrue(personal.err().contains("own lip model"), personal.err());
        assertFalse(Files.exists(root.resolve("film.mp4")));
    }
}
