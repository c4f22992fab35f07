package studio.likeness.models.media;

import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/// Cuts one channel of sound into the frames its encoder wants.
final class SoundEncoder implements AutoCloseable {
    private final Encoder encoder;
    private final int format;
    private final int sampleRateHz;
    private final AVFrame frame = av_frame_alloc();
    private final float[] pending;
    private int filled;
    private long encoded;

    /// @param format of FFmpeg's samples, floats in one plane
    SoundEncoder(
            Muxer muxer,
            String name,
            int format,
            int sampleRateHz,
            int bitsPerSecond,
            Map<String, String> options)
            throws FfmpegException {
        this.format = format;
        this.sampleRateHz = sampleRateHz;
        encoder =
                new Encoder(
                        muxer,
                        name,
                        context -> {
                            context.sample_fmt(format);
                            context.sample_rate(sampleRateHz);
                            av_channel_layout_default(context.ch_layout(), 1);
                            context.bit_rate(bitsPerSecond);
                            context.time_base(av_make_q(1, sampleRateHz));
                        },
                        options);
        pending = new float[encoder.frameSize()];
    }

    /// Samples taken so far.
    long taken() {
        return encoded + filled;
    }

    void write(float[] samples, int from) throws FfmpegException {
        for (int at = from; at < samples.length; ) {
            int count = Math.min(pending.length - filled, samples.length - at);
            System.arraycopy(samples, at, pending, filled, count);
            filled += count;
            at += count;
            if (filled == pending.length) {
                encode();
            }
        }
    }

    void silence(long samples) throws FfmpegException {
        var piece = new float[pending.length];
        for (long left = samples; left > 0; left -= piece.length) {
            write(left < piece.length ? new float[(int) left] : piece, 0);
        }
    }

    /// The encoder is told the exact length: the last frame may be shorter than the others.
    void end() throws FfmpegException {
        if (filled > 0) {
            encode();
        }
        encoder.encode(null);
    }

    private void encode() throws FfmpegException {
        av_frame_unref(frame);
        frame.format(format);
        frame.sample_rate(sampleRateHz);
        frame.nb_samples(filled);
        av_channel_layout_default(frame.ch_layout(), 1);
        FfmpegException.check(av_frame_get_buffer(frame, 0), "frame");
        new FloatPointer(frame.data(0)).put(pending, 0, filled);
        frame.pts(encoded);
        encoded += filled;
        filled = 0;
        encoder.encode(frame);
    }

    @Override
    public void close() {
        av_frame_free(frame);
        encoder.close();
    }
}
