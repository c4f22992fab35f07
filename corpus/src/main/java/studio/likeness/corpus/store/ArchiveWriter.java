package studio.likeness.corpus.store;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;

/// Writes a persona as one `.likeness` file. First every member is read and hashed, so that a
/// damaged medium is noticed before anything is written; then they are packed, media as they are.
final class ArchiveWriter {
    // Any fixed moment will do; January 1980, the first that zip knows, is treated specially by
    // java.util.zip and would bring the time zone in.
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private record Part(Manifest.Member member, File file, long crc) {
        boolean isMedium() {
            return Manifest.MEDIUM.matcher(member.name()).matches();
        }

        /// Packing sound, pictures and weights again saves nothing.
        boolean isPacked() {
            boolean part =
                    PartFolders.isMember(member.name()) || AdapterFolder.isMember(member.name());
            return isMedium() || (part && !member.name().endsWith(".json"));
        }
    }

    private final Progress progress;
    private long done;
    private long total;

    private ArchiveWriter(Progress progress) {
        this.progress = progress;
    }

    /// @param adapter where that of its brain lies
    /// @return what had to be left out, in a sentence and what to do; empty when nothing was
    static Optional<String> write(
            Corpus corpus, Optional<Path> adapter, Path out, Progress progress) {
        if (Files.isDirectory(out)) {
            throw new StudioException("corpus.store.exportIsFolder", out);
        }
        try (var snapshot = Unfinished.in(corpus.folder(), "")) {
            return new ArchiveWriter(progress).write(corpus, adapter, snapshot.path(), out);
        } catch (IOException e) {
            throw new StudioException(e, "corpus.store.cannotExport", out);
        }
    }

    private Optional<String> write(Corpus corpus, Optional<Path> adapter, Path snapshot, Path out)
            throws IOException {
        Files.createDirectory(snapshot);
        var files = files(corpus, snapshot);
        var persona = PersonaFile.read(snapshot.resolve(PersonaFolder.PERSONA), "");
        var brain = persona.brain();
        var lora = adapter.map(folder -> AdapterFolder.files(folder, brain)).orElse(Map.of());
        lora.forEach((name, file) -> files.put(name, file.toFile()));
        var parts = parts(files);
        var manifest = new Manifest(parts.stream().map(Part::member).toList());
        AtomicFile.write(out, content -> pack(manifest, parts, content));
        return brain.adapter().isEmpty() || !lora.isEmpty()
                ? Optional.empty()
                : Optional.of(adapterLeftOut(persona));
    }

    private static String adapterLeftOut(Persona persona) {
        var name = persona.brain().adapter();
        return new StudioException("corpus.store.adapterLeftOut", persona.name(), name)
                .explanation();
    }

    /// The files as they are at this moment, by their names in the archive.
    private Map<String, File> files(Corpus corpus, Path snapshot) throws IOException {
        var database = snapshot.resolve(PersonaFolder.DATABASE);
        corpus.snapshot(database);
        var persona = snapshot.resolve(PersonaFolder.PERSONA);
        Files.copy(corpus.folder().resolve(PersonaFolder.PERSONA), persona);
        var files = new TreeMap<String, File>();
        files.put(PersonaFolder.DATABASE, database.toFile());
        files.put(PersonaFolder.PERSONA, persona.toFile());
        try (var db = Connections.foreign(database)) {
            for (var medium : MediaRows.all(db)) {
                files.put(
                        PersonaFolder.MEDIA + "/" + MediaFolder.name(medium),
                        corpus.file(medium).toFile());
            }
        } catch (SQLException e) {
            throw Database.failure(e, corpus.persona().name());
        }
        var consents = corpus.folder().resolve(PersonaFolder.CONSENT);
        try (var entries = Files.newDirectoryStream(consents, "*.json")) {
            entries.forEach(
                    entry ->
                            files.put(
                                    PersonaFolder.CONSENT + "/" + entry.getFileName(),
                                    entry.toFile()));
        }
        for (var parts : List.of(PersonaFolder.FACES, PersonaFolder.VOICES)) {
            addParts(corpus.folder(), parts, files);
        }
        return files;
    }

    /// Links are not followed, and what a crash left under a hidden name stays.
    private static void addParts(Path persona, String parts, Map<String, File> files)
            throws IOException {
        if (!Files.isDirectory(persona.resolve(parts), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var all = Files.walk(persona.resolve(parts))) {
            for (var file : (Iterable<Path>) all::iterator) {
                var name = persona.relativize(file).toString().replace(File.separatorChar, '/');
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !name.contains("/.")) {
                    files.put(name, file.toFile());
                }
            }
        }
    }

    private List<Part> parts(Map<String, File> files) throws IOException {
        for (var file : files.values()) {
            total += 2 * file.length();
        }
        var parts = new ArrayList<Part>();
        for (var file : files.entrySet()) {
            parts.add(part(file.getKey(), file.getValue()));
        }
        return parts;
    }

    private Part part(String name, File file) throws IOException {
        var crc = new CRC32();
        var digest = Sha256.digest();
        long size = 0;
        try (var in = new CheckedInputStream(new FileInputStream(file), crc)) {
            var buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                size += read;
                step(read, "corpus.store.checking");
            }
        } catch (FileNotFoundException e) {
            throw new StudioException(e, "corpus.store.mediumMissing", file.getName());
        }
        var part =
                new Part(new Manifest.Member(name, size, Sha256.hex(digest)), file, crc.getValue());
        if (part.isMedium() && !file.getName().startsWith(part.member().sha256())) {
            throw new StudioException("corpus.store.mediumDamaged", file.getName());
        }
        if (!Manifest.isMember(part.member().name())) {
            throw new StudioException("corpus.store.strangeFile", file);
        }
        return part;
    }

    private void pack(Manifest manifest, List<Part> parts, OutputStream out) throws IOException {
        // Left open: AtomicFile, which opened the file below, still has to bring it to the disk.
        var zip = new ZipOutputStream(out);
        zip.putNextEntry(entry(Manifest.NAME));
        zip.write(manifest.text().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        for (var part : parts) {
            var entry = entry(part.member().name());
            if (part.isPacked()) {
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(part.member().size());
                entry.setCrc(part.crc());
            }
            zip.putNextEntry(entry);
            copy(part.file(), zip);
            zip.closeEntry();
        }
        zip.finish();
    }

    private static ZipEntry entry(String name) {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        return entry;
    }

    private void copy(File file, OutputStream out) throws IOException {
        try (var in = new FileInputStream(file)) {
            var buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                step(read, "corpus.store.packing");
            }
        }
    }

    private void step(int bytes, String doing) {
        done += bytes;
        progress.at(done, total, doing);
    }
}
