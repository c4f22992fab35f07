package studio.likeness.models.face.animate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;

/// Batches of mouths that are painted at the same time.
class TalkBatchesTest {
    private static final int PICTURES = 40;

    @TempDir Path folder;

    /// What a painter does before or after it paints its n-th batch.
    private interface Around {
        void batch(int number, int pictures) throws InterruptedException;
    }

    /// Paints a grey that the window of sound decides.
    private static final class Greys extends StandInPainter {
        private final int atOnce;
        private final Around before;
        private final Around after;
        private final AtomicInteger begun = new AtomicInteger();
        final AtomicInteger painting = new AtomicInteger();
        final AtomicInteger closedWhilePainting = new AtomicInteger(-1);

        Greys(int atOnce, Around before, Around after) {
            super(32, 4);
            this.atOnce = atOnce;
            this.before = before;
            this.after = after;
        }

        @Override
        public List<Picture> paint(List<Picture> crops, List<float[]> windows) {
            int number = begun.getAndIncrement();
            painting.incrementAndGet();
            try {
                before.batch(number, windows.size());
                var all = windows.stream().map(w -> grey((byte) Arrays.hashCode(w))).toList();
                after.batch(number, windows.size());
                return all;
            } catch (InterruptedException _) {
                throw new CancellationException("ended");
            } finally {
                painting.decrementAndGet();
            }
        }

        @Override
        public int atOnce() {
            return atOnce;
        }

        @Override
        public void close() {
            closedWhilePainting.set(painting.get());
        }
    }

    private FaceAnimator animator(Greys painter) throws InterruptedException {
        return Engines.simple()
                .with(Engine.WAV2LIP, () -> painter)
                .open(
                        SquareFace.profile(folder, new int[] {0, 50, 100}, true),
                        Optional.of(Engine.WAV2LIP),
                        AnimationPlan.forFigures())
                .animator();
    }

    /// Ever higher, so that no two windows are alike.
    private static Waveform sound() {
        var samples = new float[PICTURES * 640];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.5 * Math.sin(i * (0.05 + i * 1e-6)));
        }
        return new Waveform(samples, 16_000);
    }

    private List<Picture> spoken(Greys painter) throws InterruptedException {
        try (var animator = animator(painter)) {
            return StandInPainter.spoken(animator, sound());
        }
    }

    @Test
    void picturesKeepTheirOrderWhenALaterBatchIsPaintedFirst() throws Exception {
        var expected = spoken(new Greys(1, (_, _) -> {}, (_, _) -> {}));
        var second = new CountDownLatch(1);
        var painter =
                new Greys(
                        2,
                        (number, _) -> {
                            if (number == 0) {
                                assertTrue(second.await(20, TimeUnit.SECONDS), "one at a time");
                            }
                        },
                        (number, _) -> {
                            if (number == 1) {
                                second.countDown();
                            }
                        });

        var found = spoken(painter);

        assertEquals(PICTURES, found.size());
        var different = new HashSet<Integer>();
        for (int i = 0; i < PICTURES; i++) {
            assertEquals(FaceAnimator.FRAME.multipliedBy(i), found.get(i).pts());
            assertArrayEquals(expected.get(i).bgr(), found.get(i).bgr(), "picture " + i);
            different.add(Arrays.hashCode(found.get(i).bgr()));
        }
        assertTrue(different.size() > PICTURES / 2, "only " + different.size() + " pictures");
        assertEquals(0, painter.closedWhilePainting.get());
    }

    @Test
    void aFailureReachesTheCallerOnceAndEndsTheTalk() throws Exception {
        var painter =
                new Greys(
                        2,
                        (_, pictures) -> {
                            if (pictures == 4) {
                                throw new StudioException("models.runtime.memory", "lips");
                            }
                        },
                        (_, _) -> {});
        try (var animator = animator(painter);
                var talk = animator.begin(Duration.ZERO)) {
            talk.hear(new AudioChunk(sound(), Duration.ZERO), List.of());
            talk.end();
            // The first two batches have one picture and two.
            for (int i = 0; i < 3; i++) {
                assertTrue(talk.next().isPresent(), "picture " + i);
            }

            var told = assertThrows(StudioException.class, talk::next);

            assertEquals("models.runtime.memory", told.key());
            assertEquals(Optional.empty(), talk.next());
        }
        assertEquals(0, painter.closedWhilePainting.get());
    }

    @Test
    void closingEndsWhatIsPaintedAndThenClosesThePainter() throws Exception {
        var both = new CountDownLatch(2);
        var painter =
                new Greys(
                        2,
                        (_, _) -> {
                            both.countDown();
                            Thread.sleep(60_000);
                        },
                        (_, _) -> {});
        var animator = animator(painter);
        var talk = animator.begin(Duration.ZERO);
        talk.hear(new AudioChunk(sound(), Duration.ZERO), List.of());
        talk.end();
        var waiting = new CountDownLatch(1);
        var asking =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    assertThrows(InterruptedException.class, talk::next);
                                    waiting.countDown();
                                });
        assertTrue(both.await(20, TimeUnit.SECONDS), "not two at once");

        asking.interrupt();
        assertTrue(waiting.await(20, TimeUnit.SECONDS), "the interrupt was lost");
        talk.close();
        animator.close();

        assertEquals(0, painter.closedWhilePainting.get());
        assertFalse(asking.isAlive() && !asking.join(Duration.ofSeconds(5)));
    }
}
