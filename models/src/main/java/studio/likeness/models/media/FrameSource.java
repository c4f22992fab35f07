package studio.likeness.models.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.time.Duration;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/// Decodes one stream of a container, frame by frame, and owns the container.
final class FrameSource implements AutoCloseable {
    /// A file made to keep a decoder busy for ever ends here.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Container container;
    private final AVStream stream;
    private final AVCodecContext decoder;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private boolean ended;

    /// Closes the container when it cannot be decoded.
    FrameSource(Container container, AVStream stream) throws FfmpegException {
        this.container = container;
        this.stream = stream;
        container.only(stream);
        var codec = avcodec_find_decoder(stream.codecpar().codec_id());
        decoder = avcodec_alloc_context3(codec);
        try {
            if (codec == null || codec.isNull()) {
                throw FfmpegException.because("no decoder");
            }
            FfmpegException.check(
                    avcodec_parameters_to_context(decoder, stream.codecpar()), "parameters");
            decoder.pkt_timebase(stream.time_base());
            decoder.max_pixels(Probe.MOST_PIXELS);
            decoder.thread_count(0);
            FfmpegException.check(avcodec_open2(decoder, codec, (AVDictionary) null), "decoder");
        } catch (FfmpegException e) {
            close();
            throw e;
        }
    }

    /// The next frame, which is valid until the next call; damaged packets are passed over.
    Optional<AVFrame> next() throws FfmpegException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        av_frame_unref(frame);
        while (System.nanoTime() - deadline < 0) {
            int code = avcodec_receive_frame(decoder, frame);
            if (code >= 0) {
                return Optional.of(frame);
            }
            if (code == AVERROR_EOF() || ended) {
                return Optional.empty();
            }
            feed();
        }
        throw FfmpegException.because("no frame in " + PATIENCE.toSeconds() + " s");
    }

    private void feed() {
        while (container.read(packet)) {
            boolean ours = packet.stream_index() == stream.index();
            if (ours) {
                // A refused packet is a damaged one; the next may be whole.
                avcodec_send_packet(decoder, packet);
            }
            av_packet_unref(packet);
            if (ours) {
                return;
            }
        }
        ended = true;
        avcodec_send_packet(decoder, null);
    }

    /// When the frame is seen or heard, from the start of the file; empty when nobody says.
    Optional<Duration> momentOf(AVFrame decoded) {
        return Ffmpeg.time(decoded.best_effort_timestamp(), stream.time_base())
                .map(t -> t.minus(container.start()))
                .map(t -> t.isNegative() ? Duration.ZERO : t);
    }

    AVStream stream() {
        return stream;
    }

    @Override
    public void close() {
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(decoder);
        container.close();
    }
}
