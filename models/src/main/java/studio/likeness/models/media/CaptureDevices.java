package studio.likeness.models.media;

import static org.bytedeco.ffmpeg.global.avdevice.avdevice_free_list_devices;
import static org.bytedeco.ffmpeg.global.avdevice.avdevice_list_input_sources;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avdevice.AVDeviceInfoList;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/// What FFmpeg finds to record from.
final class CaptureDevices {
    /// @param name as FFmpeg opens it
    record Found(String name, String description) {}

    private CaptureDevices() {}

    /// @param format of FFmpeg: `pulse`, `v4l2`, `dshow`
    /// @return empty where there is none, or no such way to record
    static List<Found> list(String format) {
        Ffmpeg.loadDevices();
        var input = av_find_input_format(format);
        var list = new AVDeviceInfoList(null);
        if (input == null
                || input.isNull()
                || avdevice_list_input_sources(input, (String) null, (AVDictionary) null, list)
                        < 0) {
            return List.of();
        }
        try {
            var found = new ArrayList<Found>();
            for (int i = 0; i < list.nb_devices(); i++) {
                var device = list.devices(i);
                found.add(
                        new Found(
                                device.device_name().getString(StandardCharsets.UTF_8),
                                device.device_description().getString(StandardCharsets.UTF_8)));
            }
            return found;
        } finally {
            avdevice_free_list_devices(list);
        }
    }
}
