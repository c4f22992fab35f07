package studio.likeness.app.window.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.likeness.app.window.sound.Sounds;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.Levels;

/// Takes on disk: `take-<milliseconds>.wav`, and beside each the question it answers. A discarded
/// one is only renamed, so that it can come back until the booth is next opened. Not for the FX
/// thread.
final class TakeFolder {
    private static final System.Logger LOG = System.getLogger(TakeFolder.class.getName());
    private static final int HEADER_BYTES = 44;
    private static final String SOUND = ".wav";
    private static final String DISCARDED = ".discarded";
    private static final String TRIMMED = "trimmed-";

    private final Path folder;
    private final Sounds sounds;

    TakeFolder(Path folder, Sounds sounds) {
        this.folder = folder;
        this.sounds = sounds;
    }

    /// Where the next take goes. The question is on disk before the first sound is.
    Path next(Instant at, String question) {
        try {
            Files.createDirectories(folder);
            var file = folder.resolve("take-" + at.toEpochMilli() + SOUND);
            AtomicFile.write(questionOf(file), question);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Take read(Path file, boolean leftover) {
        var sound = sounds.read(file);
        return new Take(
                file, question(file), startOf(file), sound.length(), Levels.of(sound), leftover);
    }

    /// What an earlier visit left, the oldest first. Repairs what a crash cut off, and forgets what
    /// was discarded then.
    List<Take> leftovers() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            var found = new ArrayList<Take>();
            for (var file : all.sorted().toList()) {
                var name = String.valueOf(file.getFileName());
                if (name.endsWith(DISCARDED) || name.startsWith(TRIMMED)) {
                    Files.deleteIfExists(file);
                    Files.deleteIfExists(questionOf(file));
                } else if (name.endsWith(SOUND)) {
                    leftover(file).ifPresent(found::add);
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Take> leftover(Path file) throws IOException {
        if (Files.size(file) <= HEADER_BYTES) {
            // It was cut off before anything was said.
            remove(file);
            return Optional.empty();
        }
        try {
            if (sounds.recover(file).compareTo(Duration.ofMillis(100)) >= 0) {
                return Optional.of(read(file, true));
            }
        } catch (StudioException e) {
            // The file stays for whoever looks into the folder; the others are offered all the
            // same.
            LOG.log(System.Logger.Level.WARNING, "unreadable take " + file, e);
            return Optional.empty();
        }
        // A slip of the finger.
        remove(file);
        return Optional.empty();
    }

    /// Where the trimmed copy of a take goes while it is stored.
    static Path trimmed(Path take) {
        return take.resolveSibling(TRIMMED + take.getFileName());
    }

    Path discard(Path file) {
        return move(file, file.resolveSibling(file.getFileName() + DISCARDED));
    }

    void takeBack(Path file) {
        move(file.resolveSibling(file.getFileName() + DISCARDED), file);
    }

    void remove(Path file) {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(questionOf(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path move(Path from, Path to) {
        try {
            AtomicFile.move(from, to);
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String question(Path file) {
        try {
            var beside = questionOf(file);
            return Files.exists(beside) ? Files.readString(beside) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path questionOf(Path file) {
        return file.resolveSibling(stem(file) + ".txt");
    }

    private static Instant startOf(Path file) {
        return Instant.ofEpochMilli(Long.parseLong(stem(file).substring("take-".length())));
    }

    private static String stem(Path file) {
        var name = String.valueOf(file.getFileName());
        return name.substring(0, name.indexOf('.'));
    }
}
