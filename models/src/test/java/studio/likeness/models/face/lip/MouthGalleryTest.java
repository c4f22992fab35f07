package studio.likeness.models.face.lip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.lip.MouthGallery.Mouth;

class MouthGalleryTest {
    private static final int SIDE = 64;

    private static MouthView view() {
        var marks = new ArrayList<Point>();
        for (int i = 0; i < MouthView.STEADY.length; i++) {
            int row = i / 7;
            marks.add(new Point(i % 7 * 8, row * 10));
        }
        return new MouthView(SIDE, marks, new Point(SIDE / 2f, SIDE / 3f));
    }

    /// Red lips around a dark mouth that is open so far, in pixels.
    private static Mouth mouth(double open) {
        var picture = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            int row = Math.floorDiv(i, SIDE);
            double x = (i % SIDE + 0.5 - 32) / 16;
            double y = row + 0.5 - 36;
            boolean inside = Math.hypot(x, y / (open + 0.01)) < 1;
            boolean lips = Math.hypot(x * 0.85, y / (open + 4)) < 1;
            for (int colour = 0; colour < 3; colour++) {
                int skin = 150 + 30 * colour;
                int value = inside ? 20 : lips ? 60 + 50 * colour : skin;
                picture[colour * SIDE * SIDE + i] = (byte) value;
            }
        }
        var lips = new float[MouthShapes.LIPS];
        for (int i = 0; i < 20; i++) {
            boolean inner = i >= 12;
            double turn = inner ? Math.PI * (1 + (i - 12) / 4.0) : Math.PI * (1 + i / 6.0);
            lips[2 * i] = (float) (32 + (inner ? 16 : 19) * Math.cos(turn));
            lips[2 * i + 1] = (float) (36 + (inner ? open : open + 4) * Math.sin(turn));
        }
        var nose = new float[] {24, 20, 28, 21, 32, 22, 36, 21, 40, 20};
        return new Mouth(picture, lips, nose, new float[MouthView.TURNING]);
    }

    private static float[] face(Mouth mouth) {
        var face = new float[mouth.picture().length];
        for (int i = 0; i < face.length; i++) {
            face[i] = (mouth.picture()[i] & 0xff) / 255f;
        }
        return face;
    }

    private static float[] painted(MouthGallery gallery, Mouth wanted) {
        var into = new float[3 * SIDE * SIDE];
        gallery.paint(wanted, face(wanted), 0, _ -> false, into);
        return into;
    }

    private static double apart(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]) / a.length;
        }
        return sum;
    }

    /// Dark rows in the middle column.
    private static int dark(float[] picture) {
        int rows = 0;
        for (int y = 0; y < SIDE; y++) {
            rows += picture[2 * SIDE * SIDE + y * SIDE + 32] < 0.3 ? 1 : 0;
        }
        return rows;
    }

    @Test
    void givesBackAMouthThatIsWantedAsItIs() {
        var mouth = mouth(6);
        var given = painted(new MouthGallery(view(), List.of(mouth)), mouth);

        assertTrue(apart(face(mouth), given) < 0.002, "off by " + apart(face(mouth), given));
    }

    /// Neither of the two is open so far; what is painted has one opening, not two half ones.
    @Test
    void bendsTheNearestToTheOpeningThatIsWanted() {
        var gallery = new MouthGallery(view(), List.of(mouth(3), mouth(10)));

        var given = painted(gallery, mouth(6));

        assertEquals(dark(face(mouth(6))), dark(given), 2);
        assertTrue(apart(face(mouth(6)), given) < 0.02, "off by " + apart(face(mouth(6)), given));
    }

    /// Also where the nearest ones change: no step is much larger than its neighbours.
    @Test
    void opensWithoutAJump() {
        var mouths = new ArrayList<Mouth>();
        for (int i = 0; i <= 12; i++) {
            mouths.add(mouth(i));
        }
        var gallery = new MouthGallery(view(), mouths);
        var before = painted(gallery, mouth(2));
        double most = 0;
        double all = 0;
        for (int i = 1; i <= 80; i++) {
            var now = painted(gallery, mouth(2 + 0.1 * i));
            double step = apart(now, before);
            most = Math.max(most, step);
            all += step / 80;
            before = now;
        }
        assertTrue(most < 4 * all, "a step of " + most + " among " + all);
    }

    @Test
    void takesOverTheToneOfTheFace() {
        var gallery = new MouthGallery(view(), List.of(mouth(6)));
        var darker = face(mouth(6));
        for (int i = 0; i < darker.length; i++) {
            darker[i] -= 0.2f;
        }
        var into = new float[darker.length];

        gallery.paint(mouth(6), darker, 0, _ -> false, into);

        assertTrue(apart(darker, into) < 0.005, "off by " + apart(darker, into));
    }
}
