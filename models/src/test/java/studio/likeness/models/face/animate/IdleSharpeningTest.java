package studio.likeness.models.face.animate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.face.Portrait.Mood;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.PictureFile;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;

/// What makes a face sharper while it speaks does so while it does not.
@Timeout(30)
class IdleSharpeningTest {
    /// Far above what frames and their encoding reach.
    private static final int MARK = 240;

    @TempDir Path folder;

    /// Marks the middle of the face; how often is counted, and each but the trials can be kept
    /// waiting or made to fail.
    private static final class Marking implements Restoration {
        final AtomicInteger calls = new AtomicInteger();
        final Semaphore leave = new Semaphore(0);
        volatile boolean gated;
        volatile boolean broken;
        volatile boolean closed;

        @Override
        public Picture restored(Picture picture, List<Point> points) {
            assertFalse(closed, "called after it was closed");
            calls.incrementAndGet();
            if (broken) {
                throw new StudioException("models.face.animate.noRestoration", "marking");
            }
            if (gated) {
                try {
                    leave.acquire();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new CancellationException();
                }
            }
            var bgr = picture.bgr().clone();
            Arrays.fill(bgr, middle(), middle() + 3, (byte) MARK);
            return new Picture(bgr, picture.width(), picture.height(), picture.pts());
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static int middle() {
        return (52 * SquareFace.SIDE + 48) * 3;
    }

    private static boolean sharp(Picture picture) {
        return (picture.bgr()[middle()] & 255) == MARK;
    }

    private static int grey(Picture picture) {
        return picture.bgr()[0] & 255;
    }

    /// A clip that grows lighter, frame by frame, and whose mouth rests.
    private FaceProfile ramp(int frames) {
        var greys = new int[frames];
        Arrays.setAll(greys, i -> 40 + 4 * i);
        return SquareFace.profile(folder, greys, true);
    }

    private static Engines.Opened opened(
            FaceProfile profile, Restoration restoration, AnimationPlan plan) throws Exception {
        RestorationChoice.choose(profile.folder(), Optional.of("sharp"));
        return Engines.simple()
                .withRestoration("sharp", () -> restoration)
                .open(profile, Optional.empty(), plan);
    }

    private static Picture idle(FaceAnimator animator, int picture) {
        return animator.idle(Mood.LISTENING, FaceAnimator.FRAME.multipliedBy(picture));
    }

    private static List<Picture> spoken(FaceAnimator animator, int since) throws Exception {
        var pictures = new ArrayList<Picture>();
        try (var talk = animator.begin(FaceAnimator.FRAME.multipliedBy(since))) {
            talk.hear(
                    new AudioChunk(new Waveform(new float[3_200], 16_000), Duration.ZERO),
                    List.of());
            talk.end();
            for (var next = talk.next(); next.isPresent(); next = talk.next()) {
                pictures.add(next.get());
            }
        }
        return pictures;
    }

    /// The picture that comes when the face has moved; until then it holds still.
    private static Picture moved(FaceAnimator animator, AtomicInteger clock, Picture from)
            throws InterruptedException {
        var now = idle(animator, clock.incrementAndGet());
        while (grey(now) == grey(from)) {
            Thread.sleep(1);
            now = idle(animator, clock.incrementAndGet());
        }
        return now;
    }

    /// The negative of the face, at four fifths, wherever it is seen.
    @Test
    void idleAndSpokenPicturesGoThroughTheSameNetwork() throws Exception {
        var profile = SquareFace.profile(folder, new int[] {90, 90, 90, 90}, true);
        var negative = RestorationGraphs.times(folder, 512, -1);
        var network = FaceRestorer.open(negative, Device.processor());
        try (var animator = opened(profile, network, AnimationPlan.forFile()).animator()) {
            var before = idle(animator, 1);
            var spoken = spoken(animator, 2);
            var after = idle(animator, 9);
            assertEquals(0.2 * 90 + 0.8 * (255 - 90), before.bgr()[middle()] & 255, 4);
            for (int i = 0; i < before.bgr().length; i++) {
                assertEquals(before.bgr()[i] & 255, spoken.getFirst().bgr()[i] & 255, 3);
                assertEquals(spoken.getLast().bgr()[i] & 255, after.bgr()[i] & 255, 3);
            }
        }
    }

    /// All round the clip and back, again and again.
    @Test
    void eachFrameIsSharpenedOnce() throws Exception {
        int frames = 30;
        var profile = ramp(frames);
        var marking = new Marking();
        try (var animator = opened(profile, marking, AnimationPlan.forShow()).animator()) {
            var clock = new AtomicInteger();
            var last = idle(animator, 0);
            for (int i = 1; i < 4 * frames; i++) {
                last = moved(animator, clock, last);
                assertTrue(sharp(last), "picture " + i);
            }
            int trials = 4;
            assertTrue(marking.calls.get() <= trials + frames, marking.calls + " calls");
        }
        assertTrue(marking.closed);
    }

    /// Pictures go on; who waits for the network is the face, not the one who shows it.
    @Test
    void theFaceHoldsStillRatherThanBeSoft() throws Exception {
        var marking = new Marking();
        try (var animator = opened(ramp(30), marking, AnimationPlan.forShow()).animator()) {
            marking.gated = true;
            marking.leave.release();
            var first = idle(animator, 1);
            for (int i = 2; i < 50; i++) {
                var held = idle(animator, i);
                assertArrayEquals(first.bgr(), held.bgr(), "picture " + i);
                assertEquals(FaceAnimator.FRAME.multipliedBy(i), held.pts());
            }
            marking.leave.release(2); // the encoder makes the second frame as light as the first
            var next = moved(animator, new AtomicInteger(60), first);
            assertTrue(sharp(next));
            assertEquals(grey(first) + 8, grey(next), 3, "the frame after them");
            marking.gated = false;
            marking.leave.release();
        }
    }

    /// Not where it was before the talk, and not soft.
    @Test
    void afterATalkTheFaceGoesOnWhereTheTalkEnded() throws Exception {
        try (var animator = opened(ramp(40), new Marking(), AnimationPlan.forShow()).animator()) {
            var before = idle(animator, 1);
            var spoken = spoken(animator, 2);
            assertTrue(spoken.stream().allMatch(IdleSharpeningTest::sharp));
            var after = idle(animator, 8);
            assertTrue(sharp(after));
            assertEquals(grey(spoken.getLast()), grey(after), 8);
            assertTrue(grey(after) > grey(before) + 10, grey(before) + " to " + grey(after));
        }
    }

    /// Too slow for a live talk: neither is sharpened.
    @Test
    void aTalkThatDoesWithoutIsSoftThroughout() throws Exception {
        var slow =
                new Restoration() {
                    private final Marking marking = new Marking();

                    @Override
                    public Picture restored(Picture picture, List<Point> points) {
                        LockSupport.parkNanos(80_000_000);
                        return marking.restored(picture, points);
                    }

                    @Override
                    public void close() {
                        marking.close();
                    }
                };
        var opened = opened(ramp(30), slow, AnimationPlan.forShow());
        assertEquals(
                Optional.of("models.face.animate.restorationSlow"),
                opened.unsharpened().map(StudioException::key));
        try (var animator = opened.animator()) {
            for (int i = 1; i < 10; i++) {
                assertFalse(sharp(idle(animator, i)));
            }
            assertTrue(spoken(animator, 10).stream().noneMatch(IdleSharpeningTest::sharp));
            assertFalse(sharp(idle(animator, 20)));
        }
    }

    @Test
    void aPhotoIsSharpenedOnceAndLives() throws Exception {
        PictureFile.writePng(SquareFace.plain(90), folder.resolve(FaceProfile.PHOTO));
        var clip = ramp(1);
        var photo =
                new FaceProfile(
                        folder,
                        clip.width(),
                        clip.height(),
                        25,
                        clip.boxes(),
                        clip.points(),
                        true,
                        clip.rest(),
                        new FaceProfile.Loop(0, 1, false));
        assertTrue(photo.isPhoto());
        var marking = new Marking();
        try (var animator = opened(photo, marking, AnimationPlan.forShow()).animator()) {
            int trials = marking.calls.get();
            for (int i = 1; i < 60; i++) {
                int brightest = 0;
                for (byte b : idle(animator, i).bgr()) {
                    brightest = Math.max(brightest, b & 255);
                }
                assertTrue(brightest > 130, "the mark is " + brightest + " in picture " + i);
            }
            assertEquals(1, marking.calls.get() - trials);
        }
    }

    /// Told as a clip is that cannot be read; and tried again.
    @Test
    void aNetworkThatFailsIsTold() throws Exception {
        var marking = new Marking();
        try (var animator = opened(ramp(30), marking, AnimationPlan.forShow()).animator()) {
            marking.broken = true;
            var why = assertThrows(StudioException.class, () -> idle(animator, 1));
            assertEquals("models.face.animate.noRestoration", why.key());
            marking.broken = false;
            assertTrue(sharp(idle(animator, 2)));
        }
    }

    /// Room for two marks of one pixel; what was there is made again when it comes again.
    @Test
    void keepsNoMoreThanThereIsRoomFor() throws Exception {
        var profile = ramp(30);
        var marking = new Marking();
        try (var frames = new ClipFrames(profile)) {
            var rest = RestMouth.of(profile, frames);
            var mouth = new WarpMouth(profile, rest);
            try (var idle =
                    new IdleFrames(
                            profile,
                            frames,
                            () -> new Finishing(profile, rest, mouth),
                            Optional.of(marking),
                            6)) {
                for (int i = 0; i < 30; i++) {
                    assertTrue(sharp(idle.frame(i)));
                    assertTrue(idle.kept() <= 6 + 3, idle.kept() + " bytes");
                }
                idle.frame(29);
                assertEquals(30, marking.calls.get());
                assertTrue(sharp(idle.frame(0)));
                assertEquals(31, marking.calls.get());
            }
        }
    }
}
