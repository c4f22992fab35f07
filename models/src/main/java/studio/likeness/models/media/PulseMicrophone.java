package studio.likeness.models.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;

/// A microphone of PulseAudio or PipeWire. Its packets are the samples themselves, so nothing is
/// probed (which takes 2 s and eats the first words) and nothing is decoded.
final class PulseMicrophone implements Microphone {
    private static final int CHUNKS_A_SECOND = 50;
    /// A headset without wires may take 3 s to wake.
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long NAP_MILLIS = 4;

    private final String name;
    private final int sampleRateHz;
    private final AVFormatContext context;
    private final AVPacket packet = av_packet_alloc();
    private long given;
    private boolean closed;

    private PulseMicrophone(String name, int sampleRateHz, AVFormatContext context) {
        this.name = name;
        this.sampleRateHz = sampleRateHz;
        this.context = context;
    }

    /// What is meant to be spoken into: what a loudspeaker plays is left out.
    static List<CaptureDevices.Found> list() {
        return CaptureDevices.list("pulse").stream()
                .filter(d -> !d.name().endsWith(".monitor"))
                .toList();
    }

    /// @param name of a source, or `default`
    static PulseMicrophone open(String name, int sampleRateHz) throws FfmpegException {
        Ffmpeg.loadDevices();
        var context = avformat_alloc_context();
        // Waiting is done in Java, where it can be interrupted and the device closed meanwhile.
        context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_NONBLOCK);
        var options =
                Ffmpeg.dictionary(
                        Map.of(
                                "sample_rate", Integer.toString(sampleRateHz),
                                "channels", "1",
                                "fragment_size",
                                        Integer.toString(2 * sampleRateHz / CHUNKS_A_SECOND)));
        try {
            FfmpegException.check(
                    avformat_open_input(context, name, av_find_input_format("pulse"), options),
                    "pulse");
        } finally {
            av_dict_free(options);
        }
        return new PulseMicrophone(name, sampleRateHz, context);
    }

    @Override
    public AudioChunk read() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            var samples = poll();
            if (samples.length > 0) {
                var pts = Waveform.lengthOf(given, sampleRateHz);
                given += samples.length;
                return new AudioChunk(new Waveform(samples, sampleRateHz), pts);
            }
            Thread.sleep(NAP_MILLIS);
        }
        throw new StudioException("models.media.microphoneSilent", name);
    }

    private synchronized float[] poll() {
        if (closed) {
            throw new IllegalStateException("the microphone is closed");
        }
        int code = av_read_frame(context, packet);
        if (code == AVERROR_EAGAIN()) {
            return new float[0];
        }
        if (code < 0) { // unplugged, or the sound server has ended
            throw new StudioException("models.media.microphoneSilent", name);
        }
        var bytes = new byte[packet.size()];
        packet.data().get(bytes);
        av_packet_unref(packet);
        return WavHeader.floats(bytes, bytes.length);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            av_packet_free(packet);
            avformat_close_input(context);
        }
    }
}
