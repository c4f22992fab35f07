package studio.likeness.models.media;

import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_create_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_link;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.util.Locale;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.Waveform;

/// A whole sound through one of FFmpeg's filters.
public final class SoundFilter {
    private static final int FRAME = 4096;

    /// What the filter is told the noise's floor is; the sound is made louder or quieter for it.
    private static final double FLOOR_DB = -35;

    /// By how much its floor must lie above the noise's level, tried with noise over speech at 0 to
    /// 10 dB: less leaves noise, more takes speech.
    private static final double ABOVE_NOISE_DB = 10;

    private SoundFilter() {}

    /// Lowers steady noise in each band of the spectrum (`afftdn`).
    ///
    /// @param reductionDb at most, 0.01 to 97
    /// @param noiseDb root mean square of the noise alone, in decibels of full scale
    /// @return as long, at the same rate, nothing moved in time
    public static Waveform spectralDenoise(Waveform sound, double reductionDb, double noiseDb) {
        var options =
                String.format(
                        Locale.ROOT,
                        "nr=%.2f:nf=%.2f",
                        Math.clamp(reductionDb, 0.01, 97),
                        FLOOR_DB);
        // The filter takes floors up to -20 dB only, and answers two of its steps later, each an
        // eightieth of a second (both measured).
        double gain = Math.pow(10, (FLOOR_DB - ABOVE_NOISE_DB - noiseDb) / 20);
        int delay = 2 * (sound.sampleRateHz() / 80);
        int count = sound.samples().length;
        var louder = new float[count + delay];
        for (int i = 0; i < count; i++) {
            louder[i] = (float) (gain * sound.samples()[i]);
        }
        var found = through(new Waveform(louder, sound.sampleRateHz()), "afftdn", options);
        var clean = new float[count];
        for (int i = 0; i < count; i++) {
            clean[i] = (float) (found.samples()[delay + i] / gain);
        }
        return new Waveform(clean, sound.sampleRateHz());
    }

    private static Waveform through(Waveform sound, String filter, String options) {
        Ffmpeg.load();
        try {
            Loader.load(avfilter.class);
        } catch (LinkageError e) {
            throw new StudioException(e, "models.media.natives", e.toString());
        }
        var graph = avfilter_graph_alloc();
        var frame = av_frame_alloc();
        try {
            var source = source(graph, sound.sampleRateHz());
            var middle = create(graph, filter, options);
            var sink = create(graph, "abuffersink", "");
            FfmpegException.check(avfilter_link(source, 0, middle, 0), "link");
            FfmpegException.check(avfilter_link(middle, 0, sink, 0), "link");
            FfmpegException.check(avfilter_graph_config(graph, null), filter);
            return new Waveform(passed(sound, source, sink, frame), sound.sampleRateHz());
        } catch (FfmpegException e) {
            throw new StudioException(e, "models.media.filter", filter);
        } finally {
            av_frame_free(frame);
            avfilter_graph_free(graph);
        }
    }

    private static AVFilterContext source(AVFilterGraph graph, int rate) throws FfmpegException {
        return create(
                graph,
                "abuffer",
                "sample_rate=%d:sample_fmt=fltp:channel_layout=mono:time_base=1/%d"
                        .formatted(rate, rate));
    }

    private static AVFilterContext create(AVFilterGraph graph, String name, String options)
            throws FfmpegException {
        var context = new AVFilterContext(null);
        var filter = avfilter_get_by_name(name);
        if (filter == null || filter.isNull()) {
            throw FfmpegException.because("no filter " + name);
        }
        FfmpegException.check(
                avfilter_graph_create_filter(context, filter, name, options, null, graph), name);
        return context;
    }

    private static float[] passed(
            Waveform sound, AVFilterContext source, AVFilterContext sink, AVFrame frame)
            throws FfmpegException {
        var samples = sound.samples();
        var out = new float[samples.length];
        int filled = 0;
        for (int at = 0; at < samples.length; at += FRAME) {
            push(filled(frame, sound, at, Math.min(FRAME, samples.length - at)), source);
            filled = pull(out, filled, sink, frame);
        }
        push(null, source);
        pull(out, filled, sink, frame);
        return out;
    }

    private static void push(@Nullable AVFrame frame, AVFilterContext source)
            throws FfmpegException {
        FfmpegException.check(av_buffersrc_add_frame(source, frame), "filter");
    }

    private static AVFrame filled(AVFrame frame, Waveform sound, int at, int count)
            throws FfmpegException {
        av_frame_unref(frame);
        frame.format(AV_SAMPLE_FMT_FLTP);
        frame.sample_rate(sound.sampleRateHz());
        frame.nb_samples(count);
        frame.pts(at);
        av_channel_layout_default(frame.ch_layout(), 1);
        FfmpegException.check(av_frame_get_buffer(frame, 0), "frame");
        new FloatPointer(frame.data(0)).put(sound.samples(), at, count);
        return frame;
    }

    /// Takes what has come out.
    private static int pull(float[] out, int filled, AVFilterContext sink, AVFrame frame) {
        int at = filled;
        av_frame_unref(frame);
        // Any negative code means that more is wanted, or that this was all.
        while (av_buffersink_get_frame(sink, frame) >= 0) {
            int count = Math.min(frame.nb_samples(), out.length - at);
            new FloatPointer(frame.data(0)).get(out, at, count);
            at += count;
            av_frame_unref(frame);
        }
        return at;
    }
}
