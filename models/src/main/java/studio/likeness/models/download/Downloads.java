package studio.likeness.models.download;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;

/// Fetches files into `downloads/<id>/`. What is there of an earlier try is gone on with.
// Thread-safe.
public final class Downloads {
    private final Home home;
    private final Supplier<Route> route;

    public Downloads(Home home, Supplier<Route> route) {
        this.home = home;
        this.route = route;
    }

    /// All files, whole and checked; asks `progress` between pieces, which pauses and cancels it.
    ///
    /// @throws studio.likeness.models.job.StudioException in one sentence; what came so far
    ///     stays for the next try
    /// @throws java.util.concurrent.CancellationException when cancelled; likewise
    public Fetched fetch(String id, List<Wanted> files, Progress progress) {
        throw new UnsupportedOperationException(id + files.size() + home + route.get());
    }

    /// The same files from a folder (a USB stick) laid out as the downloads are.
    public Fetched bring(String id, List<Wanted> files, Path folder, Progress progress) {
        throw new UnsupportedOperationException(id + files.size() + folder);
    }

    /// Forgets what was fetched of it.
    public void forget(String id) {
        throw new UnsupportedOperationException(id);
    }
}
