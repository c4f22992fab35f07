package studio.likeness.models.face.animate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.face.Portrait.Mood;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.media.PictureFile;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;

class IdleTest {
    @TempDir Path folder;

    private static FaceAnimator opened(FaceProfile profile) throws InterruptedException {
        return Engines.simple().open(profile, Optional.empty(), AnimationPlan.forShow()).animator();
    }

    private static Picture idle(FaceAnimator animator, int picture) {
        return animator.idle(Mood.LISTENING, FaceAnimator.FRAME.multipliedBy(picture));
    }

    private static int grey(Picture picture) {
        return picture.bgr()[0] & 255;
    }

    /// A clip that grows lighter, frame by frame.
    private FaceProfile ramp() {
        var greys = new int[40];
        Arrays.setAll(greys, i -> 40 + 4 * i);
        return SquareFace.profile(folder, greys, true);
    }

    @Test
    void aClipPlaysOnBetweenTalksOnceForEachMoment() throws Exception {
        try (var animator = opened(ramp())) {
            int first = grey(idle(animator, 1));
            int before = first;
            for (int i = 2; i < 30; i++) {
                int now = grey(idle(animator, i));
                assertTrue(now >= before, "picture " + i + ": " + before + " to " + now);
                assertEquals(now, grey(idle(animator, i)), "asked again at the same moment");
                before = now;
            }
            assertEquals(4 * 28, before - first, 8);
        }
    }

    /// The face that thinks waits for the talk, which begins where it waits.
    @Test
    void aTalkBeginsWhereTheFaceWaits() throws Exception {
        try (var animator = opened(ramp())) {
            for (int i = 1; i < 10; i++) {
                idle(animator, i);
            }
            int waiting = grey(idle(animator, 10));
            try (var talk = animator.begin(Duration.ofMillis(400))) {
                assertEquals(waiting, grey(idle(animator, 11)));
                talk.hear(
                        new AudioChunk(new Waveform(new float[3_200], 16_000), Duration.ZERO),
                        List.of());
                talk.end();
                var pictures = new ArrayList<Integer>();
                for (var next = talk.next(); next.isPresent(); next = talk.next()) {
                    pictures.add(grey(next.get()));
                }
                assertEquals(5, pictures.size());
                assertEquals(waiting, pictures.getFirst(), 7);
                assertEquals(waiting + 20, pictures.getLast(), 7);
            }
        }
    }

    @Test
    void aPhotoLives() throws Exception {
        var bgr = new byte[SquareFace.SIDE * SquareFace.SIDE * 3];
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = (byte) (i / 3 * 5 % 251);
        }
        var still = new Picture(bgr, SquareFace.SIDE, SquareFace.SIDE, Duration.ZERO);
        PictureFile.writePng(still, folder.resolve(FaceProfile.PHOTO));
        var profile =
                new FaceProfile(
                        folder,
                        SquareFace.SIDE,
                        SquareFace.SIDE,
                        25,
                        List.of(SquareFace.BOX),
                        List.of(SquareFace.points()),
                        true,
                        List.of(true),
                        new FaceProfile.Loop(0, 1, false));
        try (var animator = opened(profile)) {
            var first = idle(animator, 1);
            assertArrayEquals(first.bgr(), idle(animator, 1).bgr());
            assertFalse(Arrays.equals(first.bgr(), idle(animator, 40).bgr()), "it breathes");
            try (var talk = animator.begin(Duration.ZERO)) {
                var loud = new float[16_000];
                for (int i = 0; i < loud.length; i++) {
                    loud[i] = (float) (0.5 * Math.sin(2 * Math.PI * 150 * i / 16_000.0));
                }
                talk.hear(new AudioChunk(new Waveform(loud, 16_000), Duration.ZERO), List.of());
                talk.end();
                int pictures = 0;
                for (var next = talk.next(); next.isPresent(); next = talk.next()) {
                    assertEquals(SquareFace.SIDE, next.get().width());
                    pictures++;
                }
                assertEquals(25, pictures);
            }
        }
    }
}
