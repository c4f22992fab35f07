package studio.likeness.corpus.store;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.media.MediaInfo;

/// A persona's `media/`: originals under the SHA-256 of their bytes, never changed once there.
final class MediaFolder {
    private static final Map<String, Set<String>> EXTENSIONS =
            Map.of(
                    "sound",
                    Set.of(
                            "wav", "mp3", "m4a", "aac", "ogg", "oga", "opus", "flac", "wma", "amr",
                            "aif", "aiff", "caf", "mka", "weba"),
                    "video",
                    Set.of(
                            "mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mpeg", "ts", "mts",
                            "m2ts", "3gp", "wmv", "flv", "ogv"),
                    "picture",
                    Set.of(
                            "jpg", "jpeg", "png", "webp", "bmp", "gif", "tif", "tiff", "heic",
                            "heif", "avif"));

    /// The bytes of a file on their way in.
    record Incoming(Unfinished file, String sha256, long bytes) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private final Path folder;

    MediaFolder(Path folder) {
        this.folder = folder;
    }

    static String name(Media media) {
        return media.sha256() + "." + media.extension();
    }

    Path file(Media media) {
        return folder.resolve(name(media));
    }

    /// Copies and hashes a file under a name that nothing lists; on disk when this returns.
    Incoming receive(Path source) throws IOException {
        var unfinished = Unfinished.in(folder, "." + extension(source));
        try {
            var digest = Sha256.digest();
            // Streams of files, because an interrupt closes a channel in the middle of the copy.
            try (var in = new FileInputStream(source.toFile());
                    var out = new FileOutputStream(unfinished.path().toFile())) {
                long bytes = in.transferTo(new DigestOutputStream(out, digest));
                out.getFD().sync();
                return new Incoming(unfinished, Sha256.hex(digest), bytes);
            }
        } catch (IOException | RuntimeException e) {
            unfinished.close();
            throw e;
        }
    }

    /// Gives bytes that came in their lasting place, unless they are there already. What is missing
    /// or cut short is healed by adding it again.
    void keep(Incoming incoming, Media media) throws IOException {
        var place = file(media);
        if (!Files.isRegularFile(place) || place.toFile().length() != incoming.bytes()) {
            AtomicFile.move(incoming.file().path(), place);
        }
    }

    /// Files that no row knows: what a crash left between the file and its row, or what somebody
    /// put there by hand.
    List<Path> orphans(Collection<Media> known) throws IOException {
        var names = known.stream().map(MediaFolder::name).collect(Collectors.toSet());
        var orphans = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                var name = entry.getFileName().toString();
                if (!names.contains(name) && !Unfinished.isName(name)) {
                    orphans.add(entry);
                }
            }
        }
        orphans.sort(null);
        return orphans;
    }

    /// Lower-case letters and digits, at most eight; `bin` where there are none.
    static String extension(Path file) {
        var name = file.getFileName().toString();
        var extension =
                name.substring(name.lastIndexOf('.') + 1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]", "");
        if (name.indexOf('.') < 0 || extension.isEmpty()) {
            return "bin";
        }
        return extension.substring(0, Math.min(8, extension.length()));
    }

    /// The extension tells, because a song with a cover picture is no video. The probe is asked for
    /// extensions that are not known, and for films without a picture.
    static String kind(String extension, MediaInfo info) {
        var probed = info.kind().name().toLowerCase(Locale.ROOT);
        for (var kind : EXTENSIONS.entrySet()) {
            if (kind.getValue().contains(extension)) {
                return kind.getKey().equals("video") ? probed : kind.getKey();
            }
        }
        return probed;
    }
}
