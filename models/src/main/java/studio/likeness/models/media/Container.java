package studio.likeness.models.media;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/// An opened media file: what streams it has, and their packets.
final class Container implements AutoCloseable {
    /// What people record, share and photograph. No playlists and scripts, which name other files
    /// and addresses, and no text, which FFmpeg would draw.
    private static final String FORMATS =
            "mov,matroska,webm,wav,w64,flac,mp3,ogg,aac,aiff,au,caf,amr,ape,avi,asf,flv,mpeg,mpegts,"
                    + "mpegvideo,h264,hevc,wv,gif,png_pipe,jpeg_pipe,webp_pipe,bmp_pipe,tiff_pipe";

    /// A file made to have no end is given up.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AVFormatContext context;

    private Container(AVFormatContext context) {
        this.context = context;
    }

    static Container open(Path file) throws FfmpegException {
        Ffmpeg.load();
        var context = new AVFormatContext(null);
        var options =
                Ffmpeg.dictionary(
                        Map.of("format_whitelist", FORMATS, "protocol_whitelist", "file"));
        try (var url = Ffmpeg.url(file)) {
            var still = StillFormat.of(file).map(name -> av_find_input_format(name)).orElse(null);
            FfmpegException.check(avformat_open_input(context, url, still, options), "open");
        } finally {
            av_dict_free(options);
        }
        return examined(context);
    }

    /// A device that captures.
    ///
    /// @param format of FFmpeg: `v4l2`, `dshow`, `lavfi`
    static Container device(String format, String name, Map<String, String> wanted)
            throws FfmpegException {
        Ffmpeg.loadDevices();
        var input = av_find_input_format(format);
        if (input == null || input.isNull()) {
            throw FfmpegException.because("no way to capture: " + format);
        }
        var context = new AVFormatContext(null);
        var options = Ffmpeg.dictionary(wanted);
        try (var url = new BytePointer(name, StandardCharsets.UTF_8)) {
            FfmpegException.check(avformat_open_input(context, url, input, options), "open");
        } finally {
            av_dict_free(options);
        }
        return examined(context);
    }

    private static Container examined(AVFormatContext context) throws FfmpegException {
        var container = new Container(context);
        try {
            FfmpegException.check(
                    avformat_find_stream_info(context, (AVDictionary) null), "look for streams");
            return container;
        } catch (FfmpegException e) {
            container.close();
            throw e;
        }
    }

    Optional<AVStream> sound() {
        return best(AVMEDIA_TYPE_AUDIO).filter(s -> s.codecpar().ch_layout().nb_channels() > 0);
    }

    /// A cover in a music file is no picture of it.
    Optional<AVStream> picture() {
        return best(AVMEDIA_TYPE_VIDEO)
                .filter(s -> (s.disposition() & AV_DISPOSITION_ATTACHED_PIC) == 0);
    }

    /// Whether it says it holds sound or picture, readable or not.
    boolean claimsMedia() {
        for (int i = 0; i < context.nb_streams(); i++) {
            int type = context.streams(i).codecpar().codec_type();
            if (type == AVMEDIA_TYPE_AUDIO || type == AVMEDIA_TYPE_VIDEO) {
                return true;
            }
        }
        return false;
    }

    private Optional<AVStream> best(int type) {
        int index = av_find_best_stream(context, type, -1, -1, (AVCodec) null, 0);
        return index < 0 ? Optional.empty() : Optional.of(context.streams(index));
    }

    AVFormatContext context() {
        return context;
    }

    /// FFmpeg's name; some are lists, `mov,mp4,m4a,3gp,3g2,mj2`.
    String format() {
        return context.iformat().name().getString();
    }

    /// Of the file and of its streams, which is where Ogg keeps them.
    Map<String, String> tags() {
        var tags = Ffmpeg.entries(context.metadata());
        for (int i = 0; i < context.nb_streams(); i++) {
            Ffmpeg.entries(context.streams(i).metadata()).forEach(tags::putIfAbsent);
        }
        return tags;
    }

    /// When the first of its streams begins, which is zero for the readers.
    Duration start() {
        return context.start_time() == AV_NOPTS_VALUE()
                ? Duration.ZERO
                : micros(context.start_time());
    }

    /// What the header says; empty where it says nothing and FFmpeg only guesses.
    Optional<Duration> declaredLength() {
        boolean guessed = context.duration_estimation_method() == AVFMT_DURATION_FROM_BITRATE;
        return guessed || context.duration() == AV_NOPTS_VALUE() || context.duration() <= 0
                ? Optional.empty()
                : Optional.of(micros(context.duration()));
    }

    /// Leaves all other streams unread from here on.
    void only(AVStream stream) {
        for (int i = 0; i < context.nb_streams(); i++) {
            if (i != stream.index()) {
                context.streams(i).discard(AVDISCARD_ALL);
            }
        }
    }

    /// @return whether there was one; a damaged end is an end
    boolean read(AVPacket packet) {
        return av_read_frame(context, packet) >= 0;
    }

    /// When the last of the packets that are left to read ends.
    Duration end() throws FfmpegException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var packet = av_packet_alloc();
        try {
            var end = Duration.ZERO;
            var untimed = Duration.ZERO; // of streams that carry no time stamps, such as raw AAC
            while (read(packet)) {
                var base = context.streams(packet.stream_index()).time_base();
                var span = Ffmpeg.time(packet.duration(), base).orElse(Duration.ZERO);
                untimed = untimed.plus(span);
                var packetEnd =
                        Ffmpeg.time(packet.pts(), base)
                                .map(t -> t.minus(start()).plus(span))
                                .orElse(untimed);
                end = packetEnd.compareTo(end) > 0 ? packetEnd : end;
                av_packet_unref(packet);
                if (System.nanoTime() - deadline > 0) {
                    throw FfmpegException.because("no end in " + PATIENCE.toSeconds() + " s");
                }
            }
            return end;
        } finally {
            av_packet_free(packet);
        }
    }

    /// @return whether the format can go there
    boolean seek(Duration moment) {
        long micros = moment.plus(start()).toNanos() / 1_000;
        return av_seek_frame(context, -1, micros, AVSEEK_FLAG_BACKWARD) >= 0;
    }

    private static Duration micros(long ticks) {
        return Duration.ofNanos(Math.multiplyExact(ticks, 1_000_000_000L / AV_TIME_BASE));
    }

    @Override
    public void close() {
        avformat_close_input(context);
    }
}
