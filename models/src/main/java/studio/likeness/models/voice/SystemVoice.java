package studio.likeness.models.voice;

import java.time.Duration;
import java.util.Optional;
import studio.likeness.models.runtime.EspeakLibrary;
import studio.likeness.models.signal.Waveform;

/// The operating system's synthesiser: espeak-ng on Linux, SAPI on Windows. Not thread-safe; one
/// sentence at a time.
public interface SystemVoice extends AutoCloseable {
    /// Where speech goes as it is made.
    @FunctionalInterface
    interface Listener {
        void accept(SpokenChunk chunk) throws InterruptedException;
    }

    /// For the user, for example `espeak-ng 1.51`.
    String name();

    /// Speaks a clause; returns when all of it went to the listener. Words of the other language
    /// within it are read by that language's voice. Interrupting the caller ends the synthesis; the
    /// voice can be used again.
    ///
    /// @param language `zh` or `en`
    /// @param start the time of the first sample in the stream
    /// @return the time after the last sample
    Duration speak(String clause, String language, Duration start, Listener listener)
            throws InterruptedException;

    /// A whole text as one piece of sound; empty when there is nothing in it to say.
    default Waveform say(String text, String language) throws InterruptedException {
        var sound = new Pieces();
        var rates = new int[] {22_050};
        speak(
                text,
                language,
                Duration.ZERO,
                chunk -> {
                    sound.add(chunk.audio().sound().samples());
                    rates[0] = chunk.audio().sound().sampleRateHz();
                });
        return new Waveform(sound.joined(), rates[0]);
    }

    @Override
    void close();

    /// The machine's voice, if it has one.
    static Optional<SystemVoice> find() {
        return find(Timbre.FEMALE);
    }

    /// The machine's voice, if it has one, as a woman or a man.
    static Optional<SystemVoice> find(Timbre timbre) {
        try {
            var library = EspeakLibrary.find();
            var espeak =
                    library.isPresent()
                            ? EspeakVoice.on(library.get(), timbre)
                            : Optional.<SystemVoice>empty();
            return espeak.isPresent() ? espeak : SapiVoice.find(timbre);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
