package studio.likeness.app.window.face;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.MediaReader;

/// Films on disk that no face was made of yet: `film-<milliseconds>.mp4`. A discarded one is only
/// renamed, so that it can come back until the tab is next opened. Not for the FX thread.
final class FilmFolder {
    private static final System.Logger LOG = System.getLogger(FilmFolder.class.getName());
    private static final String BEGIN = "film-";
    private static final String END = ".mp4";
    private static final String DISCARDED = ".discarded";

    /// Shorter ones are a slip of the finger.
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Path folder;

    FilmFolder(Path folder) {
        this.folder = folder;
    }

    /// A film that waits to be used.
    record Film(Path file, Instant at, Duration length) {}

    /// Where the next film goes.
    Path next(Instant at) {
        try {
            Files.createDirectories(folder);
            return folder.resolve(BEGIN + at.toEpochMilli() + END);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The oldest first.
    List<Film> list() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            var films = new ArrayList<Film>();
            for (var file : all.sorted().toList()) {
                if (String.valueOf(file.getFileName()).matches(BEGIN + "\\d+" + END)) {
                    read(file).ifPresent(films::add);
                }
            }
            return films;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What was discarded on an earlier visit does not come back.
    void forgetDiscarded() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var all = Files.list(folder)) {
            for (var file : all.toList()) {
                var name = String.valueOf(file.getFileName());
                if (name.startsWith(BEGIN) && name.endsWith(DISCARDED)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Empty for one that holds next to nothing.
    Optional<Film> read(Path file) {
        try {
            var length = MediaReader.probe(file).length();
            return length.compareTo(SHORTEST) < 0
                    ? Optional.empty()
                    : Optional.of(new Film(file, startOf(file), length));
        } catch (StudioException e) {
            // The file stays for whoever looks into the folder.
            LOG.log(System.Logger.Level.WARNING, "unreadable film: " + e.key());
            return Optional.empty();
        }
    }

    void discard(Path film) {
        move(film, film.resolveSibling(film.getFileName() + DISCARDED));
    }

    void takeBack(Path film) {
        move(film.resolveSibling(film.getFileName() + DISCARDED), film);
    }

    /// The persona has it now.
    void remove(Path film) {
        try {
            Files.deleteIfExists(film);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void move(Path from, Path to) {
        try {
            AtomicFile.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant startOf(Path film) {
        var name = String.valueOf(film.getFileName());
        return Instant.ofEpochMilli(
                Long.parseLong(name.substring(BEGIN.length(), name.length() - END.length())));
    }
}
