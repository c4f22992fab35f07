package studio.likeness.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SessionThreadsTest {
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /// Waits a moment for another call to join it.
    private boolean meets(CountDownLatch both, long seconds) {
        try {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            both.countDown();
            return both.await(seconds * 1000, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            running.decrementAndGet();
        }
    }

    @Test
    void asManyCallsRunAtOnceAsThereAreThreads() throws Exception {
        var two = new CountDownLatch(2);
        try (var threads = new SessionThreads("test", 2);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> met = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                met.add(callers.submit(() -> threads.call(() -> meets(two, 20), () -> {})));
            }
            for (var each : met) {
                assertTrue(each.get(), "a call waited for the other to end");
            }
        }
        assertEquals(2, most.get());
    }

    @Test
    void callsOfOneThreadQueue() throws Exception {
        var never = new CountDownLatch(4);
        try (var threads = new SessionThreads("test", 1);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                all.add(callers.submit(() -> threads.call(() -> meets(never, 0), () -> {})));
            }
            for (var each : all) {
                assertEquals(false, each.get());
            }
        }
        assertEquals(1, most.get());
    }
}
