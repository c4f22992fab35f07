package studio.likeness.models.face.profile;

import java.nio.file.Path;
import studio.likeness.models.job.Progress;

/// From a photo or a clip to a [FaceProfile], in this process: for files that are known to be
/// harmless. [ForeignFaces] does the same for others.
public final class FaceImport implements FaceMaker {
    private final FaceTools tools;

    public FaceImport(FaceTools tools) {
        this.tools = tools;
    }

    @Override
    public FaceReport check(Path media, Progress progress) {
        throw new UnsupportedOperationException(media.toString());
    }

    @Override
    public FaceProfile make(Path media, Which which, Path draft, Progress progress) {
        throw new UnsupportedOperationException(media.toString());
    }

    @Override
    public String tools() {
        return tools.id();
    }
}
