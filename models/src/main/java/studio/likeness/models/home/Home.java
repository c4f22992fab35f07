package studio.likeness.models.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder that holds everything the studio keeps: `LIKENESS_HOME`, else the platform's data
/// folder.
///
/// @param root absolute; its folders are made when first asked for
public record Home(Path root) {
    public Home {
        root = root.toAbsolutePath().normalize();
    }

    /// The user's own home: `LIKENESS_HOME`, `%LOCALAPPDATA%\Likeness`, or
    /// `$XDG_DATA_HOME/likeness`.
    public static Home ofUser() {
        var chosen = System.getenv("LIKENESS_HOME");
        if (chosen != null && !chosen.isBlank()) {
            return new Home(Path.of(chosen));
        }
        var user = Path.of(System.getProperty("user.home"));
        if (System.getProperty("os.name").startsWith("Windows")) {
            var local = System.getenv("LOCALAPPDATA");
            return new Home(
                    (local == null ? user.resolve("AppData/Local") : Path.of(local))
                            .resolve("Likeness"));
        }
        var xdg = System.getenv("XDG_DATA_HOME");
        return new Home(
                (xdg == null || xdg.isBlank() ? user.resolve(".local/share") : Path.of(xdg))
                        .resolve("likeness"));
    }

    public Path personas() {
        return folder("personas");
    }

    public Path trash() {
        return folder("trash");
    }

    public Path jobs() {
        return folder("jobs");
    }

    /// Recordings of sessions, and what the user exports without naming a place.
    public Path recordings() {
        return folder("recordings");
    }

    /// Unpacked native libraries; an ASCII path is wanted here.
    public Path runtime() {
        return folder("runtime");
    }

    public Path logs() {
        return folder("logs");
    }

    public Path settings() {
        return folder(".").resolve("settings.json").normalize();
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(root.resolve(name).normalize());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
