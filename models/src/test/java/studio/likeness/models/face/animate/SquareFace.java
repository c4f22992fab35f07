package studio.likeness.models.face.animate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.media.Mp4Writer;
import studio.likeness.models.signal.Picture;

/// A small made-up profile: a face whose landmarks lie where a frontal face has them.
final class SquareFace {
    static final int SIDE = 96;
    static final FaceBox BOX = new FaceBox(16, 12, 80, 84);

    private SquareFace() {}

    /// @param grey of each frame
    static FaceProfile profile(Path folder, int[] grey, boolean rests) {
        var format = new Mp4Writer.Format(SIDE, SIDE, 25, 48_000, Map.of());
        try (var writer = Mp4Writer.create(folder.resolve(FaceProfile.CLIP), format)) {
            for (int i = 0; i < grey.length; i++) {
                writer.write(plain(grey[i]).at(Duration.ofMillis(40L * i)));
            }
        }
        return new FaceProfile(
                folder,
                SIDE,
                SIDE,
                25,
                Collections.nCopies(grey.length, BOX),
                Collections.nCopies(grey.length, points()),
                true,
                Collections.nCopies(grey.length, rests),
                new FaceProfile.Loop(0, grey.length, true));
    }

    static Picture plain(int grey) {
        var bgr = new byte[SIDE * SIDE * 3];
        Arrays.fill(bgr, (byte) grey);
        return new Picture(bgr, SIDE, SIDE, Duration.ZERO);
    }

    /// 68 points of a face 60 wide and 70 high around the middle.
    static List<Point> points() {
        var all = new ArrayList<Point>();
        for (int i = 0; i <= 16; i++) { // jaw: half an ellipse
            double a = Math.PI * (1 - i / 16.0);
            all.add(at(48 + 30 * Math.cos(a), 44 + 38 * Math.sin(a)));
        }
        for (int i = 0; i < 10; i++) { // brows
            all.add(at(i < 5 ? 24 + 4 * i : 56 + 4 * (i - 5), 28));
        }
        for (int i = 0; i < 4; i++) { // nose
            all.add(at(48, 34 + 6 * i));
        }
        for (int i = 0; i < 5; i++) {
            all.add(at(42 + 3 * i, 56));
        }
        for (int eye = 0; eye < 2; eye++) {
            double x = eye == 0 ? 34 : 62;
            double[][] ring = {{-6, 0}, {-3, -2}, {3, -2}, {6, 0}, {3, 2}, {-3, 2}};
            for (var p : ring) {
                all.add(at(x + p[0], 36 + p[1]));
            }
        }
        for (int i = 0; i < 12; i++) { // outer lips
            double a = Math.PI - 2 * Math.PI * i / 12;
            all.add(at(48 + 12 * Math.cos(a), 66 - 4 * Math.sin(a)));
        }
        for (int i = 0; i < 8; i++) { // inner lips, closed
            double a = Math.PI - 2 * Math.PI * i / 8;
            all.add(at(48 + 9 * Math.cos(a), 66 - 0.3 * Math.sin(a)));
        }
        return all;
    }

    private static Point at(double x, double y) {
        return new Point((float) x, (float) y);
    }
}
