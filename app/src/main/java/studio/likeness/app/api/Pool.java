package studio.likeness.app.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import studio.likeness.models.language.chat.Message;

/// Keeps what was opened for the next who wants it, best for a talk that goes on, and closes what
/// nobody has wanted for a while. Only so many are in use at the same time; others wait their turn.
/// Thread-safe.
///
/// @param <T> what is kept
final class Pool<T extends AutoCloseable> implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Pool.class.getName());

    /// More in a line would wait longer than any client does.
    private static final int LONGEST_LINE = 128;

    private static final long LONGEST_WAIT_MINUTES = 10;

    /// One that waits for its next use.
    ///
    /// @param talk that it has had
    private record Idle<T>(T value, List<Message> talk, Instant until) {}

    private final int atOnce;
    private final Function<String, T> opener;
    private final Map<String, Semaphore> turns = new HashMap<>();
    private final Map<String, List<Idle<T>>> idle = new HashMap<>();
    private boolean closed;

    /// @param atOnce of one key
    /// @param opener opens one of a key; may take long
    Pool(int atOnce, Function<String, T> opener) {
        this.atOnce = atOnce;
        this.opener = opener;
    }

    /// Waits for a turn.
    ///
    /// @throws Refused when too many wait
    Turn turn(String key) throws InterruptedException {
        Semaphore free;
        synchronized (this) {
            free = turns.computeIfAbsent(key, _ -> new Semaphore(atOnce, true));
        }
        if (free.getQueueLength() >= LONGEST_LINE
                || !free.tryAcquire(LONGEST_WAIT_MINUTES, TimeUnit.MINUTES)) {
            throw new Refused(503, "too many requests are waiting; try again later", "busy", "");
        }
        return new Turn(key, free);
    }

    /// The right to use one. What was not given back is closed with it.
    final class Turn implements AutoCloseable {
        private final String key;
        private final Semaphore free;
        private @Nullable T used;

        private Turn(String key, Semaphore free) {
            this.key = key;
            this.free = free;
        }

        /// One that is ready, or a new one.
        ///
        /// @param talk that it is wanted for
        T take(List<Message> talk) {
            var value = ready(key, talk).orElseGet(() -> opener.apply(key));
            used = value;
            return value;
        }

        /// Keeps it for the next.
        ///
        /// @param talk that it has had
        void giveBack(List<Message> talk, KeepAlive keep) {
            var value = used;
            if (value != null && !keep.none()) {
                used = null;
                keep(key, new Idle<>(value, talk, Instant.now().plus(keep.length())));
            }
        }

        @Override
        public void close() {
            var value = used;
            used = null;
            try {
                if (value != null) {
                    shut(value);
                }
            } finally {
                free.release();
            }
        }
    }

    /// The one that has had the longest beginning of a talk.
    private synchronized Optional<T> ready(String key, List<Message> talk) {
        var waiting = idle.getOrDefault(key, List.of());
        Optional<Idle<T>> best = Optional.empty();
        int longest = -1;
        for (var each : waiting) {
            int shared = shared(each.talk(), talk);
            if (shared > longest) {
                longest = shared;
                best = Optional.of(each);
            }
        }
        best.ifPresent(waiting::remove);
        return best.map(Idle::value);
    }

    private static int shared(List<Message> a, List<Message> b) {
        int most = Math.min(a.size(), b.size());
        int same = 0;
        while (same < most && a.get(same).equals(b.get(same))) {
            same++;
        }
        return same;
    }

    private void keep(String key, Idle<T> one) {
        synchronized (this) {
            if (!closed) {
                idle.computeIfAbsent(key, _ -> new ArrayList<>()).add(one);
                return;
            }
        }
        shut(one.value());
    }

    /// Until when something of a key is kept, if it is.
    synchronized Optional<Instant> keptUntil(String key) {
        return idle.getOrDefault(key, List.of()).stream().map(Idle::until).max(Instant::compareTo);
    }

    /// How many of a key are in use now.
    synchronized int inUse(String key) {
        var free = turns.get(key);
        return free == null ? 0 : atOnce - free.availablePermits();
    }

    /// Closes what is not in use of a key.
    void drop(String key) {
        List<Idle<T>> dropped;
        synchronized (this) {
            dropped = Optional.ofNullable(idle.remove(key)).orElse(List.of());
        }
        dropped.forEach(each -> shut(each.value()));
    }

    /// Closes what is not in use of all keys but one.
    void dropOthers(String key) {
        List<String> others;
        synchronized (this) {
            others = idle.keySet().stream().filter(each -> !each.equals(key)).toList();
        }
        others.forEach(this::drop);
    }

    /// Closes what nobody has wanted for as long as it was to be kept.
    void sweep(Instant now) {
        var over = new ArrayList<Idle<T>>();
        synchronized (this) {
            for (var waiting : idle.values()) {
                var old = waiting.stream().filter(each -> !each.until().isAfter(now)).toList();
                waiting.removeAll(old);
                over.addAll(old);
            }
        }
        over.forEach(each -> shut(each.value()));
    }

    @Override
    public void close() {
        var left = new ArrayList<Idle<T>>();
        synchronized (this) {
            closed = true;
            idle.values().forEach(left::addAll);
            idle.clear();
        }
        left.forEach(each -> shut(each.value()));
    }

    private void shut(T value) {
        try {
            value.close();
        } catch (Exception e) {
            // Nobody is left to be told, and the others must be closed all the same.
            LOG.log(System.Logger.Level.WARNING, "not closed", e);
        }
    }
}
