package studio.likeness.models.face.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import studio.likeness.models.face.lip.LipCrop;
import studio.likeness.models.face.lip.LipMel.Mel;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.runtime.Array;
import studio.likeness.models.runtime.Array.Floats;
import studio.likeness.models.runtime.Array.Longs;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Port;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;
import studio.likeness.models.signal.Picture;

/// A lip network at work: any graph that takes windows of sound `[batch, 1, 80, 16]` and faces
/// `[batch, 6, size, size]` and gives faces `[batch, 3, size, size]`, whatever it calls them; the
/// studio's own and ready ones alike. Safe for several threads, whose calls queue.
public final class LipNetwork implements AutoCloseable {
    /// In the model's folder.
    public static final String GRAPH = "lips.onnx";

    /// Which rows are made, in the studio's own graphs.
    static final String ROWS = "rows";

    private static final int WINDOW = Wav2Lip.BANDS * Wav2Lip.COLUMNS;

    private static final int COLOURS = 3;

    private final Session session;
    private final String mel;
    private final String faces;
    private final LipCrop crop;
    private final boolean cuts;

    private LipNetwork(Session session, Path graph) {
        this.session = session;
        mel =
                input(
                                session,
                                graph,
                                s -> s[1] == 1 && s[2] == Wav2Lip.BANDS && s[3] == Wav2Lip.COLUMNS)
                        .name();
        var face = input(session, graph, s -> s[1] == Wav2Lip.CHANNELS && s[2] > 0 && s[2] == s[3]);
        faces = face.name();
        crop = new LipCrop((int) face.shape()[2]);
        cuts = session.inputs().stream().anyMatch(port -> port.name().equals(ROWS));
    }

    private static Port input(Session session, Path graph, Predicate<long[]> fits) {
        return session.inputs().stream()
                .filter(port -> port.shape().length == 4 && fits.test(port.shape()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new StudioException(
                                        "models.face.network.noLips", graph.getFileName()));
    }

    /// @throws StudioException when the graph is broken or no lip network, or the device cannot be
    ///     had
    public static LipNetwork open(ModelFolder model, Device device) {
        return open(model.file(GRAPH), device);
    }

    public static LipNetwork open(Path graph, Device device) {
        return open(graph, device, SessionPlan.usual());
    }

    /// @param plan with `tf32` off where figures are compared
    public static LipNetwork open(Path graph, Device device, SessionPlan plan) {
        var session = Session.open(graph, device, plan);
        try {
            return new LipNetwork(session, graph);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /// How faces go in and come out.
    public LipCrop crop() {
        return crop;
    }

    /// @param windows `[batch, 1, 80, 16]`
    /// @param inputs hidden and whole faces in 0 to 1, `[batch, 6, size, size]`
    /// @return faces in 0 to 1, `[batch, 3, size, size]`
    public float[] run(float[] windows, float[] inputs) {
        return run(windows, inputs, 0);
    }

    /// The same where only the lower part of the faces is wanted: the studio's own networks then
    /// have up to a third less to do.
    ///
    /// @param top the first row that is wanted; what is above may be the given face's
    public float[] run(float[] windows, float[] inputs, int top) {
        int batch = windows.length / WINDOW;
        int size = crop.size();
        var given = new HashMap<String, Array>();
        given.put(mel, new Floats(windows, batch, 1, Wav2Lip.BANDS, Wav2Lip.COLUMNS));
        given.put(faces, new Floats(inputs, batch, Wav2Lip.CHANNELS, size, size));
        if (!cuts) {
            return floats(given);
        }
        var network = Wav2Lip.ofSize(size);
        int left = network.leftOut(top);
        given.put(
                ROWS,
                new Longs(LongStream.range(left, network.rows()).toArray(), network.rows() - left));
        var lower = floats(given);
        return left == 0 ? lower : whole(inputs, lower, batch, Wav2Lip.firstOfLower(left));
    }

    private float[] floats(Map<String, Array> given) {
        var found = session.runFor(session.outputs().getFirst().name(), given);
        if (found instanceof Floats(var values, _)) {
            return values;
        }
        throw new IllegalStateException("expected floats, found " + found);
    }

    /// With the given faces' own rows above.
    private float[] whole(float[] inputs, float[] lower, int batch, int first) {
        int area = crop.size() * crop.size();
        int above = first * crop.size();
        var whole = new float[batch * crop.outputs()];
        for (int face = 0; face < batch; face++) {
            for (int colour = 0; colour < COLOURS; colour++) {
                int plane = face * COLOURS + colour;
                int given = (face * Wav2Lip.CHANNELS + COLOURS + colour) * area;
                System.arraycopy(inputs, given, whole, plane * area, above);
                System.arraycopy(
                        lower, plane * (area - above), whole, plane * area + above, area - above);
            }
        }
        return whole;
    }

    /// A batch of faces, each speaking its window of the sound.
    ///
    /// @param starts each window's first column
    /// @param given each face at the network's size, from [LipCrop#face]
    public List<Picture> speak(Mel sound, int[] starts, List<byte[]> given) {
        if (starts.length != given.size()) {
            throw new IllegalArgumentException(
                    "%d windows for %d faces".formatted(starts.length, given.size()));
        }
        var windows = new float[starts.length * WINDOW];
        var inputs = new float[starts.length * crop.inputs()];
        for (int i = 0; i < starts.length; i++) {
            sound.window(starts[i], windows, i * WINDOW);
            crop.tensor(given.get(i), inputs, i * crop.inputs());
        }
        var spoken = run(windows, inputs);
        var patches = new ArrayList<Picture>();
        for (int i = 0; i < starts.length; i++) {
            patches.add(crop.patch(spoken, i * crop.outputs()));
        }
        return List.copyOf(patches);
    }

    /// Ends the run that another thread waits for now.
    public void cancel() {
        session.cancel();
    }

    @Override
    public void close() {
        session.close();
    }
}
