package studio.likeness.models.voice.cloning;

import java.util.OptionalLong;
import java.util.SplittableRandom;
import studio.likeness.models.runtime.Decoding;

/// The codes of one clause, one after another, 25 a second. Not thread-safe.
public final class CodeStream implements AutoCloseable {
    /// Of a minute, which no clause takes.
    private static final int MOST = 1500;

    /// Nobody speaks slower than three sounds a second for long; a network that has lost the thread
    /// is stopped there.
    private static final int SLOWEST = 3;

    private static final int RATE = 25;

    private final Decoding decoding;
    private final SemanticChoice choice;
    private final Sampling sampling;
    private final int end;
    private final int most;
    private final SplittableRandom random;
    private final float[] logits;
    private long last = -1;
    private int given;
    private boolean ended;

    CodeStream(
            Decoding decoding,
            float[] first,
            SemanticChoice choice,
            Sampling sampling,
            int end,
            int most,
            long seed) {
        this.decoding = decoding;
        this.choice = choice;
        this.sampling = sampling;
        this.end = end;
        this.most = most;
        random = new SplittableRandom(seed);
        logits = first;
    }

    /// The most codes for so many sounds.
    static int most(int sounds) {
        return Math.min(MOST, 2 * RATE + sounds * RATE / SLOWEST);
    }

    /// The next code; empty when all is said.
    ///
    /// @throws java.util.concurrent.CancellationException when interrupted
    public OptionalLong next() {
        if (ended || given == most) {
            return OptionalLong.empty();
        }
        if (given > 0) {
            decoding.feed(new int[] {(int) last}, logits);
        }
        var scores = choice.scores(logits);
        int chosen = drawn(scores);
        if (chosen == end || choice.likeliest(scores) == end) {
            ended = true;
            return OptionalLong.empty();
        }
        choice.take(chosen);
        last = chosen;
        given++;
        return OptionalLong.of(chosen);
    }

    /// Whether the network itself came to an end.
    public boolean ended() {
        return ended;
    }

    /// The largest chance over a number of an exponential distribution: as likely as its chance.
    private int drawn(float[] scores) {
        if (sampling.topK() == 1) {
            return choice.likeliest(scores);
        }
        var chances =
                SemanticChoice.chances(
                        scores, sampling.topK(), sampling.topP(), sampling.temperature());
        int best = 0;
        double most = -1;
        for (int i = 0; i < chances.length; i++) {
            if (chances[i] > 0) {
                double share = chances[i] / -Math.log(1 - random.nextDouble());
                if (share > most) {
                    most = share;
                    best = i;
                }
            }
        }
        return best;
    }

    @Override
    public void close() {
        decoding.close();
    }
}
