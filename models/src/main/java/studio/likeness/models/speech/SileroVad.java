package studio.likeness.models.speech;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Port;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;

/// Silero VAD, as its authors publish it in ONNX, in any of its versions; which one, its inputs
/// say.
public final class SileroVad implements VoiceActivity {
    /// In a model's folder.
    public static final String GRAPH = "silero_vad.onnx";

    /// Of the samples before, from version 5 on.
    private static final int CONTEXT = 64;

    /// What a version reads and gives.
    private enum Contract {
        /// Version 5 and 6.
        WITH_RATE("input sr state", CONTEXT),
        /// The same without the rate.
        WITHOUT_RATE("input state", CONTEXT),
        /// Version 4 and before.
        TWO_STATES("c h input sr", 0);

        /// In alphabetical order.
        private final String inputs;

        private final int context;

        Contract(String inputs, int context) {
            this.inputs = inputs;
            this.context = context;
        }
    }

    private final Session session;
    private final Contract contract;
    private final Map<String, Array> inputs = new LinkedHashMap<>();
    private float[] before;

    private SileroVad(Session session) {
        this.session = session;
        var names = new TreeSet<String>();
        session.inputs().forEach(port -> names.add(port.name()));
        contract =
                java.util.Arrays.stream(Contract.values())
                        .filter(known -> known.inputs.equals(String.join(" ", names)))
                        .findFirst()
                        .orElseThrow(
                                () -> new StudioException("models.speech.noVad", session.inputs()));
        before = new float[contract.context];
        reset();
    }

    /// @throws StudioException when the file is damaged, or something else
    public static SileroVad open(Path graph, Device device) {
        var session = Session.open(graph, device, SessionPlan.usual().withSpinning(false));
        try {
            return new SileroVad(session);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    @Override
    public void reset() {
        before = new float[contract.context];
        for (var port : session.inputs()) {
            switch (port.name()) {
                case "sr" -> inputs.put("sr", rate(port));
                case "state" -> inputs.put("state", new Array.Floats(new float[256], 2, 1, 128));
                case "h", "c" ->
                        inputs.put(port.name(), new Array.Floats(new float[128], 2, 1, 64));
                default -> {}
            }
        }
    }

    private static Array rate(Port port) {
        var shape = new long[port.shape().length];
        java.util.Arrays.fill(shape, 1);
        return new Array.Longs(new long[] {SAMPLE_RATE_HZ}, shape);
    }

    @Override
    public double next(float[] chunk) {
        if (chunk.length != CHUNK) {
            throw new IllegalArgumentException(
                    "expected %d samples, found %d".formatted(CHUNK, chunk.length));
        }
        var input = new float[before.length + CHUNK];
        System.arraycopy(before, 0, input, 0, before.length);
        System.arraycopy(chunk, 0, input, before.length, CHUNK);
        System.arraycopy(chunk, CHUNK - before.length, before, 0, before.length);
        inputs.put("input", new Array.Floats(input, 1, input.length));
        var found = session.run(inputs);
        if (contract == Contract.TWO_STATES) {
            inputs.put("h", Objects.requireNonNull(found.get("hn")));
            inputs.put("c", Objects.requireNonNull(found.get("cn")));
        } else {
            inputs.put("state", Objects.requireNonNull(found.get("stateN")));
        }
        return found.get("output") instanceof Array.Floats(var values, _) ? values[0] : 0;
    }

    @Override
    public boolean simple() {
        return false;
    }

    @Override
    public void close() {
        session.close();
    }
}
