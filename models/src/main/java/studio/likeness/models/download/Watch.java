package studio.likeness.models.download;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Looks after connections that have gone silent: a read of a socket has no end of its own. Also
/// asks, where nothing comes, whether the user has cancelled.
final class Watch {
    private static final long EVERY_MILLIS = 50;

    private final Meter meter;
    private final long silenceNanos;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch over = new CountDownLatch(1);

    Watch(Meter meter, Conditions conditions) {
        this.meter = meter;
        silenceNanos = conditions.silence().toNanos();
    }

    /// A body that is being read.
    final class Connection implements AutoCloseable {
        private final Answer answer;
        private volatile long heardNanos = System.nanoTime();

        private Connection(Answer answer) {
            this.answer = answer;
        }

        void heard() {
            heardNanos = System.nanoTime();
        }

        private void end(long now) {
            if (now - heardNanos > silenceNanos && now - meter.resumedNanos() > silenceNanos) {
                answer.close(); // the reader then fails
            }
        }

        @Override
        public void close() {
            open.remove(this);
        }
    }

    Connection over(Answer answer) {
        var connection = new Connection(answer);
        open.add(connection);
        return connection;
    }

    /// Until [#end].
    void run() throws InterruptedException {
        while (!over.await(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
            meter.tick();
            long now = System.nanoTime();
            open.forEach(connection -> connection.end(now));
        }
    }

    void end() {
        over.countDown();
    }
}
