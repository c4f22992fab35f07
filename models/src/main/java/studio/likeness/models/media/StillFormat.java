package studio.likeness.models.media;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Tells a picture by its first bytes. FFmpeg would go by the ending first, and then take `%d` in
/// its name for a series of files.
final class StillFormat {
    private static final int BYTES = 12;

    private static final Map<String, String> DEMUXERS =
            Map.of(
                    "\u00ff\u00d8\u00ff", "jpeg_pipe",
                    "\u0089PNG\r\n\u001a\n", "png_pipe",
                    "GIF8", "gif",
                    "II*\0", "tiff_pipe",
                    "MM\0*", "tiff_pipe",
                    "BM", "bmp_pipe");

    private StillFormat() {}

    /// @return the name of FFmpeg's demuxer; empty when it is no picture
    static Optional<String> of(Path file) throws FfmpegException {
        // A FileInputStream, because an interrupt closes an interruptible channel.
        try (var in = new FileInputStream(file.toFile())) {
            var start = new String(in.readNBytes(BYTES), StandardCharsets.ISO_8859_1);
            if (start.startsWith("RIFF") && start.endsWith("WEBP")) {
                return Optional.of("webp_pipe");
            }
            return DEMUXERS.entrySet().stream()
                    .filter(known -> start.startsWith(known.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst();
        } catch (IOException e) {
            var unreadable = FfmpegException.because("its first bytes");
            unreadable.initCause(e);
            throw unreadable;
        }
    }
}
