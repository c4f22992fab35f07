package studio.likeness.models.face.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Assumptions;
import studio.likeness.models.face.find.FaceDetector;
import studio.likeness.models.face.find.FoundFace;
import studio.likeness.models.face.find.FoundFace.Point;
import studio.likeness.models.media.Mp4Writer;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.signal.Waveform;

/// Clips in which purple rectangles are faces, for tools that know it: what happens to a file on
/// its way is seen without any network.
final class Clips {
    static final int WIDTH = 320;
    static final int HEIGHT = 240;
    static final int FACE_WIDTH = 96;
    static final int FACE_HEIGHT = 128;

    private Clips() {}

    /// Left upper corners of the faces at a second of the clip.
    interface Faces {
        List<Point> at(double second);
    }

    /// One that moves slowly from left to right and nods, as people never stand quite still.
    static Faces walking() {
        return second -> List.of(new Point((float) (60 + 30 * second), 50));
    }

    static Picture picture(List<Point> faces, double second, int shade) {
        var bgr = new byte[WIDTH * HEIGHT * 3];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int i = (y * WIDTH + x) * 3;
                boolean face = false;
                for (var f : faces) {
                    face |=
                            x >= f.x()
                                    && x < f.x() + FACE_WIDTH
                                    && y >= f.y()
                                    && y < f.y() + FACE_HEIGHT;
                }
                bgr[i] = (byte) (face ? 220 : shade);
                bgr[i + 1] = (byte) (face ? 40 : shade);
                bgr[i + 2] = (byte) (face ? 220 : shade / 2);
            }
        }
        return new Picture(bgr, WIDTH, HEIGHT, Duration.ofNanos(Math.round(second * 1e9)));
    }

    /// By the studio's own writer, with a tone.
    static Path film(Path file, double seconds, int framesPerSecond, Faces faces) {
        try (var writer =
                Mp4Writer.create(
                        file,
                        new Mp4Writer.Format(WIDTH, HEIGHT, framesPerSecond, 48_000, Map.of()))) {
            for (int i = 0; i < seconds * framesPerSecond; i++) {
                double second = i / (double) framesPerSecond;
                writer.write(picture(faces.at(second), second, 90));
            }
            var tone = new float[(int) (seconds * 48_000)];
            for (int i = 0; i < tone.length; i++) {
                tone[i] = (float) (0.3 * Math.sin(i * 0.05));
            }
            writer.write(new AudioChunk(new Waveform(tone, 48_000), Duration.ZERO));
        }
        return file;
    }

    /// FFmpeg's own program, out of the studio's libraries.
    static Path ffmpeg(Path from, Path to, List<String> before, String... options)
            throws Exception {
        return run(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class), from, to, before, options);
    }

    /// The machine's, which has more encoders; where it is not installed, the test does not run.
    static Path recoded(Path from, Path to, String... options) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/ffmpeg")), "no ffmpeg");
        return run("/usr/bin/ffmpeg", from, to, List.of(), options);
    }

    private static Path run(
            String program, Path from, Path to, List<String> before, String... options)
            throws Exception {
        var command = new ArrayList<>(List.of(program, "-nostdin", "-v", "error", "-y"));
        command.addAll(before);
        command.addAll(List.of("-i", from.toString()));
        command.addAll(List.of(options));
        command.add(to.toString());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(command + "\n" + said);
        }
        return to;
    }

    /// Sees purple rectangles.
    static final class Purple implements FaceDetector {
        int looks;

        @Override
        public List<FoundFace> find(Picture picture) {
            looks++;
            var found = new ArrayList<FoundFace>();
            int from = -1;
            for (int x = 0; x <= picture.width(); x++) {
                boolean purple = x < picture.width() && column(picture, x)[0] >= 0;
                if (purple && from < 0) {
                    from = x;
                } else if (!purple && from >= 0) {
                    var rows = column(picture, (from + x) / 2);
                    if (x - from > 8 && rows[0] >= 0) {
                        found.add(new FoundFace(from, rows[0], x, rows[1], 0.9f, List.of()));
                    }
                    from = -1;
                }
            }
            return found;
        }

        /// First and last purple row, -1 for none.
        private static int[] column(Picture picture, int x) {
            int[] rows = {-1, -1};
            for (int y = 0; y < picture.height(); y++) {
                int i = (y * picture.width() + x) * 3;
                boolean purple =
                        (picture.bgr()[i] & 255) > 150
                                && (picture.bgr()[i + 1] & 255) < 110
                                && (picture.bgr()[i + 2] & 255) > 150;
                if (purple) {
                    rows[0] = rows[0] < 0 ? y : rows[0];
                    rows[1] = y + 1;
                }
            }
            return rows;
        }

        @Override
        public void close() {}
    }

    static FaceTools tools() {
        return FaceTools.of("purple", new Purple(), (_, face) -> EstimatedPoints.of(face), false);
    }

    /// Thinks that every head is turned that far.
    static FaceTools turned(double degrees) {
        double sin = Math.sin(Math.toRadians(degrees));
        double cos = Math.cos(Math.toRadians(degrees));
        return FaceTools.of(
                "turned",
                new Purple(),
                (_, face) -> {
                    var points = new ArrayList<Point>();
                    for (int i = 0; i < 68; i++) {
                        var p = EstimatedPoints.average(i);
                        points.add(
                                new Point(
                                        (float)
                                                ((face.left() + face.right()) / 2
                                                        + 40
                                                                * (cos * p.x()
                                                                        + sin
                                                                                * EstimatedPoints
                                                                                        .depth(i))),
                                        (face.top() + 50 + 40 * p.y())));
                    }
                    return points;
                },
                true);
    }
}
