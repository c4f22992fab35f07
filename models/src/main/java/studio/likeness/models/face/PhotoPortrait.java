package studio.likeness.models.face;

import java.awt.geom.Rectangle2D;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.signal.Picture;

/// A photo that breathes, sways, blinks and speaks. Everything is a warp of the photo; only what is
/// between the lips is painted.
final class PhotoPortrait implements Portrait {
    /// The slow motion of head and body is worked out on a grid of this many pixels.
    private static final int CELL = 8;

    private final Photo photo;
    private final PhotoSway sway;
    private final Optional<PhotoMouth> mouth;
    private final List<PhotoEye> eyes;
    private final Motion motion;

    PhotoPortrait(Picture picture) {
        photo = Photo.of(picture);
        var face = PhotoFace.in(picture, photo);
        sway = new PhotoSway(photo, face);
        mouth = face.map(f -> new PhotoMouth(photo, f));
        eyes =
                face.filter(PhotoFace::eyesSeen)
                        .map(f -> List.of(new PhotoEye(photo, f, -1), new PhotoEye(photo, f, 1)))
                        .orElse(List.of());
        motion = new Motion(photo.width() * 31L + photo.height());
    }

    Photo photo() {
        return photo;
    }

    @Override
    public int width() {
        return photo.width();
    }

    @Override
    public int height() {
        return photo.height();
    }

    @Override
    public Picture draw(MouthShape shape, Mood mood, Duration time) {
        return draw(shape, Bearing.steady(mood), time);
    }

    @Override
    public Picture draw(MouthShape shape, Bearing bearing, Duration time) {
        var pose = motion.at(bearing, shape, time);
        mouth.ifPresent(m -> m.form(shape));
        byte[] bgr = new byte[photo.width() * photo.height() * 3];
        int[][] grid = grid(pose);
        for (int y = 0; y < photo.height(); y++) {
            row(bgr, grid, y);
        }
        mouth.filter(m -> !m.closed())
                .ifPresent(m -> repaint(bgr, grid, m.area(), (x, y) -> m.at(x, y)));
        if (pose.lids() > 0) {
            for (var eye : eyes) {
                repaint(bgr, grid, eye.area(), (x, y) -> eye.at(x, y, pose.lids()));
            }
        }
        return new Picture(bgr, photo.width(), photo.height(), time);
    }

    /// Where each corner of the grid takes its colour from: x and y in 65536ths of a pixel.
    private int[][] grid(Pose pose) {
        int columns = photo.width() / CELL + 2;
        int rows = photo.height() / CELL + 2;
        int[] x = new int[columns * rows];
        int[] y = new int[columns * rows];
        double[] from = new double[2];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                sway.from(c * CELL, r * CELL, pose, from);
                x[r * columns + c] = (int) Math.round(from[0] * 65536);
                y[r * columns + c] = (int) Math.round(from[1] * 65536);
            }
        }
        return new int[][] {x, y, {columns}};
    }

    private void row(byte[] bgr, int[][] grid, int y) {
        int columns = grid[2][0];
        int width = photo.width();
        int at = y * width * 3;
        for (int x0 = 0; x0 < width; x0 += CELL) {
            int corner = y / CELL * columns + x0 / CELL;
            int u = edge(grid[0], corner, columns, y);
            int v = edge(grid[1], corner, columns, y);
            int du = (edge(grid[0], corner + 1, columns, y) - u) / CELL;
            int dv = (edge(grid[1], corner + 1, columns, y) - v) / CELL;
            for (int x = x0; x < Math.min(width, x0 + CELL); x++, at += 3) {
                put(bgr, at, photo.fixed(u >> 8, v >> 8));
                u += du;
                v += dv;
            }
        }
    }

    private static int edge(int[] grid, int corner, int columns, int y) {
        int above = grid[corner];
        return above + (grid[corner + columns] - above) / CELL * (y % CELL);
    }

    private interface Paint {
        int at(double x, double y);
    }

    private void repaint(byte[] bgr, int[][] grid, Rectangle2D area, Paint paint) {
        int columns = grid[2][0];
        int margin = sway.farthest();
        int x0 = Math.max(0, (int) area.getMinX() - margin);
        int x1 = Math.min(photo.width(), (int) area.getMaxX() + margin);
        int y0 = Math.max(0, (int) area.getMinY() - margin);
        int y1 = Math.min(photo.height(), (int) area.getMaxY() + margin);
        for (int y = y0; y < y1; y++) {
            for (int x = x0; x < x1; x++) {
                int corner = y / CELL * columns + x / CELL;
                int u = edge(grid[0], corner, columns, y);
                int v = edge(grid[1], corner, columns, y);
                u += (edge(grid[0], corner + 1, columns, y) - u) / CELL * (x % CELL);
                v += (edge(grid[1], corner + 1, columns, y) - v) / CELL * (x % CELL);
                double px = u / 65536.0;
                double py = v / 65536.0;
                if (area.contains(px, py)) {
                    put(bgr, (y * photo.width() + x) * 3, paint.at(px, py));
                }
            }
        }
    }

    private static void put(byte[] bgr, int at, int rgb) {
        bgr[at] = (byte) rgb;
        bgr[at + 1] = (byte) (rgb >> 8);
        bgr[at + 2] = (byte) (rgb >> 16);
    }
}
