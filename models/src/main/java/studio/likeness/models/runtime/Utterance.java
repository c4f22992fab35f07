package studio.likeness.models.runtime;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// A text on its way from the synthesiser, read block by block while the rest is made. Closing it
/// early stops the synthesis; the library is free again at once. For one reading thread.
public final class Utterance implements AutoCloseable {
    /// @param symbol espeak-ng's mnemonic
    /// @param atMillis when it begins, from the start of the utterance
    public record Phoneme(String symbol, int atMillis) {}

    /// @param phonemes those that begin within it
    public record Block(short[] samples, List<Phoneme> phonemes) {}

    /// Takes blocks on the library's thread; it must neither wait nor throw.
    @FunctionalInterface
    interface Receiver {
        /// @return false to stop the synthesis
        boolean accept(Block block);
    }

    private sealed interface Item {
        record Sound(Block block) implements Item {}

        record End() implements Item {}

        record Failed(RuntimeException why) implements Item {}
    }

    // Without a bound, so that the upcall never waits: one text, made hundreds of times faster
    // than it is heard, is a few megabytes.
    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private volatile boolean closed;
    private @Nullable Item last;

    Utterance() {}

    /// The next block; empty after the last.
    ///
    /// @throws IllegalStateException when the synthesiser failed
    public Optional<Block> next() throws InterruptedException {
        var item = last == null ? items.take() : last;
        return switch (item) {
            case Item.Sound(var block) -> Optional.of(block);
            case Item.End _ -> {
                last = item;
                yield Optional.empty();
            }
            case Item.Failed(var why) -> {
                last = item;
                throw new IllegalStateException("espeak-ng could not speak", why);
            }
        };
    }

    @Override
    public void close() {
        closed = true;
    }

    boolean closed() {
        return closed;
    }

    boolean accept(Block block) {
        items.add(new Item.Sound(block));
        return !closed;
    }

    void finish() {
        items.add(new Item.End());
    }

    void fail(RuntimeException why) {
        items.add(new Item.Failed(why));
    }
}
