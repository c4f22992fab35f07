package studio.likeness.app.conversation;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// A bounded queue between two stages of a turn, with an end.
final class Lane<T> {
    private final BlockingQueue<Optional<T>> queue;

    Lane(int bound) {
        queue = new ArrayBlockingQueue<>(bound);
    }

    /// Waits while the lane is full.
    void put(T item) throws InterruptedException {
        queue.put(Optional.of(item));
    }

    void end() throws InterruptedException {
        queue.put(Optional.empty());
    }

    /// The next item; empty at the end.
    Optional<T> take() throws InterruptedException {
        return queue.take();
    }
}
