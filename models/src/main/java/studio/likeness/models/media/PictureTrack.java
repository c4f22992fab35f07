package studio.likeness.models.media;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import java.time.Duration;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import studio.likeness.models.signal.Picture;

/// A stream's pictures, upright, all of one size.
final class PictureTrack implements AutoCloseable {
    private final FrameSource frames;
    private final int width;
    private final int height;
    private final Duration frameLength;
    private final AVFrame scaled = av_frame_alloc();
    private final SwsContext scaler = sws_alloc_context();
    private Duration last = Duration.ZERO;
    private boolean started;

    /// @param width of the upright pictures
    /// @param frameLength stands in where the file has no time stamps
    PictureTrack(FrameSource frames, int width, int height, Duration frameLength) {
        this.frames = frames;
        this.width = width;
        this.height = height;
        this.frameLength = frameLength;
    }

    /// The container's picture as large as it is; closes the container when there is none.
    static PictureTrack of(Container container) throws FfmpegException {
        var stream = container.picture();
        if (stream.isEmpty()) {
            container.close();
            throw FfmpegException.because("no picture");
        }
        var size = stream.get().codecpar();
        var rate = stream.get().avg_frame_rate();
        double fps = rate.num() > 0 && rate.den() > 0 ? (double) rate.num() / rate.den() : 30;
        return new PictureTrack(
                new FrameSource(container, stream.get()),
                size.width(),
                size.height(),
                Duration.ofNanos(Math.round(1e9 / fps)));
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    Optional<Picture> next() throws FfmpegException {
        var decoded = frames.next();
        return decoded.isEmpty() ? Optional.empty() : Optional.of(picture(decoded.get()));
    }

    private Picture picture(AVFrame decoded) throws FfmpegException {
        var expected = started ? last.plus(frameLength) : Duration.ZERO;
        // Time stamps that stand still or run backwards are faults.
        last =
                frames.momentOf(decoded)
                        .filter(t -> !started || t.compareTo(last) > 0)
                        .orElse(expected);
        started = true;
        var orientation = orientation(decoded);
        boolean sideways = orientation.swapsSides();
        int storedWidth = sideways ? height : width;
        int storedHeight = sideways ? width : height;
        var stored = bgr(decoded, storedWidth, storedHeight);
        return new Picture(
                orientation.upright(stored, storedWidth, storedHeight), width, height, last);
    }

    private Orientation orientation(AVFrame decoded) {
        var byFrame = Orientation.of(decoded);
        return byFrame.equals(Orientation.UPRIGHT)
                ? Orientation.of(frames.stream().codecpar())
                : byFrame;
    }

    private byte[] bgr(AVFrame decoded, int toWidth, int toHeight) throws FfmpegException {
        boolean seeThrough =
                (av_pix_fmt_desc_get(decoded.format()).flags() & AV_PIX_FMT_FLAG_ALPHA) != 0;
        int format = seeThrough ? AV_PIX_FMT_BGRA : AV_PIX_FMT_BGR24;
        if (scaled.width() != toWidth || scaled.height() != toHeight || scaled.format() != format) {
            av_frame_unref(scaled);
            scaled.width(toWidth);
            scaled.height(toHeight);
            scaled.format(format);
            scaled.color_range(AVCOL_RANGE_JPEG);
        }
        scaler.flags(toWidth < decoded.width() ? SWS_AREA : SWS_BICUBIC);
        FfmpegException.check(sws_scale_frame(scaler, scaled, decoded), "convert the picture");
        int pixelBytes = seeThrough ? 4 : 3;
        var rows = new byte[toWidth * toHeight * pixelBytes];
        var data = scaled.data(0);
        if (scaled.linesize(0) == toWidth * pixelBytes) {
            data.position(0).get(rows, 0, rows.length);
            return seeThrough ? onWhite(rows) : rows;
        }
        for (int y = 0; y < toHeight; y++) {
            data.position((long) y * scaled.linesize(0))
                    .get(rows, y * toWidth * pixelBytes, toWidth * pixelBytes);
        }
        return seeThrough ? onWhite(rows) : rows;
    }

    /// A cut-out portrait hides anything at all below what is see-through.
    private static byte[] onWhite(byte[] bgra) {
        var bgr = new byte[bgra.length / 4 * 3];
        for (int from = 0, to = 0; from < bgra.length; from += 4, to += 3) {
            int alpha = bgra[from + 3] & 0xff;
            for (int c = 0; c < 3; c++) {
                int value = (bgra[from + c] & 0xff) * alpha + 255 * (255 - alpha);
                bgr[to + c] = (byte) ((value + 127) / 255);
            }
        }
        return bgr;
    }

    @Override
    public void close() {
        sws_free_context(scaler);
        av_frame_free(scaled);
        frames.close();
    }
}
