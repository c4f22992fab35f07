package studio.likeness.models.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;

import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/// One stream on its way into a file: frames in, packets to the muxer.
final class Encoder implements AutoCloseable {
    private final Muxer muxer;
    private final AVCodecContext context;
    private final AVPacket packet = av_packet_alloc();
    private final int stream;

    /// @param settings what the encoder is told before it opens
    Encoder(
            Muxer muxer,
            String name,
            Consumer<AVCodecContext> settings,
            Map<String, String> options)
            throws FfmpegException {
        this.muxer = muxer;
        var codec = avcodec_find_encoder_by_name(name);
        context = avcodec_alloc_context3(codec);
        var dictionary = Ffmpeg.dictionary(options);
        try {
            if (codec == null || codec.isNull()) {
                throw FfmpegException.because("no encoder " + name);
            }
            settings.accept(context);
            context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
            FfmpegException.check(avcodec_open2(context, codec, dictionary), name);
            stream = muxer.add(context);
        } catch (FfmpegException e) {
            close();
            throw e;
        } finally {
            av_dict_free(dictionary);
        }
    }

    int frameSize() {
        return context.frame_size();
    }

    /// @param frame null at the end
    void encode(@Nullable AVFrame frame) throws FfmpegException {
        FfmpegException.check(avcodec_send_frame(context, frame), "encode");
        // Any other code than a packet means that more frames are wanted, or that this was all.
        while (avcodec_receive_packet(context, packet) >= 0) {
            if (packet.pts() >= 0 || packet.pts() + packet.duration() > 0) {
                muxer.write(packet, stream, context);
            } else {
                // AAC begins with a packet of run-up. To hide it MP4 needs an edit list, which is
                // wrong in a file whose writer died; without it the first 20 ms fade in.
                av_packet_unref(packet);
            }
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}
