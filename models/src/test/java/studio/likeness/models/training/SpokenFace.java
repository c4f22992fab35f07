package studio.likeness.models.training;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import studio.likeness.models.face.find.FaceBox;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.media.Mp4Writer;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;

/// A drawn face whose mouth is the wider open the louder a buzzing sound is.
final class SpokenFace {
    static final int SIZE = 160;
    static final int FPS = 25;
    private static final int RATE = 48_000;

    private final double[] opening;

    SpokenFace(double seconds, long seed) {
        opening = new double[(int) (seconds * FPS)];
        var random = new Random(seed);
        var turns = new double[opening.length / 4 + 2];
        Arrays.setAll(turns, _ -> random.nextDouble());
        for (int i = 0; i < opening.length; i++) {
            double share = (1 - Math.cos(Math.PI * (i % 4 / 4.0))) / 2;
            opening[i] = turns[i / 4] * (1 - share) + turns[i / 4 + 1] * share;
        }
    }

    /// In each frame, 0 to 1.
    double[] opening() {
        return opening;
    }

    FaceProfile write(Path folder) {
        var format = new Mp4Writer.Format(SIZE, SIZE, FPS, RATE, Map.of());
        try (var film = Mp4Writer.create(folder.resolve(FaceProfile.CLIP), format)) {
            for (int i = 0; i < opening.length; i++) {
                var at = Duration.ofMillis(1000L * i / FPS);
                film.write(new AudioChunk(sound(i), at));
                film.write(frame(i, at));
            }
        }
        var boxes = new ArrayList<FaceBox>();
        var points = new ArrayList<List<Point>>();
        var rest = new ArrayList<Boolean>();
        for (int i = 0; i < opening.length; i++) {
            boxes.add(new FaceBox(30, 20, 130, 150));
            points.add(points(i));
            rest.add(opening[i] < 0.1);
        }
        return new FaceProfile(
                folder,
                SIZE,
                SIZE,
                FPS,
                boxes,
                points,
                true,
                rest,
                new FaceProfile.Loop(0, opening.length, true));
    }

    private Waveform sound(int frame) {
        int count = RATE / FPS;
        var samples = new float[count];
        for (int i = 0; i < count; i++) {
            double position = frame + (double) i / count - 0.5;
            int before = Math.clamp((int) Math.floor(position), 0, opening.length - 1);
            int after = Math.min(before + 1, opening.length - 1);
            double share = Math.clamp(position - before, 0, 1);
            double open = opening[before] * (1 - share) + opening[after] * share;
            double phase = ((frame * (long) count + i) * 150.0 / RATE) % 1;
            samples[i] = (float) ((2 * phase - 1) * 0.4 * Math.pow(10, 1.5 * (open - 1)));
        }
        return new Waveform(samples, RATE);
    }

    private Picture frame(int frame, Duration at) {
        var bgr = new byte[SIZE * SIZE * 3];
        double half = 1 + 10 * opening[frame];
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                int to = (y * SIZE + x) * 3;
                boolean eye = Math.hypot(x - 60, y - 60) < 6 || Math.hypot(x - 100, y - 60) < 6;
                boolean mouth = Math.hypot((x - 80) / 18.0, (y - 110) / half) < 1;
                boolean lips = Math.hypot((x - 80) / 22.0, (y - 110) / (half + 4)) < 1;
                bgr[to] = (byte) (eye || mouth ? 20 : lips ? 80 : 150);
                bgr[to + 1] = (byte) (eye || mouth ? 20 : lips ? 70 : 170 + x / 16);
                bgr[to + 2] = (byte) (eye || mouth ? 30 : lips ? 180 : 210);
            }
        }
        return new Picture(bgr, SIZE, SIZE, at);
    }

    /// How many dark rows the mouth of a frame has in its middle.
    static double dark(Picture frame) {
        double sum = 0;
        for (int y = 90; y < 130; y++) {
            for (int x = 76; x < 84; x++) {
                int red = frame.bgr()[(y * SIZE + x) * 3 + 2] & 0xff;
                sum += Math.clamp((170 - red) / 140.0, 0, 1) / 8;
            }
        }
        return sum;
    }

    private List<Point> points(int frame) {
        var all = new Point[68];
        for (int i = 0; i <= 16; i++) {
            double turn = Math.PI * i / 16;
            all[i] = point(80 - 50 * Math.cos(turn), 80 + 65 * Math.sin(turn));
        }
        for (int i = 17; i < 27; i++) {
            all[i] = point(50 + 6 * (i - 17) + (i > 21 ? 6 : 0), 48);
        }
        for (int i = 27; i < 31; i++) {
            all[i] = point(80, 60 + 8 * (i - 27));
        }
        for (int i = 31; i < 36; i++) {
            all[i] = point(72 + 4 * (i - 31), 90);
        }
        for (int i = 0; i < 6; i++) {
            double turn = Math.PI * (1 + i / 3.0);
            all[36 + i] = point(60 + 8 * Math.cos(turn), 60 + 4 * Math.sin(turn));
            all[42 + i] = point(100 + 8 * Math.cos(turn), 60 + 4 * Math.sin(turn));
        }
        double half = 1 + 10 * opening[frame];
        for (int i = 0; i < 12; i++) {
            double turn = Math.PI * (1 + i / 6.0);
            all[48 + i] = point(80 + 22 * Math.cos(turn), 110 + (half + 4) * Math.sin(turn));
        }
        for (int i = 0; i < 8; i++) {
            double turn = Math.PI * (1 + i / 4.0);
            all[60 + i] = point(80 + 18 * Math.cos(turn), 110 + half * Math.sin(turn));
        }
        return List.of(all);
    }

    private static Point point(double x, double y) {
        return new Point((float) x, (float) y);
    }
}
