package studio.likeness.models.voice.noise;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;
import studio.likeness.models.signal.Resampler;
import studio.likeness.models.signal.Waveform;

/// GTCRN (Rong et al. 2024) as its authors publish it for streams: frame by frame at 16 kHz, so
/// that what a recording has above 8 kHz is lost.
public final class GtcrnNoise implements NoiseRemoval {
    /// In a model's folder.
    public static final String GRAPH = "gtcrn.onnx";

    private static final int RATE = 16_000;
    private static final int SIZE = 512;
    private static final int HOP = 256;
    private static final String CACHE_OUT = "_out";

    private final Session session;
    private final Spectra spectra = new Spectra(Spectra.rootOfHann(SIZE), HOP);

    private GtcrnNoise(Session session) {
        this.session = session;
    }

    /// @throws StudioException when the file is damaged, or something else
    public static GtcrnNoise open(Path graph, Device device) {
        // A frame is too little work to share.
        var session = Session.open(graph, device, SessionPlan.usual().withSpinning(false));
        boolean known =
                session.inputs().stream().anyMatch(port -> port.name().equals("mix"))
                        && session.outputs().stream().anyMatch(port -> port.name().equals("enh"));
        if (!known) {
            session.close();
            throw new StudioException("models.voice.noise.noGtcrn", graph.getFileName());
        }
        return new GtcrnNoise(session);
    }

    @Override
    public String name() {
        return "GTCRN";
    }

    @Override
    public Waveform clean(Waveform sound) {
        var samples = Resampler.resample(sound, RATE).samples();
        var clean = new float[samples.length];
        var inputs = new LinkedHashMap<String, Array>(caches());
        for (int t = 0; t < spectra.frames(samples.length); t++) {
            var frame = spectra.frame(samples, t);
            inputs.put("mix", new Array.Floats(frame, 1, spectra.bins(), 1, 2));
            var found = session.run(inputs);
            for (var cache : caches().keySet()) {
                inputs.put(cache, Objects.requireNonNull(found.get(cache + CACHE_OUT)));
            }
            if (found.get("enh") instanceof Array.Floats(var bins, _)) {
                spectra.add(bins, t, clean);
            }
        }
        var back = Resampler.resample(new Waveform(clean, RATE), sound.sampleRateHz()).samples();
        return new Waveform(
                java.util.Arrays.copyOf(back, sound.samples().length), sound.sampleRateHz());
    }

    private static Map<String, Array> caches() {
        return Map.of(
                "conv_cache", zeros(2, 1, 16, 16, 33),
                "tra_cache", zeros(2, 3, 1, 1, 16),
                "inter_cache", zeros(2, 1, 33, 16));
    }

    private static Array zeros(long... shape) {
        int size = 1;
        for (long side : shape) {
            size *= (int) side;
        }
        return new Array.Floats(new float[size], shape);
    }

    @Override
    public void close() {
        session.close();
    }
}
