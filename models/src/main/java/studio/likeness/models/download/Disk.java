package studio.likeness.models.download;

import java.io.IOException;
import studio.likeness.models.job.StudioException;

/// A disk that does not do what is asked, in words for the user.
final class Disk {
    private Disk() {}

    /// @param what a file's name or path
    static StudioException cannotWrite(IOException e, Object what) {
        var reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new StudioException(e, "models.download.cannotWrite", what, reason);
    }
}
