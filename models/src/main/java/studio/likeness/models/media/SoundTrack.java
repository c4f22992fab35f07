package studio.likeness.models.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_double;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert_frame;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;

import java.time.Duration;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Resampler;
import studio.likeness.models.signal.Waveform;

/// A stream's sound as one unbroken channel at one rate. Short holes between its frames become
/// silence, so that sound and picture stay together.
final class SoundTrack implements AutoCloseable {
    /// Containers round to milliseconds and frames; less than this is no hole.
    private static final Duration JITTER = Duration.ofMillis(40);

    /// More than this is a fault in the time stamps rather than a pause; it is closed up.
    private static final Duration LONGEST_HOLE = Duration.ofSeconds(10);

    private final FrameSource frames;
    private final int sampleRateHz;
    private final AVFrame mono = av_frame_alloc();
    private Mixer mixer = Mixer.NONE;
    private Duration first = Duration.ZERO;
    private boolean started;
    private boolean ended;
    private long given;

    /// Puts frames of one kind into one channel of floats, then at the right rate.
    private record Mixer(
            Optional<SwrContext> channels, Resampler rate, int format, int channelCount) {
        static final Mixer NONE = new Mixer(Optional.empty(), new Resampler(1, 1), -1, 0);
    }

    SoundTrack(FrameSource frames, int sampleRateHz) {
        this.frames = frames;
        this.sampleRateHz = sampleRateHz;
    }

    Optional<AudioChunk> next() throws FfmpegException {
        while (!ended) {
            var decoded = frames.next();
            var samples = decoded.isPresent() ? take(decoded.get()) : end();
            if (samples.length > 0) {
                var chunk =
                        new AudioChunk(
                                new Waveform(samples, sampleRateHz),
                                first.plus(Waveform.lengthOf(given, sampleRateHz)));
                given += samples.length;
                return Optional.of(chunk);
            }
        }
        return Optional.empty();
    }

    private float[] end() {
        ended = true;
        return mixer.rate.flush();
    }

    private float[] take(AVFrame decoded) throws FfmpegException {
        if (decoded.sample_rate() < 1 || decoded.nb_samples() < 1) {
            return new float[0];
        }
        var moment = frames.momentOf(decoded);
        if (!started) {
            first = moment.orElse(Duration.ZERO);
            started = true;
        }
        var before = fit(decoded);
        var hole = moment.map(this::holeBefore).orElse(Duration.ZERO);
        var silence = mixer.rate.push(Waveform.silence(hole, decoded.sample_rate()).samples());
        var sound = mixer.rate.push(mixed(decoded));
        return joined(before, silence, sound);
    }

    private Duration holeBefore(Duration moment) {
        var expected = first.plus(Waveform.lengthOf(given, sampleRateHz));
        var hole = moment.minus(expected);
        return hole.compareTo(JITTER) > 0 && hole.compareTo(LONGEST_HOLE) <= 0
                ? hole
                : Duration.ZERO;
    }

    /// A stream may change its rate and channels on the way (radio recordings do).
    ///
    /// @return what the old rate still held
    private float[] fit(AVFrame decoded) {
        int channels = decoded.ch_layout().nb_channels();
        if (mixer.rate.fromHz() == decoded.sample_rate()
                && mixer.format == decoded.format()
                && mixer.channelCount == channels) {
            return new float[0];
        }
        var rest = mixer.rate.flush();
        release();
        var swr = swr_alloc();
        // Without it the mean of two equal channels is 1.4 times as loud as each.
        av_opt_set_double(swr, "rematrix_maxval", 1.0, 0);
        mixer =
                new Mixer(
                        Optional.of(swr),
                        new Resampler(decoded.sample_rate(), sampleRateHz),
                        decoded.format(),
                        channels);
        return rest;
    }

    private float[] mixed(AVFrame decoded) throws FfmpegException {
        if (decoded.ch_layout().order() == AV_CHANNEL_ORDER_UNSPEC) {
            av_channel_layout_default(decoded.ch_layout(), decoded.ch_layout().nb_channels());
        }
        av_frame_unref(mono);
        mono.format(AV_SAMPLE_FMT_FLT);
        mono.sample_rate(decoded.sample_rate());
        av_channel_layout_default(mono.ch_layout(), 1);
        FfmpegException.check(
                swr_convert_frame(mixer.channels.orElseThrow(), mono, decoded), "mix channels");
        var samples = new float[mono.nb_samples()];
        new FloatPointer(mono.data(0)).get(samples);
        return samples;
    }

    private static float[] joined(float[] a, float[] b, float[] c) {
        if (a.length == 0 && b.length == 0) {
            return c;
        }
        var all = new float[a.length + b.length + c.length];
        System.arraycopy(a, 0, all, 0, a.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        System.arraycopy(c, 0, all, a.length + b.length, c.length);
        return all;
    }

    private void release() {
        mixer.channels.ifPresent(swr -> swr_free(swr));
    }

    @Override
    public void close() {
        release();
        av_frame_free(mono);
        frames.close();
    }
}
