package studio.likeness.app.conversation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.random.RandomGenerator;
import studio.likeness.models.job.Stages;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.SpokenChunk;
import studio.likeness.models.voice.SystemVoice;

/// Hands on sound as a cloned voice does, on a machine that needs so much of a second for a second
/// of sound, give or take some: a clause is read, then made in blocks of which each is a
/// quarter longer than the one before, up to 64 codes of 40 ms; a block is handed on in chunks of
/// 50 ms while the next is made. What it says is a hum. For tests.
final class SlowClone implements Voice {
    private static final int RATE = 32_000;
    private static final int CHUNK = RATE / 20;
    private static final double CODE = 0.04;
    private static final int AHEAD = 2;

    /// Seconds of speech in a character of English.
    private static final double CHARACTER = 0.07;

    private final double factor;
    private final RandomGenerator random = new SplittableRandom(3);

    SlowClone(double factor) {
        this.factor = factor;
    }

    @Override
    public String name() {
        return "clone at " + factor;
    }

    @Override
    public Kind kind() {
        return Kind.CLONED;
    }

    @Override
    public Duration speak(
            String clause, String language, Duration start, SystemVoice.Listener listener)
            throws InterruptedException {
        int codes = Math.max(1, (int) Math.round(clause.length() * CHARACTER / CODE));
        var blocks = new ArrayBlockingQueue<Optional<Double>>(64);
        var hand = new Hand(start, listener);
        try (var stages = new Stages("slow")) {
            stages.start(() -> make(codes, blocks));
            stages.start(() -> hand.all(blocks));
            stages.join();
        }
        boolean ends = ".!?".indexOf(clause.charAt(clause.length() - 1)) >= 0;
        hand.sound(ends ? 0.3 : 0.15);
        return hand.at;
    }

    private void make(int codes, BlockingQueue<Optional<Double>> blocks)
            throws InterruptedException {
        // As it was measured beside a factor of 0.45: characters and reading of a short clause.
        take(0.26 / 0.45);
        double size = 16;
        int done = 0;
        int made = 0;
        while (done < codes) {
            int wanted = Math.min(codes, done + (int) size + AHEAD);
            int end = wanted == codes ? codes : wanted - AHEAD;
            // Of what a second takes, codes are half, sound is the other.
            take(0.5 * (wanted - made) * CODE + 0.5 * (end - done) * CODE);
            blocks.put(Optional.of((end - done) * CODE));
            made = wanted;
            done = end;
            size = Math.min(64, size * 1.25);
        }
        blocks.put(Optional.empty());
    }

    private void take(double seconds) throws InterruptedException {
        double jitter = random.nextDouble(0.85, 1.2);
        Thread.sleep(Duration.ofNanos(Math.round(seconds * 1e9 * factor * jitter)));
    }

    private static final class Hand {
        private final SystemVoice.Listener listener;
        private Duration at;

        Hand(Duration start, SystemVoice.Listener listener) {
            at = start;
            this.listener = listener;
        }

        void all(BlockingQueue<Optional<Double>> blocks) throws InterruptedException {
            for (var block = blocks.take(); block.isPresent(); block = blocks.take()) {
                sound(block.get());
            }
        }

        void sound(double seconds) throws InterruptedException {
            int left = (int) Math.round(seconds * RATE);
            while (left > 0) {
                int count = Math.min(CHUNK, left);
                var chunk = new AudioChunk(new Waveform(new float[count], RATE), at);
                listener.accept(new SpokenChunk(chunk, List.of()));
                at = chunk.end();
                left -= count;
            }
        }
    }

    @Override
    public void close() {}
}
