package studio.likeness.models.face.profile;

import studio.likeness.models.signal.Picture;

/// Checks a live picture as it comes: looks for the face every few frames and follows it in
/// between. Not thread-safe; the tools stay the caller's.
public final class FaceWatch {
    private final FaceTools tools;

    public FaceWatch(FaceTools tools) {
        this.tools = tools;
    }

    public FrameCheck look(Picture picture) {
        throw new UnsupportedOperationException(tools.id() + picture);
    }
}
