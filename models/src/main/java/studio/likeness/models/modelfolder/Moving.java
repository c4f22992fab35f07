package studio.likeness.models.modelfolder;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;

/// Carries all models to another folder: copies, reads the copies back, makes the new folder the
/// chosen one, and only then erases the old files. Whenever it is killed, one folder is whole and
/// chosen. Failed or cancelled, it leaves the new folder as it was.
final class Moving {
    private static final String COPYING = ".copying";

    /// Holds the lock of a move, as drafts hold theirs.
    private static final String LOCK = ".move";

    private static final long MARGIN_BYTES = 64 << 20;
    private static final int BUFFER = 1 << 20;

    private final Place from;
    private final Place to;

    Moving(Place from, Place to) {
        this.from = from;
        this.to = to;
    }

    /// A file to carry, as it was when it was counted.
    private record Cargo(Path source, Path target, long bytes, FileTime changed) {}

    /// @param choose makes a folder the one in use, at once and for good
    /// @return whether all old files could be erased
    boolean run(Consumer<Path> choose, Progress progress) throws IOException {
        refuseBadTarget();
        try (var lock = claim()) {
            refuseDrafts();
            Files.createDirectories(to.models());
            var note = new MoveNote(from.models(), to.models());
            var cargo = cargo();
            requireRoom(cargo);
            note.write();
            try {
                carry(cargo, progress);
                if (!cargo().equals(cargo)) {
                    throw new StudioException("models.modelfolder.changedMeanwhile");
                }
            } catch (IOException | StudioException | CancellationException e) {
                undo(cargo, e);
                throw e;
            }
            choose.accept(to.models());
            return erase(cargo, lock);
        }
    }

