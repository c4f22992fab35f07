package studio.likeness.models.face.animate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.bench.FaceBench;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FaceBox.Pads;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.lip.LipCrop;
import studio.likeness.models.face.lip.LipMel;
import studio.likeness.models.face.lip.MelWindows;
import studio.likeness.models.face.network.LipNetwork;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.media.PictureFile;
import studio.likeness.models.parity.Keyed;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.SessionPlan;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;

/// The figures of `../shared/fixtures/face/wav2lip-prepost.json` and `wav2lip-mel.json`, from one
/// end of the animator to the other.
class PipelineFiguresTest {
    @TempDir Path folder;

    private static JsonNode fixture(String name) throws Exception {
        try (var in = PipelineFiguresTest.class.getResourceAsStream("/parity/face/" + name)) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
    }

    private static Picture frame(JsonNode fixture, int number) {
        var values =
                Keyed.input(fixture.path("salt").asText(), "frame" + number)
                        .integers(240 * 320 * 3, 256);
        var bgr = new byte[values.length];
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = (byte) values[i];
        }
        return new Picture(bgr, 320, 240, Duration.ZERO);
    }

    private static FaceBox box(JsonNode row) {
        return new FaceBox(
                row.get(2).asInt(), row.get(0).asInt(), row.get(3).asInt(), row.get(1).asInt());
    }

    private FaceProfile photo(Picture frame, FaceBox box) {
        PictureFile.writePng(frame, folder.resolve(FaceProfile.PHOTO));
        return new FaceProfile(
                folder,
                frame.width(),
                frame.height(),
                25,
                List.of(box),
                List.of(Collections.nCopies(68, new Point(100, 100))),
                false,
                List.of(true),
                new FaceProfile.Loop(0, 1, false));
    }

    /// Noise and a tone, by the fixture's rule.
    private static Waveform sound(JsonNode fixture) {
        var signal = fixture.path("config").path("signal");
        var noise = Keyed.input(fixture.path("salt").asText(), "wav");
        var samples = new float[signal.path("samples").asInt()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] =
                    (float)
                            (noise.balanced(i) * signal.path("noise_amplitude").asDouble()
                                    + signal.path("sine_amplitude").asDouble()
                                            * Math.sin(
                                                    2
                                                            * Math.PI
                                                            * signal.path("sine_hz").asDouble()
                                                            * i
                                                            / 16_000));
        }
        var silent = signal.path("silent_range");
        for (int i = silent.path(0).asInt(); i < silent.path(1).asInt(); i++) {
            samples[i] = 0;
        }
        return new Waveform(samples, 16_000);
    }

    /// Notes what a network is given, and gives a fixed face.
    private static final class Notes extends StandInPainter {
        private final Picture given;
        final List<Picture> crops = new ArrayList<>();
        final List<float[]> windows = new ArrayList<>();

        Notes(Picture given) {
            super(given.width(), 4);
            this.given = given;
        }

        @Override
        public List<Picture> paint(List<Picture> seen, List<float[]> heard) {
            crops.addAll(seen);
            windows.addAll(heard);
            return Collections.nCopies(seen.size(), given);
        }
    }

    /// In pieces as they come from a voice.
    private static List<Picture> spoken(FaceAnimator animator, Waveform sound) throws Exception {
        return StandInPainter.spoken(animator, sound, 700);
    }

    @Test
    void pastesAsTheFixtureDoes() throws Exception {
        var fixture = fixture("wav2lip-prepost.json");
        var config = fixture.path("config");
        int number = config.path("paste_frame_index").asInt();
        var box = box(config.path("boxes_y1y2x1x2_smoothed").get(number));
        var pred = Keyed.input(fixture.path("salt").asText(), "pred").floats(96 * 96 * 3, 0.5, 0.5);
        var face = new byte[pred.length];
        for (int i = 0; i < face.length; i++) {
            face[i] = (byte) (int) (pred[i] * 255f);
        }
        var notes = new Notes(new Picture(face, 96, 96, Duration.ZERO));
        var engines = Engines.simple().with(Engine.WAV2LIP, () -> notes);
        var mel = fixture("wav2lip-mel.json");

        List<Picture> pictures;
        try (var animator =
                engines.open(
                                photo(frame(fixture, number), box),
                                Optional.of(Engine.WAV2LIP),
                                AnimationPlan.forFigures())
                        .animator()) {
            pictures = spoken(animator, sound(mel));
        }

        assertEquals(25, pictures.size());
        var output = output(fixture, "pasted_frame");
        for (var picture : pictures) {
            for (var sample : output.path("samples")) {
                int at = sample.get(0).asInt();
                assertEquals(sample.get(1).asInt(), picture.bgr()[at] & 255, "byte " + at);
            }
        }
        // Figures of the sound: flat [80, 81], windows as the fixture of windows says.
        var columns = output(mel, "mel");
        var starts = MelWindows.covering(81, 25, 25, 0);
        int compared = 0;
        for (var sample : columns.path("samples")) {
            int band = sample.get(0).asInt() / 81;
            int column = sample.get(0).asInt() % 81;
            for (int i = 0; i < 25; i++) {
                int inWindow = column - starts[i];
                if (inWindow >= 0 && inWindow < 16) {
                    assertEquals(
                            sample.get(1).asDouble(),
                            notes.windows.get(i)[band * 16 + inWindow],
                            2e-4);
                    compared++;
                }
            }
        }
        assertEquals(true, compared > 1_000, "compared " + compared);
    }

    private static JsonNode output(JsonNode fixture, String name) {
        return fixture.path("outputs")
                .valueStream()
                .filter(o -> o.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// Keyed weights of full size: rows that are not made because they never show change nothing in
    /// those that are.
    @Test
    @Tag("slow")
    void theRowsThatShowAreTheSameWhenTheOthersAreLeftOut() {
        var graph = new FaceBench(96, Device.processor()).graph(folder.resolve("lips"));
        var salt = Keyed.input("lower", "faces");
        var faces = salt.floats(2 * 6 * 96 * 96, 0.5, 0.5);
        var sound = Keyed.input("lower", "mel").floats(2 * 80 * 16, 4, 0);
        try (var network = LipNetwork.open(graph, Device.processor())) {
            var whole = network.run(sound, faces);
            for (int top : new int[] {0, 24, 48, 56, 95}) {
                var lower = network.run(sound, faces, top);

                assertEquals(whole.length, lower.length);
                double most = 0;
                for (int i = 0; i < whole.length; i++) {
                    double off = Math.abs(whole[i] - lower[i]);
                    most = i / 96 % 96 >= top ? Math.max(most, off) : most;
                }
                // Nothing but the order of sums may differ.
                assertEquals(0, most, 1e-6, "from row " + top);
            }
        }
    }

    /// Keyed weights of full size: the animator's frames are the ones of the chain whose parts the
    /// fixtures pin, to the last bit.
    @Test
    @Tag("slow")
    void speaksWithKeyedWeightsAsTheChainOfTheFixturesDoes() throws Exception {
        var fixture = fixture("wav2lip-prepost.json");
        var frame = frame(fixture, 0);
        var box = new FaceBox(60, 40, 190, 200);
        var graph = new FaceBench(96, Device.processor()).graph(folder.resolve("lips"));
        var sound = sound(fixture("wav2lip-mel.json"));
        var plan = SessionPlan.usual().withTf32(false);
        var expected = new ArrayList<Picture>();
        try (var network = LipNetwork.open(graph, Device.processor(), plan)) {
            var padded = box.padded(Pads.usual(), 320, 240);
            var mel = new LipMel().of(LipMel.prepare(sound));
            var face = network.crop().face(frame, padded);
            for (int start : MelWindows.covering(mel.columns(), 25, 25, 0)) {
                var patch = network.speak(mel, new int[] {start}, List.of(face)).getFirst();
                expected.add(LipCrop.paste(frame, padded, patch));
            }
        }
        var engines =
                Engines.simple()
                        .with(
                                Engine.WAV2LIP,
                                () ->
                                        Wav2LipPainter.open(
                                                graph, Device.processor(), plan, Pads.usual()));

        List<Picture> pictures;
        try (var animator =
                engines.open(
                                photo(frame, box),
                                Optional.of(Engine.WAV2LIP),
                                AnimationPlan.forFigures())
                        .animator()) {
            pictures = spoken(animator, sound);
        }

        assertEquals(expected.size(), pictures.size());
        int most = 0;
        for (int i = 0; i < expected.size(); i++) {
            for (int b = 0; b < expected.get(i).bgr().length; b++) {
                int off =
                        Math.abs(
                                (expected.get(i).bgr()[b] & 255)
                                        - (pictures.get(i).bgr()[b] & 255));
                most = Math.max(most, off);
            }
        }
        // Batches of other sizes add in another order, which may tip a value that is cut to 8 bits.
        assertEquals(true, most <= 1, "off by " + most);
        assertArrayEquals(expected.get(0).bgr(), pictures.get(0).bgr());
    }
}
