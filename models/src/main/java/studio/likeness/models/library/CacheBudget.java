package studio.likeness.models.library;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import studio.likeness.models.job.Owned;

/// How much memory the caches of all talks on one device may hold together. Who answers has a
/// right to its cache; who does not keeps it until somebody else needs the room, the longest idle
/// first; who finds no room waits its turn. Thread-safe.
final class CacheBudget {
    /// A talk's part. What it has read is lost when another needs the room, and read again later.
    abstract static class Share {
        private long bytes;
        private boolean busy;

        /// Hands out what holds the memory, to be closed; called under the budget's lock.
        abstract AutoCloseable detach();
    }

    private final long bytes;
    private long held;
    private int busy;
    private final Set<Share> idle = new LinkedHashSet<>();
    private final Deque<Object> queue = new ArrayDeque<>();

    /// @param bytes a share that is larger gets room when it is the only one
    CacheBudget(long bytes) {
        this.bytes = bytes;
    }

    long bytes() {
        return bytes;
    }

    /// Makes room, waiting for it when it must, and keeps it until [#rest].
    void take(Share share, long wanted) throws InterruptedException {
        // Closed outside the lock: that waits for what the native thread has to do.
        var evicted = new Owned();
        try {
            await(share, wanted, evicted);
        } finally {
            evicted.close();
        }
    }

    private synchronized void await(Share share, long wanted, Owned evicted)
            throws InterruptedException {
        var ticket = new Object(); // equal to itself only
        queue.add(ticket);
        try {
            while (!ticket.equals(queue.peek()) || !makeRoom(share, wanted, evicted)) {
                wait();
            }
            idle.remove(share);
            long grown = Math.max(share.bytes, wanted);
            held += grown - share.bytes;
            share.bytes = grown;
            share.busy = true;
            busy++;
        } finally {
            queue.remove(ticket);
            notifyAll();
        }
    }

    private boolean makeRoom(Share share, long wanted, Owned evicted) {
        long more = Math.max(0, wanted - share.bytes);
        var others = idle.iterator();
        while (held + more > bytes && others.hasNext()) {
            var other = others.next();
            if (!other.equals(share)) {
                others.remove();
                evicted.own(free(other));
            }
        }
        return held + more <= bytes || busy == 0;
    }

    private AutoCloseable free(Share share) {
        held -= share.bytes;
        share.bytes = 0;
        return share.detach();
    }

    /// What it holds may be taken from now on.
    synchronized void rest(Share share) {
        share.busy = false;
        busy--;
        idle.add(share);
        notifyAll();
    }

    /// Takes it from a talk that rests.
    ///
    /// @return to be closed
    synchronized AutoCloseable drop(Share share) {
        if (share.busy) {
            throw new IllegalStateException("expected a talk that rests");
        }
        idle.remove(share);
        var memory = free(share);
        notifyAll();
        return memory;
    }

    synchronized long held() {
        return held;
    }
}
