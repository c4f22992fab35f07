package studio.likeness.models.speech;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.likeness.models.job.Owned;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.DecoderModel;
import studio.likeness.models.runtime.Decoding;
import studio.likeness.models.runtime.DecodingPlan;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;

/// A converted Whisper, loaded. Safe to use from several threads.
public final class SpeechModel implements AutoCloseable {
    private final Owned owned = new Owned();
    private final WhisperSettings settings;
    private final WhisperTokens tokens;
    private final WhisperMel mel;
    private final Session encoder;
    private final DecoderModel decoder;
    private final Path alignment;
    private final Device device;

    private SpeechModel(Path folder, Device device) {
        this.device = device;
        settings = WhisperSettings.read(folder);
        tokens = WhisperTokens.of(settings.dims().vocabulary());
        mel = new WhisperMel(settings.dims().mels());
        alignment = folder.resolve(WhisperGraphs.ALIGNMENT);
        try {
            var plan = SessionPlan.usual();
            encoder = owned.own(Session.open(folder.resolve(ModelFolder.ENCODER), device, plan));
            decoder =
                    owned.own(DecoderModel.open(folder.resolve(ModelFolder.DECODER), device, plan));
        } catch (RuntimeException e) {
            owned.close();
            throw e;
        }
    }

    /// @param folder of a model of the kind SPEECH_RECOGNITION
    /// @throws studio.likeness.models.job.StudioException when it is none, or cannot be loaded
    public static SpeechModel open(Path folder, Device device) {
        return new SpeechModel(folder, device);
    }

    public WhisperTokens tokens() {
        return tokens;
    }

    /// Most tokens of one window, the prompt counted.
    public int context() {
        return settings.dims().textContext();
    }

    /// Samples at 16 kHz of one window; 30 s in every published model.
    public int windowSamples() {
        return 2 * settings.dims().audioContext() * WhisperMel.HOP;
    }

    /// Mel frames of one window.
    int windowFrames() {
        return 2 * settings.dims().audioContext();
    }

    WhisperMel mel() {
        return mel;
    }

    /// One window's sound, as the decoder reads it.
    record Heard(Map<String, Array.Floats> crossed) {}

    /// @param mel `[mels][frames]`, of a whole recording
    /// @param from the window's first frame; frames behind the last are zeros
    Heard listen(float[][] mel, int from) {
        int frames = windowFrames();
        var window = new float[mel.length * frames];
        for (int band = 0; band < mel.length; band++) {
            int there = Math.clamp(mel[band].length - from, 0, frames);
            System.arraycopy(
                    mel[band], Math.min(from, mel[band].length), window, band * frames, there);
        }
        return listen(new Array.Floats(window, 1, mel.length, frames));
    }

    Heard listen(Array.Floats mel) {
        var crossed = new LinkedHashMap<String, Array.Floats>();
        encoder.run(Map.of("mel", mel)).forEach((name, array) -> crossed.put(name, floats(array)));
        return new Heard(crossed);
    }

    private static Array.Floats floats(Array array) {
        if (array instanceof Array.Floats floats) {
            return floats;
        }
        throw new IllegalArgumentException("expected floats, found " + array);
    }

    /// Begins to write down one window; any number of attempts by [Decoding#keep].
    Decoding write(Heard heard) {
        return decoder.start(DecodingPlan.of(context()).withGiven(heard.crossed()));
    }

    /// How long one window took.
    ///
    /// @param tokenMillis each, the choice of the likeliest included
    public record Trial(double encodeMillis, double tokenMillis) {}

    /// Listens to a window and writes so many tokens, whatever they say.
    ///
    /// @param mel `[mels][frames]`
    public Trial trial(float[][] mel, int written) {
        long start = System.nanoTime();
        var heard = listen(mel, 0);
        double encode = (System.nanoTime() - start) / 1e6;
        var logits = new float[tokens.size()];
        try (var writing = write(heard)) {
            int begin = tokens.start();
            writing.feed(
                    new int[] {begin, tokens.firstLanguage(), tokens.transcribe(), begin}, logits);
            start = System.nanoTime();
            for (int i = 0; i < written; i++) {
                writing.feed(new int[] {LogProbabilities.largest(logits)}, logits);
            }
            return new Trial(encode, (System.nanoTime() - start) / 1e6 / written);
        }
    }

    /// Logits of the token behind the beginning: what a copy is compared by.
    ///
    /// @param samples at 16 kHz
    public float[] firstLogits(float[] samples) {
        var logits = new float[tokens.size()];
        try (var writing = write(listen(mel.of(samples), 0))) {
            writing.feed(new int[] {tokens.start()}, logits);
        }
        return logits;
    }

    /// How much each of some tokens attends to each moment.
    ///
    /// @param attention `[head][token][moment]`, of the heads that follow time
    /// @param logits `[token][vocabulary]`
    record Attended(float[][][] attention, float[][] logits) {}

    /// @param ids a text with all that steers it
    Attended align(Heard heard, int[] ids) {
        var inputs = new LinkedHashMap<String, Array>(heard.crossed());
        inputs.put(
                "input_ids",
                new Array.Longs(Arrays.stream(ids).asLongStream().toArray(), 1, ids.length));
        // Rarely needed: opened for one use, its weights are mapped.
        try (var session = Session.open(alignment, device, SessionPlan.usual())) {
            var found = session.run(inputs);
            var attention = floats(java.util.Objects.requireNonNull(found.get("attention")));
            var logits = floats(java.util.Objects.requireNonNull(found.get("logits")));
            int heads = (int) attention.shape()[1];
            int moments = (int) attention.shape()[3];
            var byHead = new float[heads][][];
            for (int head = 0; head < heads; head++) {
                byHead[head] =
                        rows(attention.values(), head * ids.length * moments, ids.length, moments);
            }
            return new Attended(byHead, rows(logits.values(), 0, ids.length, tokens.size()));
        }
    }

    private static float[][] rows(float[] values, int from, int rows, int width) {
        var all = new float[rows][];
        for (int i = 0; i < rows; i++) {
            all[i] = Arrays.copyOfRange(values, from + i * width, from + (i + 1) * width);
        }
        return all;
    }

    @Override
    public void close() {
        owned.close();
    }
}
