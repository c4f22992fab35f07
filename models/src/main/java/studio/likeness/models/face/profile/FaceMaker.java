package studio.likeness.models.face.profile;

import java.nio.file.Path;
import studio.likeness.models.job.Progress;

/// Makes a [FaceProfile] of what somebody brings.
public interface FaceMaker {
    /// What the file would be worth; keeps nothing.
    ///
    /// @throws studio.likeness.models.job.StudioException when it is no photo or clip that can be
    ///     read; no face or several are findings
    FaceReport check(Path media, Progress progress) throws InterruptedException;

    /// @param draft an empty folder, which the profile is made in; on failure its content is the
    ///     caller's to erase
    /// @throws studio.likeness.models.job.StudioException also without a face, with several where
    ///     only one was expected, and where the head is seen from the side
    FaceProfile make(Path media, Which which, Path draft, Progress progress)
            throws InterruptedException;

    /// What it looks with, see [FaceTools#id].
    String tools();
}
