package studio.likeness.app.window.voice;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.voices.Voices;
import studio.likeness.models.job.Progress;
import studio.likeness.models.voice.speaker.Similarity;

/// What the tab asks of the studio. Blocks: called in the background.
interface VoiceWork {
    /// What there is to work with.
    ///
    /// @param missing what cloning still needs of the Library, in words; empty when it can begin
    /// @param hears whether a recogniser is there to fill in what was said
    /// @param converts whether there is a voice to convert to
    record Means(List<String> missing, boolean hears, boolean converts) {
        boolean clones() {
            return missing.isEmpty();
        }
    }

    /// How a sentence is to be said.
    ///
    /// @param speed 0.5 to 2
    record Wish(String text, long seed, double speed, Duration pause) {}

    Means means();

    List<Voices.Voice> list(Persona persona);

    /// What is said in a recording; blank where nothing was understood.
    String hear(Path recording, Progress progress) throws InterruptedException;

    /// A new voice of one reference recording.
    Voices.Voice clone(Persona persona, String name, Voices.Sample sample);

    /// Says it into a file, marked as generated.
    void say(Persona persona, String voice, Wish wish, Path into, Progress progress)
            throws InterruptedException;

    /// How alike a sound is to the voice's own reference.
    Similarity similarity(Persona persona, String voice, Path sound);

    /// Says in the converted voice what a recording says.
    void convert(Persona persona, Path recording, Path into, Progress progress)
            throws InterruptedException;

    void use(Persona persona, String voice);

    void useNone(Persona persona);

    void remove(Persona persona, String voice);

    /// Where recordings and takes lie until they are kept.
    Path folder(Persona persona);
}
