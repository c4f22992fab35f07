package studio.likeness.models.media;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.signal.AudioChunk;

/// Plays sound and is the clock of a turn. Where the machine has no speaker, [#silent] keeps the
/// same time. One thread plays; the others may be called by any.
public interface Speaker extends AutoCloseable {
    record Device(String id, String name) {}

    /// Waits while more than about 100 ms are queued. Chunks sound one after another, whatever
    /// their time stamps; their rate may change.
    void play(AudioChunk chunk) throws InterruptedException;

    /// How much has been heard since it was opened or last flushed; never runs backwards or past
    /// what was played.
    Duration heard();

    /// Waits until everything played has been heard.
    void drain() throws InterruptedException;

    /// Drops what is queued, and what a waiting [#play] still has, at once.
    void flush();

    /// Takes effect with the sound that is played from now on, 100 ms later at most.
    ///
    /// @param gain 0 to 1
    void volume(double gain);

    @Override
    void close();

    /// The first is the system's choice; empty where there is none.
    static List<Device> devices() {
        var ids = JavaSound.ids(SourceDataLine.class);
        var devices = new ArrayList<Device>();
        if (!ids.isEmpty()) {
            devices.add(new Device("default", Words.say("models.media.systemDefault")));
        }
        ids.forEach(id -> devices.add(new Device(id, JavaSound.name(id))));
        return devices;
    }

    /// @param id `default` for the system's choice
    /// @throws StudioException when it cannot be opened
    static Speaker open(String id, int sampleRateHz) {
        try {
            var line = JavaSound.line(SourceDataLine.class, id, sampleRateHz);
            return new LineSpeaker(new JavaSoundLine(line, sampleRateHz));
        } catch (LineUnavailableException e) {
            throw id.equals("default")
                    ? new StudioException(e, "models.media.noSpeaker")
                    : new StudioException(e, "models.media.speakerMissing", id);
        }
    }

    /// Hears everything in real time and sounds nothing.
    static Speaker silent() {
        return new LineSpeaker(new ClockLine(System::nanoTime));
    }
}
