package studio.likeness.app.window.sound;

import java.nio.file.Path;
import java.time.Duration;
import studio.likeness.models.media.Microphone;
import studio.likeness.models.media.Speaker;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;

/// The machine's sound, as the tabs use it: files, the speaker and the microphone that the settings
/// name.
public interface Sounds {
    /// A take on its way to the disk.
    interface TakeFile extends AutoCloseable {
        void write(AudioChunk chunk);

        /// Completes the file.
        @Override
        void close();
    }

    /// A file's sound for the screen and the ear. Long ones come at a lower rate.
    Waveform read(Path file);

    Speaker speaker(int sampleRateHz);

    Microphone microphone();

    /// What the microphone in the settings is called.
    String microphoneName();

    TakeFile record(Path file);

    void write(Path file, Waveform sound);

    /// Repairs a take that was cut off.
    Duration recover(Path file);
}
