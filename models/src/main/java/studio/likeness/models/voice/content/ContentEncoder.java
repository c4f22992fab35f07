package studio.likeness.models.voice.content;

import java.nio.file.Files;
import java.nio.file.Path;
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

/// Hears what is said and not who says it: sound at 16 kHz to 50 vectors a second. Safe for several
/// threads, whose calls queue.
public final class ContentEncoder implements AutoCloseable {
    public static final int SAMPLE_RATE_HZ = 16_000;

    /// Shorter sound gives no frame.
    private static final int LEAST = 400;

    private final Session session;
    private final ContentKind kind;

    private ContentEncoder(Session session, ContentKind kind) {
        this.session = session;
        this.kind = kind;
    }

    /// The newest installed encoder that gives this form.
    public static Optional<ModelFolder> find(ModelFolders models, ContentKind kind) {
        return models.list().stream()
                .filter(model -> model.manifest().kind() == Manifest.Kind.SPEECH_CONTENT)
                .filter(model -> Files.isRegularFile(model.file(kind.graph())))
                .reduce((_, newer) -> newer);
    }

    /// @param folder of a model of the kind SPEECH_CONTENT
    /// @throws StudioException when it does not give this form, or cannot be loaded
    public static ContentEncoder open(Path folder, ContentKind kind, Device device) {
        var graph = folder.resolve(kind.graph());
        if (!Files.isRegularFile(graph)) {
            throw new StudioException(
                    "models.voice.content.otherForm", folder.getFileName(), kind.word());
        }
        return new ContentEncoder(Session.open(graph, device, SessionPlan.usual()), kind);
    }

    public ContentKind kind() {
        return kind;
    }

    /// @param samples at 16 kHz; what is shorter than a frame is filled up with silence
    /// @return `[width][frames]`
    public float[][] features(float[] samples) {
        var heard = samples.length < LEAST ? java.util.Arrays.copyOf(samples, LEAST) : samples;
        var found =
                session.runFor(
                        ContentGraphs.FEATURES,
                        Map.of(ContentGraphs.WAVE, new Array.Floats(heard, 1, heard.length)));
        if (!(found instanceof Array.Floats(var values, var shape))) {
            throw new IllegalStateException("expected floats, found " + found);
        }
        int frames = (int) shape[2];
        var features = new float[(int) shape[1]][frames];
        for (int i = 0; i < features.length; i++) {
            System.arraycopy(values, i * frames, features[i], 0, frames);
        }
        return features;
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
