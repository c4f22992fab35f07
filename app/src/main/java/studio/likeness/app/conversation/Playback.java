package studio.likeness.app.conversation;

import java.nio.file.Path;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.Speaker;

/// Plays a recording's sound from start to end.
public final class Playback {
    private final Speaker speaker;

    public Playback(Speaker speaker) {
        this.speaker = speaker;
    }

    /// Interrupting it stops the sound at once.
    public void play(Path recording) throws InterruptedException {
        speaker.flush();
        try (var reader = MediaReader.open(recording, TurnRun.SAMPLE_RATE_HZ)) {
            for (var next = reader.nextSound(); next.isPresent(); next = reader.nextSound()) {
                speaker.play(next.get());
            }
            speaker.drain();
        } catch (InterruptedException e) {
            speaker.flush();
            throw e;
        }
    }
}
