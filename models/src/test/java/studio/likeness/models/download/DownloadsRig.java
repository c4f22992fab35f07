package studio.likeness.models.download;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;

/// Downloads of one set of files, `it`, from a server that does as it is told.
abstract class DownloadsRig {
    static final int PIECE = 16 << 10;

    @TempDir Path folder;
    HostileServer server;
    Downloads downloads;

    @BeforeEach
    void serve() throws IOException {
        server = new HostileServer();
        downloads = with(1L << 40, Route.DIRECT);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    Downloads with(long room, Route route) {
        return new Downloads(home(), () -> route, conditions(_ -> room));
    }

    static Conditions conditions(Conditions.Room room) {
        return new Conditions(
                3,
                Duration.ofMillis(1),
                Duration.ofSeconds(1),
                Duration.ofMillis(300),
                PIECE,
                4,
                room);
    }

    Home home() {
        return new Home(folder.resolve("home"));
    }

    byte[] serve(String name, int size, int seed) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        server.put("/" + name, bytes, "\"" + seed + "\"");
        return bytes;
    }

    Wanted wanted(String name) {
        return new Wanted(server.uri("/" + name), name, OptionalLong.empty(), Optional.empty());
    }

    Fetched fetch(Wanted... files) {
        return downloads.fetch("it", List.of(files), Progress.none());
    }

    StudioException refused(Wanted... files) {
        return assertThrows(StudioException.class, () -> fetch(files));
    }

    /// Cancels after so many bytes.
    static Progress until(long bytes) {
        return (done, _, _) -> {
            if (done >= bytes) {
                throw new CancellationException();
            }
        };
    }

    List<Wanted> all() {
        return List.of(wanted("a.bin"));
    }
}
