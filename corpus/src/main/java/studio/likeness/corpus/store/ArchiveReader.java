package studio.likeness.corpus.store;

import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;

/// Unpacks a `.likeness` file into a folder that nothing lists yet, believing nothing it says.
/// Names and sizes are judged before anything is unpacked, hashes while it is, contents after.
final class ArchiveReader {
    /// What could lead out of the folder on some system: parents, roots, drives, backslashes.
    private static final Pattern ESCAPE =
            Pattern.compile("(.*/)?\\.\\.?(/.*)?|/.*|.*[\\\\:\\p{Cntrl}].*", Pattern.DOTALL);

    private final Path archive;
    private final String shownAs;
    private final Path folder;
    private final Limits limits;
    private final Progress progress;
    private long done;

    private ArchiveReader(Path archive, Path folder, Limits limits, Progress progress) {
        this.archive = archive;
        this.shownAs = Objects.toString(archive.getFileName());
        this.folder = folder;
        this.limits = limits;
        this.progress = progress;
    }

    /// @param folder made here; on failure the caller erases it
    /// @return the persona as the archive has it
    static Persona read(Path archive, Path folder, Limits limits, Progress progress) {
        return new ArchiveReader(archive, folder, limits, progress).read();
    }

    private Persona read() {
        if (!Files.isRegularFile(archive)) {
            throw refused("corpus.store.archiveMissing");
        }
        try {
            var directory = ZipDirectory.read(archive, limits.members());
            checkNames(directory);
            try (var zip = new ZipFile(archive.toFile())) {
                var manifest = manifest(zip);
                checkMembers(manifest, directory);
                checkSizes(manifest, zip);
                PersonaFolder.prepare(folder);
                unpack(manifest, zip);
                return checkContents(manifest);
            }
        } catch (ZipDirectory.Unreadable e) {
            throw switch (e.fault()) {
                case NOT_A_ZIP -> refused("corpus.store.archiveNotZip");
                case CUT_SHORT -> refused("corpus.store.archiveCutShort");
                case DAMAGED -> refused("corpus.store.archiveDamaged");
                case TOO_MANY -> refused("corpus.store.archiveTooMany", limits.members());
            };
        } catch (ZipException | EOFException e) {
            throw new StudioException(e, "corpus.store.archiveDamaged", shownAs);
        } catch (IOException e) {
            throw new StudioException(e, "corpus.store.archiveUnreadable", shownAs);
        }
    }

    private void checkNames(ZipDirectory directory) {
        var names = new HashSet<String>();
        var folded = new HashMap<String, String>();
        for (var entry : directory.entries()) {
            var name = entry.name();
            if (ESCAPE.matcher(name).matches()) {
                throw refused("corpus.store.archiveEscape", name);
            }
            if (!names.add(name)) {
                throw refused("corpus.store.archiveDuplicate", name);
            }
            var fold = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
            var other = folded.put(fold, name);
            if (other != null) {
                throw refused("corpus.store.archiveCaseClash", other, name);
            }
            if (!entry.plainFile()) {
                throw refused("corpus.store.archiveLink", name);
            }
            if (entry.encrypted()) {
                throw refused("corpus.store.archiveEncrypted", name);
            }
            if (entry.method() != ZipEntry.STORED && entry.method() != ZipEntry.DEFLATED) {
                throw refused("corpus.store.archivePacked", name);
            }
            if (!name.equals(Manifest.NAME) && !Manifest.isMember(name)) {
                throw refused("corpus.store.archiveStranger", name);
            }
        }
        if (directory.packedBytes() > archive.toFile().length()) {
            throw refused("corpus.store.archiveDamaged"); // entries that overlap
        }
    }

    private Manifest manifest(ZipFile zip) throws IOException {
        var entry = zip.getEntry(Manifest.NAME);
        if (entry == null) {
            throw refused("corpus.store.archiveNoManifest");
        }
        try (var in = zip.getInputStream(entry)) {
            var text = in.readNBytes(Manifest.LONGEST + 1);
            if (text.length > Manifest.LONGEST) {
                throw refused("corpus.store.archiveBadManifest");
            }
            return Manifest.read(text, shownAs);
        }
    }

    private void checkMembers(Manifest manifest, ZipDirectory directory) {
        var names =
                directory.entries().stream()
                        .map(ZipDirectory.Entry::name)
                        .collect(Collectors.toSet());
        var listed =
                manifest.members().stream().map(Manifest.Member::name).collect(Collectors.toSet());
        for (var name : listed) {
            if (!names.contains(name)) {
                throw refused("corpus.store.archiveMemberMissing", name);
            }
        }
        for (var name : names) {
            if (!name.equals(Manifest.NAME) && !listed.contains(name)) {
                throw refused("corpus.store.archiveUnlisted", name);
            }
        }
        for (var name : new String[] {PersonaFolder.PERSONA, PersonaFolder.DATABASE}) {
            if (!listed.contains(name)) {
                throw refused("corpus.store.archiveMemberMissing", name);
            }
        }
        for (var member : manifest.members()) {
            var medium = Manifest.MEDIUM.matcher(member.name());
            if (medium.matches() && !medium.group(1).equals(member.sha256())) {
                throw refused("corpus.store.archiveMediumName", member.name());
            }
        }
    }

