package studio.likeness.models.media;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.TargetDataLine;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.signal.AudioChunk;

/// A source of live sound. One thread reads; another may close.
public interface Microphone extends AutoCloseable {
    /// @param id what the settings keep; `default` is the system's choice, `file:/path.wav` plays a
    ///     file as if spoken
    record Device(String id, String name) {}

    /// Waits for the next 20 ms or so.
    ///
    /// @throws StudioException when the device has stopped delivering
    AudioChunk read() throws InterruptedException;

    @Override
    void close();

    /// What the system offers, the system's choice first; empty where there is none.
    static List<Device> devices() {
        var devices = new ArrayList<Device>();
        if (System.getProperty("os.name").equals("Linux")) {
            for (var source : PulseMicrophone.list()) {
                devices.add(new Device("pulse:" + source.name(), source.description()));
            }
        }
        if (devices.isEmpty()) {
            for (var id : JavaSound.ids(TargetDataLine.class)) {
                devices.add(new Device(id, JavaSound.name(id)));
            }
        }
        if (!devices.isEmpty()) {
            devices.addFirst(new Device("default", Words.say("models.media.systemDefault")));
        }
        return devices;
    }

    /// @throws StudioException when there is no such microphone or it gives nothing
    static Microphone open(String id, int sampleRateHz) {
        if (id.startsWith("file:")) {
            return new FileMicrophone(Path.of(id.substring("file:".length())), sampleRateHz);
        }
        try {
            if (id.startsWith("pulse:")) {
                return PulseMicrophone.open(id.substring("pulse:".length()), sampleRateHz);
            }
            return openDefault(id, sampleRateHz);
        } catch (FfmpegException | LineUnavailableException e) {
            throw id.equals("default")
                    ? new StudioException(e, "models.media.noMicrophone")
                    : new StudioException(e, "models.media.microphoneMissing", id);
        }
    }

    private static Microphone openDefault(String id, int sampleRateHz)
            throws LineUnavailableException {
        if (id.equals("default") && System.getProperty("os.name").equals("Linux")) {
            try {
                return PulseMicrophone.open(id, sampleRateHz);
            } catch (FfmpegException | StudioException noServer) {
                // No sound server, or not its library: the sound card itself may still be there.
                return JavaSoundMicrophone.open(id, sampleRateHz);
            }
        }
        return JavaSoundMicrophone.open(id, sampleRateHz);
    }
}
