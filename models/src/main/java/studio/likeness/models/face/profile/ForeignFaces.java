package studio.likeness.models.face.profile;

import java.nio.file.Path;
import studio.likeness.models.job.Progress;
import studio.likeness.models.worker.Worker;

/// [FaceImport] in a process of its own, so that a file that crashes a decoder takes nothing else
/// with it.
public final class ForeignFaces implements FaceMaker {
    private final FaceTools.Choice choice;
    private final Worker worker;

    public ForeignFaces(FaceTools.Choice choice, Worker worker) {
        this.choice = choice;
        this.worker = worker;
    }

    @Override
    public FaceReport check(Path media, Progress progress) throws InterruptedException {
        throw new UnsupportedOperationException(media.toString() + worker);
    }

    @Override
    public FaceProfile make(Path media, Which which, Path draft, Progress progress)
            throws InterruptedException {
        throw new UnsupportedOperationException(media.toString());
    }

    @Override
    public String tools() {
        return choice.toString();
    }
}
