package studio.likeness.models.voice.speaker;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;
import studio.likeness.models.signal.Resampler;
import studio.likeness.models.signal.Waveform;

/// Who speaks, as one vector of a recording. Safe for several threads, whose calls queue.
public final class SpeakerVector implements AutoCloseable {
    private static final int RATE = Fbank.SAMPLE_RATE_HZ;

    /// Shorter recordings tell too little: half a second.
    private static final int LEAST = RATE / 2;

    /// Resemblyzer's windows: 1.6 s, 1.3 a second, the last kept if it is full to three quarters.
    private static final int WINDOW = 160;

    private static final int STEP = 77;
    private static final double COVERED = 0.75;

    /// To which Resemblyzer raises quiet recordings.
    private static final double LEVEL = Math.pow(10, -30 / 20.0);

    private final Session session;
    private final SpeakerFamily family;
    private final String input;

    private SpeakerVector(Session session, SpeakerFamily family) {
        this.session = session;
        this.family = family;
        input = session.inputs().getFirst().name();
    }

    /// The newest installed one.
    public static Optional<ModelFolder> find(ModelFolders models) {
        return models.list().stream()
                .filter(model -> model.manifest().kind() == Manifest.Kind.SPEAKER_VECTOR)
                .filter(model -> SpeakerFamily.named(model.manifest().family()).isPresent())
                .reduce((_, newer) -> newer);
    }

    /// @param model of the kind SPEAKER_VECTOR
    /// @throws StudioException when it is none, or cannot be loaded
    public static SpeakerVector open(ModelFolder model, Device device) {
        var family =
                SpeakerFamily.named(model.manifest().family())
                        .orElseThrow(
                                () ->
                                        new StudioException(
                                                "models.voice.speaker.noEncoder", model.id()));
        var session = Session.open(model.file(SpeakerGraphs.GRAPH), device, SessionPlan.usual());
        return new SpeakerVector(session, family);
    }

    public SpeakerFamily family() {
        return family;
    }

    /// @param sound of any rate, half a second at least
    /// @return of length one
    public float[] of(Waveform sound) {
        var samples = Resampler.resample(sound, RATE).samples();
        if (samples.length < LEAST) {
            throw new StudioException(
                    "models.voice.speaker.tooShort", sound.length().toMillis() / 1000.0);
        }
        return switch (family) {
            case CAMPPLUS, ECAPA_TDNN -> run(Fbank.withoutMean(new Fbank().of(samples)));
            case ERES2NETV2 -> run(new Fbank().of(samples));
            case RESEMBLYZER -> ofWindows(samples);
        };
    }

    private float[] ofWindows(float[] samples) {
        var mel = Resemblyzer.mel(raised(samples));
        var sum = new float[0];
        for (var window : windows(mel)) {
            var vector = run(window);
            sum = sum.length == 0 ? new float[vector.length] : sum;
            for (int i = 0; i < vector.length; i++) {
                sum[i] += vector[i];
            }
        }
        return unit(sum);
    }

    private static ArrayList<float[][]> windows(float[][] mel) {
        var windows = new ArrayList<float[][]>();
        for (int from = 0;
                windows.isEmpty() || mel.length - from >= COVERED * WINDOW;
                from += STEP) {
            var window = new float[WINDOW][];
            for (int t = 0; t < WINDOW; t++) {
                window[t] = from + t < mel.length ? mel[from + t] : new float[mel[0].length];
            }
            windows.add(window);
        }
        return windows;
    }

    private static float[] raised(float[] samples) {
        double squares = 0;
        for (float sample : samples) {
            squares += (double) sample * sample;
        }
        double level = Math.sqrt(squares / samples.length);
        double gain = level > 0 && level < LEVEL ? LEVEL / level : 1;
        var raised = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            raised[i] = (float) (gain * samples[i]);
        }
        return raised;
    }

    private float[] run(float[][] features) {
        int bands = features[0].length;
        var flat = new float[features.length * bands];
        for (int t = 0; t < features.length; t++) {
            System.arraycopy(features[t], 0, flat, t * bands, bands);
        }
        var found =
                session.runFor(
                        session.outputs().getFirst().name(),
                        Map.of(input, new Array.Floats(flat, 1, features.length, bands)));
        return unit(((Array.Floats) found).values());
    }

    private static float[] unit(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        var unit = new float[vector.length];
        double length = Math.max(Math.sqrt(squares), 1e-12);
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }

    /// The cosine of the angle between two vectors of length one.
    public static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    @Override
    public void close() {
        session.close();
    }
}
