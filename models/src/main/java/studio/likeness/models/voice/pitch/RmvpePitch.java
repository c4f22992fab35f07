package studio.likeness.models.voice.pitch;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;

/// [Rmvpe] at work.
public final class RmvpePitch implements PitchTracker {
    /// As so-vits-svc has it.
    private static final double THRESHOLD = 0.05;

    /// The network halves time five times.
    private static final int MULTIPLE = 32;

    /// Fewer samples cannot be mirrored at their ends.
    private static final int LEAST = 513;

    private final Session session;
    private final RmvpeMel front = new RmvpeMel();

    private RmvpePitch(Session session) {
        this.session = session;
    }

    /// @param folder of a model that was made of an RMVPE
    public static RmvpePitch open(Path folder, Device device) {
        return new RmvpePitch(
                Session.open(folder.resolve(PitchGraphs.RMVPE), device, SessionPlan.usual()));
    }

    @Override
    public String name() {
        return "RMVPE";
    }

    @Override
    public float[] track(float[] samples) {
        int count = 1 + samples.length / RmvpeMel.HOP;
        var heard = samples.length < LEAST ? Arrays.copyOf(samples, LEAST) : samples;
        var mel = front.of(heard);
        int frames = Math.ceilDiv(mel[0].length, MULTIPLE) * MULTIPLE;
        var input = new float[mel.length * frames];
        for (int band = 0; band < mel.length; band++) {
            System.arraycopy(mel[band], 0, input, band * frames, mel[band].length);
        }
        var found =
                session.runFor(
                        PitchGraphs.SALIENCE,
                        Map.of("mel", new Array.Floats(input, 1, mel.length, frames)));
        return PitchBins.hertz(((Array.Floats) found).values(), count, THRESHOLD);
    }

    @Override
    public void close() {
        session.close();
    }
}
