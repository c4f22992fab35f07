package studio.likeness.models.voice.conversion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
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
    private final Map<String, Session> sessions = new HashMap<>();

    private ConverterNetwork(Path folder, Device device) {
        this.folder = folder;
        this.device = device;
        settings = ConverterSettings.read(folder);
        if (!Files.isRegularFile(folder.resolve(ConverterGraphs.file(false, true)))) {
            throw new StudioException("models.voice.conversion.earlier", folder.getFileName());
        }
        open(ConverterGraphs.file(false, false));
    }

    /// @param folder of a model of the kind VOICE_CONVERSION
    /// @throws StudioException when it is none, or cannot be loaded
    public static ConverterNetwork open(Path folder, Device device) {
        return new ConverterNetwork(folder, device);
    }

    /// Others than the first are rarely wanted, so opened when they are.
    private synchronized Session open(String graph) {
        return sessions.computeIfAbsent(
                graph,
                name -> owned.own(Session.open(folder.resolve(name), device, SessionPlan.usual())));
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
    /// @param turns that the pitch has made before the first frame that a sound is made of, for
    ///     pieces that go on where another ended
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

    /// How a piece is to sound.
    ///
    /// @param noiseScale how much the result differs from one seed to another; 0.4 usually
    /// @param ownPitch whether the model chooses the melody itself
    public record Manner(int speaker, double noiseScale, long seed, boolean ownPitch) {}

    /// @param noiseScale how much the result differs from one seed to another; 0.4 usually
    /// @param ownPitch whether the model chooses the melody itself
    /// @return `[frames * hop]`
    public float[] sound(Piece piece, int speaker, double noiseScale, long seed, boolean ownPitch) {
        var manner = new Manner(speaker, noiseScale, seed, ownPitch);
        return run(ConverterGraphs.file(ownPitch, false), piece, manner, piece.frames());
    }

    /// Sound of frames near the end of a piece, as many as are wanted: those before them are seen,
    /// and [ConverterGraphs#LIVE] behind them too.
    ///
    /// @param piece its turns are those of the first frame that the vocoder sees
    /// @return `[wanted * hop]`
    float[] end(Piece piece, Manner manner, int wanted) {
        int seen = wanted + ConverterGraphs.LIVE.before() + ConverterGraphs.LIVE.behind();
        if (seen > piece.frames()) {
            throw new IllegalArgumentException(
                    "expected at least %d frames, found %d".formatted(seen, piece.frames()));
        }
        return run(ConverterGraphs.file(manner.ownPitch(), true), piece, manner, seen);
    }

    /// @param seen frames by the vocoder, the last ones
    private float[] run(String graph, Piece piece, Manner manner, int seen) {
        if (manner.ownPitch() && !settings.ownPitch()) {
            throw new StudioException("models.voice.conversion.noOwnPitch");
        }
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
        var noise = new FrameNoise(manner.seed());
        int channels = settings.channels();
        var inputs = new LinkedHashMap<String, Array>();
        inputs.put("content", new Array.Floats(content, 1, width, frames));
        inputs.put("pitch", new Array.Floats(piece.hertz(), 1, frames));
        inputs.put("voiced", new Array.Longs(voiced, 1, frames));
        inputs.put("speaker", new Array.Longs(new long[] {manner.speaker()}, 1, 1));
        inputs.put(
                "noise",
                new Array.Floats(
                        noise.channels(piece.firstFrame(), channels, frames, manner.noiseScale()),
                        1,
                        channels,
                        frames));
        inputs.put(
                "breath",
                new Array.Floats(
                        noise.samples(piece.firstFrame() + frames - seen, seen, hop()),
                        1,
                        seen,
                        hop()));
        inputs.put(
                "phases",
                new Array.Floats(
                        noise.phases(HarmonicSource.HARMONICS, piece.turns()),
                        1,
                        HarmonicSource.HARMONICS));
        if (settings.loudness()) {
            inputs.put("loudness", new Array.Floats(piece.loudness(), 1, frames));
        }
        if (open(graph).runFor("sound", inputs) instanceof Array.Floats(var values, _)) {
            return values;
        }
        throw new IllegalStateException("expected floats");
    }

    @Override
    public synchronized void close() {
        owned.close();
    }
}
