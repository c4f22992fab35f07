package studio.likeness.models.voice.cloning;

import studio.likeness.models.signal.Waveform;

/// Listens to what a voice has said: what a recogniser writes down is compared with the text, and a
/// sentence that came out otherwise is said anew with another seed.
///
/// @param tries at most so many
/// @param accepted the character error rate that is good enough, 0 to 1
public record HeardAgain(Recogniser recogniser, int tries, double accepted) {
    /// Writes down what is said.
    @FunctionalInterface
    public interface Recogniser {
        String write(Waveform sound, String language) throws InterruptedException;
    }

    /// Says the sentence; one seed, one outcome.
    @FunctionalInterface
    public interface Speaker {
        Waveform say(long seed) throws InterruptedException;
    }

    /// The best of the tries.
    ///
    /// @param tries that were made
    public record Take(
            Waveform sound, String heard, Differences differences, long seed, int tries) {
        public double errorRate() {
            return differences.errorRate();
        }

        private Take after(int all) {
            return new Take(sound, heard, differences, seed, all);
        }
    }

    public HeardAgain {
        if (tries < 1 || !(accepted >= 0)) {
            throw new IllegalArgumentException(
                    "expected tries from 1 and an error rate from 0, found %d, %s"
                            .formatted(tries, accepted));
        }
    }

    /// @param seed of the first try; each later one has the next
    public Take say(String text, String language, long seed, Speaker speaker)
            throws InterruptedException {
        var best = take(text, language, seed, speaker, 1);
        for (int i = 1; i < tries && best.errorRate() > accepted; i++) {
            var next = take(text, language, seed + i, speaker, i + 1);
            best = (next.errorRate() < best.errorRate() ? next : best).after(i + 1);
        }
        return best;
    }

    private Take take(String text, String language, long seed, Speaker speaker, int number)
            throws InterruptedException {
        var sound = speaker.say(seed);
        var heard = recogniser.write(sound, language);
        return new Take(sound, heard, Differences.of(text, heard), seed, number);
    }
}
