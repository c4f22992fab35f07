package studio.likeness.models.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_iterate;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import studio.likeness.models.job.StudioException;

/// What every user of FFmpeg needs first: its libraries, silent, and its notions of time and tags.
final class Ffmpeg {
    private Ffmpeg() {}

    /// Loads what decodes and encodes. It prints nothing from then on: what matters comes back as
    /// a code, and its log may name the user's files.
    static void load() {
        try {
            Loader.load(avcodec.class);
            Loader.load(avformat.class);
            Loader.load(swresample.class);
            Loader.load(swscale.class);
            av_log_set_level(AV_LOG_QUIET);
        } catch (LinkageError e) {
            throw new StudioException(e, "models.media.natives", e.toString());
        }
    }

    /// Loads what captures too, which wants the system's sound libraries.
    static void loadDevices() {
        load();
        try {
            Loader.load(avdevice.class);
            avdevice.avdevice_register_all();
        } catch (LinkageError e) {
            throw new StudioException(e, "models.media.natives", e.toString());
        }
    }

    /// As FFmpeg wants it: absolute, with its protocol, so that no name is taken for an address.
    static BytePointer url(Path file) {
        return new BytePointer("file:" + file.toAbsolutePath(), StandardCharsets.UTF_8);
    }

    /// @return empty where FFmpeg has no time
    static Optional<Duration> time(long ticks, AVRational base) {
        if (ticks == AV_NOPTS_VALUE() || base.num() <= 0 || base.den() <= 0) {
            return Optional.empty();
        }
        double seconds = ticks * (double) base.num() / base.den();
        return Optional.of(Duration.ofNanos(Math.round(seconds * 1e9)));
    }

    static AVDictionary dictionary(Map<String, String> entries) {
        var dictionary = new AVDictionary(null);
        entries.forEach(
                (key, value) -> {
                    try (var k = new BytePointer(key, StandardCharsets.UTF_8);
                            var v = new BytePointer(value, StandardCharsets.UTF_8)) {
                        av_dict_set(dictionary, k, v, 0);
                    }
                });
        return dictionary;
    }

    static Map<String, String> entries(AVDictionary dictionary) {
        var entries = new LinkedHashMap<String, String>();
        for (var entry = av_dict_iterate(dictionary, null);
                entry != null && !entry.isNull();
                entry = av_dict_iterate(dictionary, entry)) {
            entries.put(
                    entry.key().getString(StandardCharsets.UTF_8),
                    entry.value().getString(StandardCharsets.UTF_8));
        }
        return entries;
    }
}
