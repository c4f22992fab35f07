package studio.likeness.models.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MP3;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_OPUS;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_license;
import static org.bytedeco.ffmpeg.global.avutil.av_version_info;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import studio.likeness.models.job.StudioException;

/// What the FFmpeg in use can do, for who looks after the installation.
///
/// @param version of FFmpeg
/// @param licence it was built under
/// @param missing what the studio writes and reads and this FFmpeg cannot; empty when all is well
public record Codecs(String version, String licence, List<String> missing) {
    /// @throws StudioException when FFmpeg itself cannot be loaded
    public static Codecs here() {
        Ffmpeg.load();
        var missing = new ArrayList<String>();
        for (var name : List.of("libopenh264", "aac", "libopus")) {
            if (isAbsent(avcodec_find_encoder_by_name(name))) {
                missing.add("encoder " + name);
            }
        }
        need("H.264", AV_CODEC_ID_H264, missing);
        need("HEVC", AV_CODEC_ID_HEVC, missing);
        need("AAC", AV_CODEC_ID_AAC, missing);
        need("MP3", AV_CODEC_ID_MP3, missing);
        need("Opus", AV_CODEC_ID_OPUS, missing);
        return new Codecs(
                av_version_info().getString(), avcodec_license().getString(), List.copyOf(missing));
    }

    private static void need(String name, int codec, List<String> missing) {
        if (isAbsent(avcodec_find_decoder(codec))) {
            missing.add("decoder " + name);
        }
    }

    private static boolean isAbsent(AVCodec codec) {
        return codec == null || codec.isNull();
    }

    public boolean isComplete() {
        return missing.isEmpty();
    }
}
