package studio.likeness.models.voice.cloning;

import java.util.Locale;
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
    /// @param errorRate characters that are wrong, missing or too many, of all in the text
    /// @param tries that were made
    public record Take(Waveform sound, String heard, double errorRate, long seed, int tries) {}

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
            best =
                    next.errorRate() < best.errorRate()
                            ? next
                            : new Take(
                                    best.sound(),
                                    best.heard(),
                                    best.errorRate(),
                                    best.seed(),
                                    i + 1);
        }
        return best;
    }

    private Take take(String text, String language, long seed, Speaker speaker, int number)
            throws InterruptedException {
        var sound = speaker.say(seed);
        var heard = recogniser.write(sound, language);
        return new Take(sound, heard, errorRate(text, heard), seed, number);
    }

    /// Letters and digits compared, neither marks nor capitals; 0 when all are heard, above 1 when
    /// much more is.
    public static double errorRate(String text, String heard) {
        int[] a = plain(text);
        int[] b = plain(heard);
        if (a.length == 0) {
            return b.length == 0 ? 0 : 1;
        }
        var row = new int[b.length + 1];
        for (int j = 0; j <= b.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length; i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length; j++) {
                int changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return (double) row[b.length] / a.length;
    }

    private static int[] plain(String text) {
        return text.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .toArray();
    }
}
