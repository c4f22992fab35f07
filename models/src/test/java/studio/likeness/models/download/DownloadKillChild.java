package studio.likeness.models.download;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;

/// Downloads two files into a home, until it ends or is killed ([DownloadKillTest]).
final class DownloadKillChild {
    static final String ID = "killed";
    static final int PIECE = 128 << 10;

    private DownloadKillChild() {}

    static Conditions conditions() {
        return new Conditions(
                4,
                Duration.ofMillis(10),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                PIECE,
                4,
                _ -> 1L << 40);
    }

    static List<Wanted> files(String server) {
        return List.of(wanted(server, "a.bin"), wanted(server, "b.bin"));
    }

    private static Wanted wanted(String server, String name) {
        return new Wanted(URI.create(server + name), name, OptionalLong.empty(), Optional.empty());
    }

    /// @param arguments the home, and where the files are
    public static void main(String... arguments) {
        var home = new Home(Path.of(arguments[0]));
        new Downloads(home, () -> Route.DIRECT, conditions())
                .fetch(ID, files(arguments[1]), Progress.none());
    }
}