    private void checkSizes(Manifest manifest, ZipFile zip) {
        long total = 0;
        for (var member : manifest.members()) {
            var entry = entry(zip, member);
            if (entry.getSize() != member.size()) {
                throw refused("corpus.store.archiveWrongSize", member.name());
            }
            if (AdapterFolder.isConfig(member.name())
                    && member.size() > AdapterFolder.LONGEST_CONFIG) {
                throw refused("corpus.store.archiveAdapter", member.name());
            }
            if (member.size() > Limits.RATIO_COUNTS_FROM
                    && member.size() / limits.ratio() > Math.max(1, entry.getCompressedSize())) {
                throw refused("corpus.store.archiveBomb", member.name());
            }
            // A sum beyond the limit is refused at once, before it could overflow.
            if (member.size() > limits.totalBytes() - total) {
                throw refused("corpus.store.archiveTooLarge", mebibytes(limits.totalBytes()));
            }
            total += member.size();
        }
        if (total > limits.freeBytes().getAsLong() - Limits.RESERVE) {
            throw refused("corpus.store.archiveNoSpace", mebibytes(total + Limits.RESERVE));
        }
    }

    private void unpack(Manifest manifest, ZipFile zip) throws IOException {
        long total = manifest.members().stream().mapToLong(Manifest.Member::size).sum();
        for (var member : manifest.members()) {
            unpack(member, zip, total);
        }
    }

    private void unpack(Manifest.Member member, ZipFile zip, long total) throws IOException {
        if (PartFolders.isMember(member.name()) || AdapterFolder.isMember(member.name())) {
            Files.createDirectories(folder.resolve(member.name()).resolveSibling(""));
        }
        var digest = Sha256.digest();
        long size = 0;
        try (var in = zip.getInputStream(entry(zip, member));
                var out = new FileOutputStream(folder.resolve(member.name()).toFile())) {
            var buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                // Stops here, so that more than was announced is never written.
                if (size > member.size()) {
                    throw refused("corpus.store.archiveWrongSize", member.name());
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
                done += read;
                progress.at(done, total, "corpus.store.unpacking");
            }
            out.getFD().sync();
        }
        if (size != member.size()) {
            throw refused("corpus.store.archiveWrongSize", member.name());
        }
        if (!Sha256.hex(digest).equals(member.sha256())) {
            throw refused("corpus.store.archiveWrongHash", member.name());
        }
    }

    private ZipEntry entry(ZipFile zip, Manifest.Member member) {
        var entry = zip.getEntry(member.name());
        if (entry == null) {
            throw refused("corpus.store.archiveMemberMissing", member.name());
        }
        return entry;
    }

    private Persona checkContents(Manifest manifest) throws IOException {
        var persona = persona();
        var known = new HashMap<String, Long>();
        for (var medium : ForeignDatabase.check(folder.resolve(PersonaFolder.DATABASE), shownAs)) {
            known.put(PersonaFolder.MEDIA + "/" + MediaFolder.name(medium), medium.bytes());
        }
        checkAdapter(manifest, persona.brain());
        var hashes = new HashSet<String>();
        for (var member : manifest.members()) {
            var medium = Manifest.MEDIUM.matcher(member.name());
            if (medium.matches()) {
                var bytes = known.remove(member.name());
                if (bytes == null || bytes != member.size()) {
                    throw refused("corpus.store.archiveMediumUnknown", member.name());
                }
                hashes.add(medium.group(1));
            }
        }
        if (!known.isEmpty()) {
            throw refused("corpus.store.archiveMemberMissing", known.keySet().iterator().next());
        }
        for (var sha256 : new String[] {persona.portrait(), persona.consent().statementMedia()}) {
            if (!sha256.isEmpty() && !hashes.contains(sha256)) {
                throw refused("corpus.store.archiveMemberMissing", sha256);
            }
        }
        return persona;
    }

    /// None, or the one that the brain names, whole.
    private void checkAdapter(Manifest manifest, BrainChoice brain) {
        var files =
                manifest.members().stream()
                        .map(Manifest.Member::name)
                        .filter(AdapterFolder::isMember)
                        .toList();
        for (var name : files) {
            if (!AdapterFolder.adapter(name).equals(brain.adapter())) {
                throw refused("corpus.store.archiveAdapter", name);
            }
        }
        long configs = files.stream().filter(AdapterFolder::isConfig).count();
        if (!files.isEmpty() && (configs != 1 || files.size() != 2)) {
            throw refused("corpus.store.archiveAdapter", files.getLast());
        }
    }

    private Persona persona() {
        try {
            return PersonaFile.read(folder.resolve(PersonaFolder.PERSONA), shownAs);
        } catch (StudioException e) {
            throw new StudioException(
                    e,
                    e.key().equals("corpus.store.newerPersona")
                            ? "corpus.store.archiveNewer"
                            : "corpus.store.archiveBadPersona",
                    shownAs);
        }
    }

    private static long mebibytes(long bytes) {
        return (bytes >> 20) + 1;
    }

    private StudioException refused(String key, Object... more) {
        var args = new Object[more.length + 1];
        args[0] = shownAs;
        System.arraycopy(more, 0, args, 1, more.length);
        return new StudioException(key, args);
    }
}
