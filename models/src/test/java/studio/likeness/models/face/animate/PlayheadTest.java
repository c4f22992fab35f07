package studio.likeness.models.face.animate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.face.profile.FaceProfile.Loop;

class PlayheadTest {
    private static FaceProfile profile(int frames, Loop loop, int restFrom, int restTo) {
        var rest = new ArrayList<Boolean>();
        for (int i = 0; i < frames; i++) {
            rest.add(i >= restFrom && i < restTo);
        }
        return new FaceProfile(
                Path.of("none"),
                64,
                64,
                25,
                Collections.nCopies(frames, new FaceBox(0, 0, 64, 64)),
                Collections.nCopies(frames, List.of()),
                true,
                rest,
                loop);
    }

    @Test
    void speaksAlongTheLoop() {
        for (var loop : List.of(new Loop(3, 20, true), new Loop(3, 20, false))) {
            var head = new Playhead(profile(40, loop, 0, 0));
            for (int shown = 0; shown < 100; shown++) {
                assertEquals(loop.frame(shown), head.speak());
            }
        }
    }

    @Test
    void restsWhereTheMouthDoesAndNeverJumps() {
        var loop = new Loop(0, 200, true);
        var head = new Playhead(profile(200, loop, 120, 160));
        int before = head.rest();
        for (int i = 0; i < 1_000; i++) {
            int now = i % 250 < 100 ? head.speak() : head.rest();
            assertTrue(Math.abs(now - before) <= 1, before + " to " + now);
            before = now;
        }
        for (int i = 0; i < 300; i++) {
            before = head.rest();
        }
        assertTrue(before >= 120 && before < 160, "rests at " + before);
    }

    @Test
    void aPhotoStaysWhereItIs() {
        var head = new Playhead(profile(1, new Loop(0, 1, false), 0, 1));

        assertEquals(0, head.speak());
        assertEquals(0, head.rest());
        assertEquals(0, head.speak());
    }
}
