package studio.likeness.app.window.voice;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.voices.Voices;
import studio.likeness.models.job.Progress;
import studio.likeness.models.voice.cloning.Differences;
import studio.likeness.models.voice.conversion.LiveConversion;
import studio.likeness.models.voice.conversion.VoiceConverter;
import studio.likeness.models.voice.preparation.PreparedSet;
import studio.likeness.models.voice.speaker.Likeness;

/// What the tab asks of the studio. Blocks: called in the background.
interface VoiceWork extends AutoCloseable {
    /// What there is to work with.
    ///
    /// @param missing what cloning still needs of the Library, by name; empty when it can begin
    /// @param hears whether a recogniser is there to fill in what was said
    /// @param targets whom recordings can be converted to
    record Means(List<String> missing, boolean hears, List<Target> targets) {
        boolean clones() {
            return missing.isEmpty();
        }
    }

    /// A voice that a converting model has learnt.
    record Target(String model, String speaker) {}

    /// How a sentence is to be said.
    ///
    /// @param speed 0.5 to 2
    record Wish(String text, long seed, double speed, Duration pause) {
        Wish withSeed(long other) {
            return new Wish(text, other, speed, pause);
        }
    }

    /// What the studio understood when it listened to a sentence.
    ///
    /// @param tries that were made until it was good enough
    record Heard(Differences differences, int tries) {}

    /// What became of a wish.
    ///
    /// @param wish with the seed that was used in the end
    /// @param heard empty where nobody listened
    record Said(Wish wish, Optional<Heard> heard) {}

    /// How a recording is to be converted.
    ///
    /// @param semitones up, or down when negative
    /// @param ownPitch whether the model chooses the melody
    record Turn(Target target, double semitones, boolean ownPitch) {}

    /// Another voice while one is speaking. One thread.
    interface Live extends AutoCloseable {
        /// Of what goes out.
        int sampleRateHz();

        /// @param heard the next samples
        /// @return as many blocks as have become whole; often none
        float[] push(float[] heard);

        LiveConversion.Figures figures();

        @Override
        void close();

        /// @param converter closed with it
        static Live of(LiveConversion conversion, VoiceConverter converter) {
            return new Live() {
                @Override
                public int sampleRateHz() {
                    return conversion.sampleRateHz();
                }

                @Override
                public float[] push(float[] heard) {
                    return conversion.push(heard);
                }

                @Override
                public LiveConversion.Figures figures() {
                    return conversion.figures();
                }

                @Override
                public void close() {
                    converter.close();
                }
            };
        }
    }

    Means means();

    List<Voices.Voice> list(Persona persona);

    /// What is said in a recording; blank where nothing was understood.
    String hear(Path recording, Progress progress) throws InterruptedException;

    /// A new voice of one reference recording.
    Voices.Voice clone(Persona persona, String name, Voices.Sample sample);

    /// Says it into a file, marked as generated.
    ///
    /// @param listen whether the studio listens to it and says it anew where it heard something
    ///     else; the voice's rate of errors is kept then
    Said say(Persona persona, String voice, Wish wish, boolean listen, Path into, Progress progress)
            throws InterruptedException;

    /// How alike a sound is to the person's recordings, or to the voice's reference where there are
    /// none; empty where the sound is too short to tell.
    Optional<Likeness> likeness(Persona persona, String voice, Path sound);

    /// Says in another voice what a recording says; the file is marked as generated.
    void convert(Turn turn, Path recording, Path into, Progress progress);

    /// Keeps it as a voice of the persona: the computer's voice, converted so.
    Voices.Voice keep(Persona persona, Turn turn);

    /// @param sampleRateHz of what will come in
    Live live(Turn turn, int sampleRateHz);

    /// The clips that are there already.
    PreparedSet prepared(Persona persona);

    /// Makes clips to learn from out of recordings; what is done stays when it is cancelled.
    PreparedSet prepare(Persona persona, List<Path> recordings, Progress progress);

    void use(Persona persona, String voice);

    void useNone(Persona persona);

    void remove(Persona persona, String voice);

    /// @return its identifier now
    String restore(Persona persona, String voice);

    /// Where recordings and takes lie.
    Path folder(Persona persona);

    /// Lets go of networks that were kept open for the next sentence.
    @Override
    void close();
}
