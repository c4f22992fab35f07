package studio.likeness.models.download;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import studio.likeness.models.download.Stretches.Stretch;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.job.StudioException;

/// A file on its way: `<name>.part`, and beside it a note of which bytes of which version are
/// there. The note is replaced only after those bytes have reached the disk, so that it never says
/// too much, whatever ends the program. Thread-safe.
final class Part {

    /// What is written down.
    ///
    /// @param length -1 when unknown
    /// @param done pairs of first byte and byte after the last
    private record Saved(
            @JsonProperty("etag") String etag,
            @JsonProperty("modified") String modified,
            @JsonProperty("length") long length,
            @JsonProperty("done") List<long[]> done) {}

    private final Path file;
    private final Path note;
    private final String name;
    private Validators version = new Validators("", "");
    private long length = -1;
    private Stretches done = Stretches.NONE;

    Part(Path parts, String name) {
        this.name = name;
        file = parts.resolve(name + ".part");
        note = parts.resolve(name + ".json");
        load();
    }

    private void load() {
        if (!Files.exists(file) || !Files.exists(note)) {
            return;
        }
        try {
            var saved = Note.parse(Files.readString(note), Saved.class);
            var stretches = Stretches.NONE;
            for (var each : saved.done()) {
                stretches = stretches.with(stretch(each));
            }
            version = new Validators(saved.etag(), saved.modified());
            length = saved.length();
            done = stretches;
            for (var each : stretches.done()) {
                if (each.to() > Files.size(file)) {
                    done = Stretches.NONE; // cut by something else
                }
            }
        } catch (JacksonException | IllegalArgumentException _) {
            done = Stretches.NONE; // no note, so nothing is known to be there
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static Stretch stretch(long[] pair) {
        if (pair.length != 2) {
            throw new IllegalArgumentException("expected 2 places, found " + pair.length);
        }
        return new Stretch(pair[0], pair[1]);
    }

    Path file() {
        return file;
    }

    String name() {
        return name;
    }

    synchronized long bytes() {
        return done.bytes();
    }

    synchronized Validators version() {
        return version;
    }

    /// Whether what is there belongs to this version.
    ///
    /// @param hashed whether a hash will tell if that is wrong
    synchronized boolean fits(Validators other, OptionalLong otherLength, boolean hashed) {
        boolean told = !version.condition().isEmpty() && !other.condition().isEmpty();
        return version.agree(other) && (told || hashed) && length == otherLength.orElse(-2);
    }

    /// Empties it for a version.
    synchronized void begin(Validators fresh, OptionalLong freshLength) {
        try {
            Files.createDirectories(file.getParent());
            discard();
            Files.createFile(file);
            version = fresh;
            length = freshLength.orElse(-1);
            save();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Stretches that are there, once their bytes are on the disk.
    synchronized void add(Stretch more, RandomAccessFile out) {
        try {
            out.getFD().sync();
            done = done.with(more);
            save();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    synchronized List<Stretch> missing(long piece) {
        return done.missing(length, piece);
    }

    RandomAccessFile writer() {
        try {
            return new RandomAccessFile(file.toFile(), "rw");
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void save() throws IOException {
        var pairs = done.done().stream().map(each -> new long[] {each.from(), each.to()}).toList();
        var saved = new Saved(version.etag(), version.modified(), length, pairs);
        AtomicFile.write(note, Note.text(saved));
    }

    synchronized void discard() {
        try {
            done = Stretches.NONE;
            Files.deleteIfExists(note);
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Gives it its name: it is whole and checked.
    synchronized void become(Path whole) {
        try {
            Files.createDirectories(whole.getParent());
            AtomicFile.move(file, whole);
            Files.deleteIfExists(note);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// In words for the user.
    StudioException failure(IOException e) {
        return Disk.cannotWrite(e, name);
    }
}
