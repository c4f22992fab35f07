package studio.likeness.corpus.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.MediaInfo;

/// Stands in for decoding: a file says in words what it is.
final class FakeMedia {
    private FakeMedia() {}

    static MediaInfo probe(Path file) {
        return switch (content(file)) {
            case String s when s.startsWith("sound") -> info(MediaInfo.Kind.SOUND, 3, "");
            case String s when s.startsWith("long") -> info(MediaInfo.Kind.SOUND, 7_201, "");
            case String s when s.startsWith("picture") -> info(MediaInfo.Kind.PICTURE, 0, "");
            case String s when s.startsWith("video") -> info(MediaInfo.Kind.VIDEO, 3, "");
            case String s when s.startsWith("generated") ->
                    info(MediaInfo.Kind.SOUND, 3, "AI generated");
            default -> throw new StudioException("corpus.imports.unreadable");
        };
    }

    private static MediaInfo info(MediaInfo.Kind kind, int seconds, String label) {
        return new MediaInfo(kind, "fake", Duration.ofSeconds(seconds), 0, 0, 0, 0, 0, 0, label);
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
