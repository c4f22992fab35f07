package studio.likeness.models.media;

import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;

/// What FFmpeg refused, in its own words; the doors of this package turn it into a sentence.
final class FfmpegException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    private FfmpegException(String message) {
        super(message);
    }

    /// @return `code`, when it tells no failure
    static int check(int code, String doing) throws FfmpegException {
        if (code < 0) {
            var text = new byte[256];
            av_strerror(code, text, text.length);
            int end = 0;
            while (end < text.length && text[end] != 0) {
                end++;
            }
            throw new FfmpegException(
                    doing + ": " + new String(text, 0, end, StandardCharsets.UTF_8));
        }
        return code;
    }

    static FfmpegException because(String message) {
        return new FfmpegException(message);
    }
}
