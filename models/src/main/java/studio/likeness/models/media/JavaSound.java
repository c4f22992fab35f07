package studio.likeness.models.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;

/// The sound devices that Java sees: all on Windows, often only the default one on Linux.
final class JavaSound {
    private static final String PREFIX = "java:";

    private JavaSound() {}

    /// One channel of 16 bits, little-endian.
    static AudioFormat format(int sampleRateHz) {
        return new AudioFormat(sampleRateHz, 16, 1, true, false);
    }

    /// @param kind `SourceDataLine` to play, `TargetDataLine` to record
    static List<String> ids(Class<? extends DataLine> kind) {
        var ids = new ArrayList<String>();
        for (var mixer : AudioSystem.getMixerInfo()) {
            if (AudioSystem.getMixer(mixer).isLineSupported(new DataLine.Info(kind, null))) {
                ids.add(PREFIX + mixer.getName());
            }
        }
        return ids;
    }

    static String name(String id) {
        return id.substring(PREFIX.length());
    }

    /// @param id of [#ids], or `default`
    /// @return not opened yet
    /// @throws LineUnavailableException when there is no such device
    static <T extends DataLine> T line(Class<T> kind, String id, int sampleRateHz)
            throws LineUnavailableException {
        var wanted = new DataLine.Info(kind, format(sampleRateHz));
        try {
            if (id.equals("default")) {
                return kind.cast(AudioSystem.getLine(wanted));
            }
            var mixer = mixer(id).orElseThrow(() -> new LineUnavailableException("no " + id));
            return kind.cast(AudioSystem.getMixer(mixer).getLine(wanted));
        } catch (IllegalArgumentException | SecurityException e) {
            // What Java Sound throws where there is no device at all.
            var unavailable = new LineUnavailableException(e.getMessage());
            unavailable.initCause(e);
            throw unavailable;
        }
    }

    private static Optional<Mixer.Info> mixer(String id) {
        for (var mixer : AudioSystem.getMixerInfo()) {
            if (id.equals(PREFIX + mixer.getName())) {
                return Optional.of(mixer);
            }
        }
        return Optional.empty();
    }
}
