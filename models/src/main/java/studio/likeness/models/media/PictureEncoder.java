package studio.likeness.models.media;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import studio.likeness.models.signal.Picture;

/// H.264 at a constant rate, in the colours of BT.709 and said so, because players guess.
final class PictureEncoder implements AutoCloseable {
    /// Of a drawn portrait or a talking head this is above what the eye finds fault with.
    static final double BITS_PER_PIXEL = 0.12;

    private final Encoder encoder;
    private final AVFrame bgr = av_frame_alloc();
    private final AVFrame yuv = av_frame_alloc();
    private final SwsContext converter = sws_alloc_context();
    private long encoded;

    PictureEncoder(Muxer muxer, Mp4Writer.Format format, double bitsPerPixel)
            throws FfmpegException {
        encoder =
                new Encoder(
                        muxer,
                        "libopenh264",
                        context -> settings(context, format, bitsPerPixel),
                        Map.of("coder", "cabac", "allow_skip_frames", "0"));
        bgr.width(format.width());
        bgr.height(format.height());
        bgr.format(AV_PIX_FMT_BGR24);
        bgr.colorspace(AVCOL_SPC_RGB);
        bgr.color_range(AVCOL_RANGE_JPEG);
        yuv.width(format.width());
        yuv.height(format.height());
        yuv.format(AV_PIX_FMT_YUV420P);
        yuv.colorspace(AVCOL_SPC_BT709);
        yuv.color_range(AVCOL_RANGE_MPEG);
        converter.flags(SWS_BILINEAR | SWS_ACCURATE_RND);
        FfmpegException.check(av_frame_get_buffer(bgr, 0), "picture");
        FfmpegException.check(av_frame_get_buffer(yuv, 0), "picture");
        black();
    }

    private static void settings(
            AVCodecContext context, Mp4Writer.Format format, double bitsPerPixel) {
        double pixelsPerSecond =
                (double) format.width() * format.height() * format.framesPerSecond();
        context.width(format.width());
        context.height(format.height());
        context.pix_fmt(AV_PIX_FMT_YUV420P);
        context.time_base(av_make_q(1, format.framesPerSecond()));
        context.framerate(av_make_q(format.framesPerSecond(), 1));
        context.bit_rate(Math.round(pixelsPerSecond * bitsPerPixel));
        context.gop_size(format.framesPerSecond()); // a fragment, and what a crash costs, is a gop
        context.colorspace(AVCOL_SPC_BT709);
        context.color_primaries(AVCOL_PRI_BT709);
        context.color_trc(AVCOL_TRC_BT709);
        context.color_range(AVCOL_RANGE_MPEG);
        context.thread_count(0);
    }

    /// Frames taken so far.
    long taken() {
        return encoded;
    }

    private void black() {
        var rows = bgr.data(0).capacity((long) bgr.linesize(0) * bgr.height());
        rows.put(new byte[(int) rows.capacity()]);
    }

    /// What [#repeat] encodes from now on.
    void show(Picture picture) {
        var rows = bgr.data(0);
        int bytes = picture.width() * 3;
        if (bgr.linesize(0) == bytes) {
            rows.position(0).put(picture.bgr(), 0, bytes * picture.height());
            return;
        }
        for (int y = 0; y < picture.height(); y++) {
            rows.position((long) y * bgr.linesize(0)).put(picture.bgr(), y * bytes, bytes);
        }
    }

    /// One frame more of what is shown; black before anything is.
    void repeat() throws FfmpegException {
        // The encoder may still hold the picture before; then this one gets memory of its own.
        FfmpegException.check(av_frame_make_writable(yuv), "picture");
        FfmpegException.check(sws_scale_frame(converter, yuv, bgr), "convert the picture");
        yuv.pict_type(AV_PICTURE_TYPE_NONE);
        yuv.pts(encoded++);
        encoder.encode(yuv);
    }

    void end() throws FfmpegException {
        encoder.encode(null);
    }

    @Override
    public void close() {
        sws_free_context(converter);
        av_frame_free(yuv);
        av_frame_free(bgr);
        encoder.close();
    }
}
