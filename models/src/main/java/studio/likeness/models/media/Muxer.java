package studio.likeness.models.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;

import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/// A media file being written: streams first, then the header, packets, and the end.
final class Muxer implements AutoCloseable {
    /// When one stream waits for the other this long, its packets go to the file all the same: what
    /// is on disk is not lost in a crash.
    private static final long LONGEST_WAIT_MICROS = 500_000;

    private final AVFormatContext context = new AVFormatContext(null);
    private boolean headed;

    Muxer(Path file, String format, Map<String, String> metadata) throws FfmpegException {
        FfmpegException.check(
                avformat_alloc_output_context2(context, (AVOutputFormat) null, format, null),
                "format " + format);
        context.metadata(Ffmpeg.dictionary(metadata));
        context.max_interleave_delta(LONGEST_WAIT_MICROS);
        var io = new AVIOContext(null);
        try (var url = Ffmpeg.url(file)) {
            FfmpegException.check(
                    avio_open2(
                            io, url, AVIO_FLAG_WRITE, (AVIOInterruptCB) null, (AVDictionary) null),
                    "create");
            context.pb(io);
        } catch (FfmpegException e) {
            close();
            throw e;
        }
    }

    /// @return the stream's index
    int add(AVCodecContext encoder) throws FfmpegException {
        var stream = avformat_new_stream(context, null);
        stream.time_base(encoder.time_base());
        stream.avg_frame_rate(encoder.framerate());
        FfmpegException.check(
                avcodec_parameters_from_context(stream.codecpar(), encoder), "parameters");
        return stream.index();
    }

    void begin(Map<String, String> options) throws FfmpegException {
        var dictionary = Ffmpeg.dictionary(options);
        try {
            FfmpegException.check(avformat_write_header(context, dictionary), "header");
            headed = true;
        } finally {
            av_dict_free(dictionary);
        }
    }

    /// Takes the packet's data over.
    void write(AVPacket packet, int stream, AVCodecContext encoder) throws FfmpegException {
        packet.stream_index(stream);
        av_packet_rescale_ts(packet, encoder.time_base(), context.streams(stream).time_base());
        FfmpegException.check(av_interleaved_write_frame(context, packet), "write");
    }

    void end() throws FfmpegException {
        if (headed) {
            headed = false;
            FfmpegException.check(av_write_trailer(context), "end");
        }
    }

    @Override
    public void close() {
        if (context.pb() != null && !context.pb().isNull()) {
            avio_closep(context.pb());
            context.pb(new AVIOContext(null));
        }
        avformat_free_context(context);
    }
}
