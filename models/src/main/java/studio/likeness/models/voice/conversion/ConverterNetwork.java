package studio.likeness.models.voice.conversion;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.job.Owned;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;
import studio.likeness.models.voice.vits.HarmonicSource;

/// A converter's graphs, loaded. Safe for several threads, whose calls queue.
public final class ConverterNetwork implements AutoCloseable {
    private final Owned owned = new Owned();
    private final ConverterSettings settings;
    private final Device device;
    private final Path folder;
    private final Session told;
    private Optional<Session> own = Optional.empty();

    private ConverterNetwork(Path folder, Device device) {
        this.folder = folder;
        this.device = device;
        settings = ConverterSettings.read(folder);
        told = owned.own(open(ConverterGraphs.TOLD));
    }

    /// @param folder of a model of the kind VOICE_CONVERSION
    /// @throws StudioException when it is none, or cannot be loaded
    public static ConverterNetwork open(Path folder, Device device) {
        return new ConverterNetwork(folder, device);
    }

    private Session open(String graph) {
        return Session.open(folder.resolve(graph), device, SessionPlan.usual());
    }

    public ConverterSettings settings() {
        return settings;
    }

    /// Samples a frame.
    public int hop() {
        return new Converter(settings.model(), settings.sampleRateHz()).hop();
    }

    /// What is converted at once.
    ///
    /// @param content `[width][frames]`
    /// @param hertz `[frames]`, never 0 where something is voiced
    /// @param voiced `[frames]`
    /// @param loudness `[frames]`; only read by models that were taught with it
    /// @param firstFrame of the stream, which the noise belongs to
    /// @param turns that the pitch has made before, for pieces that go on where another ended
    public record Piece(
            float[][] content,
            float[] hertz,
            boolean[] voiced,
            float[] loudness,
            long firstFrame,
            double turns) {
        public int frames() {
            return hertz.length;
        }
    }

    /// @param noiseScale how much the result differs from one seed to another; 0.4 usually
    /// @param ownPitch whether the model chooses the melody itself
    /// @return `[frames * hop]`
    public float[] sound(Piece piece, int speaker, double noiseScale, long seed, boolean ownPitch) {
        int frames = piece.frames();
        int width = settings.content().width();
        var content = new float[width * frames];
        for (int i = 0; i < width; i++) {
            System.arraycopy(piece.content()[i], 0, content, i * frames, frames);
        }
        var voiced = new long[frames];
        for (int t = 0; t < frames; t++) {
            voiced[t] = piece.voiced()[t] ? 1 : 0;
        }
        var noise = new FrameNoise(seed);
        int channels = settings.channels();
        int wide = hop() * HarmonicSource.HARMONICS;
        var inputs = new LinkedHashMap<String, Array>();
        inputs.put("content", new Array.Floats(content, 1, width, frames));
        inputs.put("pitch", new Array.Floats(piece.hertz(), 1, frames));
        inputs.put("voiced", new Array.Longs(voiced, 1, frames));
        inputs.put("speaker", new Array.Longs(new long[] {speaker}, 1, 1));
        inputs.put(
                "noise",
                new Array.Floats(
                        noise.channels(piece.firstFrame(), channels, frames, noiseScale),
                        1,
                        channels,
                        frames));
        inputs.put(
                "breath",
                new Array.Floats(noise.samples(piece.firstFrame(), frames, wide), 1, frames, wide));
        inputs.put(
                "phases",
                new Array.Floats(
                        noise.phases(HarmonicSource.HARMONICS, piece.turns()),
                        1,
                        HarmonicSource.HARMONICS));
        if (settings.loudness()) {
            inputs.put("loudness", new Array.Floats(piece.loudness(), 1, frames));
        }
        return run(ownPitch ? own() : told, inputs);
    }

    private static float[] run(Session session, Map<String, Array> inputs) {
        if (session.runFor("sound", inputs) instanceof Array.Floats(var values, _)) {
            return values;
        }
        throw new IllegalStateException("expected floats");
    }

    /// Rarely wanted, so opened when it is.
    private synchronized Session own() {
        if (!settings.ownPitch()) {
            throw new StudioException("models.voice.conversion.noOwnPitch");
        }
        if (own.isEmpty()) {
            own = Optional.of(owned.own(open(ConverterGraphs.OWN_PITCH)));
        }
        return own.get();
    }

    @Override
    public synchronized void close() {
        owned.close();
    }
}