    private void refuseBadTarget() throws IOException {
        var target = to.models();
        if (target.equals(from.models())) {
            throw new StudioException("models.modelfolder.sameFolder", target);
        }
        if (target.startsWith(from.models()) || from.models().startsWith(target)) {
            throw new StudioException("models.modelfolder.nested", target, from.models());
        }
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new StudioException("models.modelfolder.noFolder", target);
        }
        boolean ours = MoveNote.in(target).filter(n -> n.from().equals(from.models())).isPresent();
        if (Files.isDirectory(target) && !ours) {
            try (var entries = Files.list(target)) {
                if (entries.findAny().isPresent()) {
                    throw new StudioException("models.modelfolder.notEmpty", target);
                }
            }
        }
    }

    private Lock claim() throws IOException {
        try {
            return new Lock(from.models());
        } catch (FileAlreadyExistsException e) {
            throw new StudioException(e, "models.modelfolder.moving");
        }
    }

    /// Held as long as the move runs; the operating system lets go of it when the process is
    /// killed.
    private static final class Lock implements AutoCloseable {
        private final Path shelf;
        private final java.io.RandomAccessFile file;
        private boolean open = true;

        Lock(Path shelf) throws IOException {
            this.shelf = shelf;
            file = Unfinished.claim(shelf, LOCK);
        }

        @Override
        public void close() throws IOException {
            if (open) {
                open = false;
                Unfinished.release(shelf, LOCK, file);
            }
        }
    }

    static boolean isRunning(Path shelf) throws IOException {
        return Unfinished.isClaimed(shelf, LOCK);
    }

    private void refuseDrafts() throws IOException {
        Unfinished.sweep(from.models());
        try (var drafts = Files.newDirectoryStream(from.models(), "*" + Unfinished.PART)) {
            for (var draft : drafts) {
                var name = draft.getFileName().toString();
                throw new StudioException(
                        "models.modelfolder.beingMade",
                        name.substring(0, name.length() - Unfinished.PART.length()));
            }
        }
    }

    private List<Cargo> cargo() throws IOException {
        var cargo = new ArrayList<Cargo>();
        collect(from.models(), to.models(), cargo);
        collect(from.trash(), to.trash(), cargo);
        return cargo;
    }

    private void collect(Path folder, Path target, List<Cargo> into) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var walk = Files.walk(folder)) {
            for (var file : walk.filter(Files::isRegularFile).sorted().toList()) {
                boolean trash = folder.equals(from.models()) && file.startsWith(from.trash());
                var name = file.getFileName().toString();
                if (!trash && !name.equals(MoveNote.NAME) && !Unfinished.isName(name)) {
                    into.add(
                            new Cargo(
                                    file,
                                    target.resolve(folder.relativize(file).toString()),
                                    Files.size(file),
                                    Files.getLastModifiedTime(file)));
                }
            }
        }
    }

    private void requireRoom(List<Cargo> cargo) throws IOException {
        long needed = MARGIN_BYTES;
        for (var each : cargo) {
            boolean there = Files.exists(each.target());
            needed +=
                    each.bytes() - (there ? Math.min(each.bytes(), Files.size(each.target())) : 0);
        }
        long free = Files.getFileStore(to.models()).getUsableSpace();
        if (free < needed) {
            throw new StudioException(
                    "models.modelfolder.noRoom", needed / 1_000_000, free / 1_000_000, to.models());
        }
    }

    private static void carry(List<Cargo> cargo, Progress progress) throws IOException {
        long total = 2 * cargo.stream().mapToLong(Cargo::bytes).sum();
        long done = 0;
        for (var each : cargo) {
            carry(each, done, total, progress);
            done += 2 * each.bytes();
        }
        progress.at(total, total, "models.modelfolder.checkingCopy");
    }

    private static void carry(Cargo each, long done, long total, Progress progress)
            throws IOException {
        var checking = "models.modelfolder.checkingCopy";
        if (Files.exists(each.target()) && Files.size(each.target()) == each.bytes()) {
            // Of an earlier try that was killed.
            var source = Hash.of(each.source(), done, total, progress, checking);
            var target = Hash.of(each.target(), done + each.bytes(), total, progress, checking);
            if (source.equals(target)) {
                return;
            }
        }
        var fresh = each.target().resolveSibling(each.target().getFileName() + COPYING);
        Files.createDirectories(fresh.toAbsolutePath().getParent());
        var written = copy(each.source(), fresh, done, total, progress);
        var read = Hash.of(fresh, done + each.bytes(), total, progress, checking);
        if (!written.equals(read)) {
            throw new StudioException("models.modelfolder.badCopy", each.target());
        }
        Files.setLastModifiedTime(fresh, each.changed());
        AtomicFile.move(fresh, each.target());
    }

    /// @return the SHA-256 of what was read
    private static String copy(Path source, Path target, long before, long total, Progress progress)
            throws IOException {
        var sha256 = Hash.sha256();
        var buffer = new byte[BUFFER];
        long done = before;
        try (var in = new FileInputStream(source.toFile());
                var out = new FileOutputStream(target.toFile())) {
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                progress.at(done, total, "models.modelfolder.copying");
                sha256.update(buffer, 0, n);
                out.write(buffer, 0, n);
                done += n;
            }
            out.getFD().sync();
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private void undo(List<Cargo> cargo, Exception why) {
        try {
            for (var each : cargo) {
                Files.deleteIfExists(each.target());
                Files.deleteIfExists(
                        each.target().resolveSibling(each.target().getFileName() + COPYING));
            }
            Files.deleteIfExists(to.models().resolve(MoveNote.NAME));
            Files.deleteIfExists(from.models().resolve(MoveNote.NAME));
            Unfinished.eraseEmpty(to.models());
        } catch (IOException e) {
            why.addSuppressed(e); // the note then tells what is left
        }
    }

    /// The note in the new folder goes last: while it is there, the old one is known to have
    /// something left.
    private boolean erase(List<Cargo> cargo, Lock lock) throws IOException {
        try {
            for (var each : cargo) {
                Files.deleteIfExists(each.source());
            }
            lock.close();
            Files.deleteIfExists(from.models().resolve(MoveNote.NAME));
            Unfinished.eraseEmpty(from.models());
            Unfinished.eraseEmpty(from.trash());
            Files.deleteIfExists(to.models().resolve(MoveNote.NAME));
            return true;
        } catch (IOException e) {
            // A file in use: the new folder is whole and chosen, and what is left is listed.
            System.getLogger(Moving.class.getName())
                    .log(System.Logger.Level.INFO, "old models not erased", e);
            return false;
        }
    }

    /// Erases what an interrupted move left in the folder that is not in use.
    static void eraseLeft(Path inUse) throws IOException {
        var note = MoveNote.in(inUse);
        if (note.isEmpty() || isRunning(note.get().from())) {
            return;
        }
        var left = note.get().left(inUse);
        if (MoveNote.in(left).equals(note)) {
            try (var walk = Files.walk(left)) {
                for (var file : walk.filter(Files::isRegularFile).toList()) {
                    if (!file.equals(left.resolve(MoveNote.NAME))) {
                        Files.deleteIfExists(file);
                    }
                }
            }
            Files.deleteIfExists(left.resolve(MoveNote.NAME));
            Unfinished.eraseEmpty(left);
        }
        Files.deleteIfExists(inUse.resolve(MoveNote.NAME));
    }
}
