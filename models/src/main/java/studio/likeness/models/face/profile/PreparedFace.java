package studio.likeness.models.face.profile;

import java.nio.file.Path;

/// All that is kept of a prepared face.
public record PreparedFace(FaceProfile profile, FaceOrigin origin, FaceReport report) {
    /// @throws studio.likeness.models.job.StudioException when it is not there or not understood
    public static PreparedFace read(Path folder) {
        return ProfileFile.read(folder);
    }
}
