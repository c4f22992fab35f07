package studio.likeness.models.download;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;

/// Fetches files into `downloads/<id>/`, a folder that appears when all of them are whole and
/// checked. What is there of an earlier try is gone on with. Thread-safe; two programs may share
/// a home too.
public final class Downloads {
    private final Home home;
    private final Supplier<Route> route;
    private final Conditions conditions;

    public Downloads(Home home, Supplier<Route> route) {
        this(home, route, Conditions.usual());
    }

    Downloads(Home home, Supplier<Route> route, Conditions conditions) {
        this.home = home;
        this.route = route;
        this.conditions = conditions;
    }

    /// Something of which files are here.
    ///
    /// @param whole whether all of them are
    /// @param bytes on the disk
    public record Kept(String id, boolean whole, long bytes) {}

    /// All files, whole and checked; asks `progress` between pieces, which pauses and cancels it.
    ///
    /// @throws studio.likeness.models.job.StudioException in one sentence; what came so far
    ///     stays for the next try
    /// @throws java.util.concurrent.CancellationException when cancelled; likewise
    public Fetched fetch(String id, List<Wanted> files, Progress progress) {
        requireFiles(id, files);
        try (var place = Place.claim(home, id)) {
            return new Fetching(place, files, progress).fetch(route.get(), conditions);
        }
    }

    /// The same files from a folder (a USB stick) laid out as the downloads are: in itself, or in
    /// a folder called as the download.
    public Fetched bring(String id, List<Wanted> files, Path folder, Progress progress) {
        requireFiles(id, files);
        if (!Files.isDirectory(folder)) {
            throw new StudioException("models.download.noFolder", folder);
        }
        try (var place = Place.claim(home, id)) {
            return new Fetching(place, files, progress).copy(new Stick(folder, id), conditions);
        }
    }

    private static void requireFiles(String id, List<Wanted> files) {
        if (files.isEmpty()) {
            throw new StudioException("models.download.nothing", id);
        }
        FileNames.check(files);
    }

    /// Forgets what was fetched of it, but not the hashes it had: fetched again, it must be the
    /// same.
    public void forget(String id) {
        try (var place = Place.claim(home, id)) {
            place.forget();
        }
    }

    /// Forgets the hashes too: what is fetched next is trusted like the first time.
    public void forgetTrust(String id) {
        try (var place = Place.claim(home, id)) {
            place.forgetKnown();
        }
    }

    /// The SHA-256 of the files of it, by name, that nobody had told when they were first fetched.
    public Map<String, String> trusted(String id) {
        FileNames.checkId(id);
        return Place.known(home, id).trusted();
    }

    /// What there is, whole or on its way, by name.
    public List<Kept> kept() {
        var root = Place.root(home);
        return Place.ids(home).stream()
                .map(
                        id -> {
                            var work = Place.work(root, id);
                            return new Kept(
                                    id,
                                    Files.isDirectory(root.resolve(id)),
                                    Place.bytes(root.resolve(id)) + Place.bytes(work));
                        })
                .toList();
    }
}
