package studio.likeness.app.conversation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.signal.Resampler;
import studio.likeness.models.signal.Waveform;

/// A text that a voice says into a file.
public final class Utterance {
    private Utterance() {}

    /// Writes a WAV that says what it is.
    ///
    /// @param language `zh` or `en`
    /// @throws StudioException when there is no voice, or it fails
    public static void write(Voice voice, Persona persona, String text, String language, Path wav)
            throws InterruptedException {
        if (voice.name().isEmpty()) {
            throw new StudioException("app.conversation.noVoice");
        }
        var said = new ArrayList<Waveform>();
        var at = Duration.ZERO;
        for (var clause : Clauses.of(text)) {
            at = voice.speak(clause, language, at, chunk -> said.add(chunk.audio().sound()));
        }
        if (said.isEmpty()) {
            throw new StudioException("app.conversation.nothingSaid", voice.name());
        }
        SoundFile.writeWav(
                joined(said),
                wav,
                Map.of(
                        "title", Words.say("app.command.voice.title", persona.name()),
                        "comment", Words.say("app.command.voice.comment", persona.name())));
    }

    /// At the rate of the first: another voice may have gone on where one failed.
    private static Waveform joined(List<Waveform> parts) {
        int rate = parts.getFirst().sampleRateHz();
        var whole = new ArrayList<Waveform>();
        for (int from = 0, to = 0; from < parts.size(); from = to) {
            int own = parts.get(from).sampleRateHz();
            while (to < parts.size() && parts.get(to).sampleRateHz() == own) {
                to++;
            }
            whole.add(Resampler.resample(Waveform.joined(parts.subList(from, to), own), rate));
        }
        return Waveform.joined(whole, rate);
    }
}
