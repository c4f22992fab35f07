package studio.likeness.models.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StagesTest {
    @Test
    void aFailureInterruptsTheOthersAndIsThrown() throws Exception {
        var interrupted = new CountDownLatch(1);
        try (var stages = new Stages("test")) {
            stages.start(
                    () -> {
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            interrupted.countDown();
                            throw e;
                        }
                    });
            stages.start(
                    () -> {
                        throw new IllegalStateException("broken");
                    });
            var thrown = assertThrows(IllegalStateException.class, stages::join);
            assertEquals("broken", thrown.getMessage());
        }
        interrupted.await();
    }

    @Test
    void stagesStreamThroughABoundedQueue() throws Exception {
        var queue = new ArrayBlockingQueue<Integer>(2);
        var seen = new ArrayList<Integer>();
        try (var stages = new Stages("test")) {
            stages.start(
                    () -> {
                        for (int i = 0; i < 100; i++) {
                            queue.put(i);
                        }
                    });
            stages.start(
                    () -> {
                        for (int i = 0; i < 100; i++) {
                            seen.add(queue.take());
                        }
                    });
            stages.join();
        }
        assertEquals(100, seen.size());
    }

    @Test
    void ownedResourcesCloseInReversePastFailures() {
        var order = new ArrayList<String>();
        var owned = new Owned();
        owned.own(() -> order.add("first"));
        owned.own(
                () -> {
                    throw new IllegalStateException("second");
                });
        owned.own(() -> order.add("third"));
        assertEquals(
                "second", assertThrows(IllegalStateException.class, owned::close).getMessage());
        assertEquals("[third, first]", order.toString());
    }
}
