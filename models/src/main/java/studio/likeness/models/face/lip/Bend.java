package studio.likeness.models.face.lip;

import java.util.List;
import studio.likeness.models.face.lip.MouthGallery.Mouth;

/// Bends pictures of mouths until lips and nose lie where they are wanted, and the picture's edge
/// stays: thin-plate splines (Bookstein 1989), looked up on a coarse grid.
final class Bend {
    /// Pixels between places of the grid.
    private static final int GRID = 4;

    /// How little landmarks need be met, so that a trembling one does not crumple the picture.
    private static final double STIFF = 10;

    private static final int PLANE = 3;
    private static final double[] ALONG = {0, 1 / 3.0, 2 / 3.0, 1};

    private final int side;
    private final int across;

    /// Where each place of the grid comes from, less where it is: `[picture][2][across * across]`.
    private final float[][][] moved;

    /// @param wanted where lips and nose are to lie
    /// @param from where they lie
    Bend(int side, Mouth wanted, List<Mouth> from) {
        this.side = side;
        across = Math.ceilDiv(side, GRID) + 1;
        var places = places(wanted);
        var weights = solved(places, from);
        moved = new float[from.size()][2][across * across];
        var knots = places.length;
        var near = new double[knots + PLANE];
        for (int cell = 0; cell < across * across; cell++) {
            int row = cell / across;
            int column = cell % across;
            double x = (double) column * GRID;
            double y = (double) row * GRID;
            for (int k = 0; k < knots; k++) {
                near[k] = kernel(x - places[k][0], y - places[k][1]);
            }
            near[knots] = 1;
            near[knots + 1] = x;
            near[knots + 2] = y;
            for (int i = 0; i < 2 * from.size(); i++) {
                double sum = 0;
                for (int k = 0; k < near.length; k++) {
                    sum += near[k] * weights[k][i];
                }
                moved[i / 2][i % 2][cell] = (float) sum;
            }
        }
    }

    private double[][] places(Mouth mouth) {
        var edge = edge();
        int marks = (mouth.lips().length + mouth.nose().length) / 2;
        var places = new double[marks + edge.length][];
        for (int i = 0; i < marks; i++) {
            var points = 2 * i < mouth.lips().length ? mouth.lips() : mouth.nose();
            int at = 2 * i < mouth.lips().length ? 2 * i : 2 * i - mouth.lips().length;
            places[i] = new double[] {points[at], points[at + 1]};
        }
        System.arraycopy(edge, 0, places, marks, edge.length);
        return places;
    }

    /// Twelve places around the picture.
    private double[][] edge() {
        var edge = new double[12][];
        int at = 0;
        for (double x : ALONG) {
            for (double y : ALONG) {
                if (x == 0 || y == 0 || x == 1 || y == 1) {
                    edge[at++] = new double[] {x * side, y * side};
                }
            }
        }
        return edge;
    }

    private static double kernel(double dx, double dy) {
        double square = dx * dx + dy * dy;
        return square == 0 ? 0 : 0.5 * square * Math.log(square);
    }

    /// `[knots + 3][2 * pictures]`.
    private double[][] solved(double[][] places, List<Mouth> from) {
        int knots = places.length;
        int size = knots + PLANE;
        var rows = new double[size][size + 2 * from.size()];
        for (int i = 0; i < knots; i++) {
            for (int k = 0; k < knots; k++) {
                rows[i][k] = kernel(places[i][0] - places[k][0], places[i][1] - places[k][1]);
            }
            rows[i][i] += STIFF;
            double[] plane = {1, places[i][0], places[i][1]};
            for (int k = 0; k < PLANE; k++) {
                rows[i][knots + k] = plane[k];
                rows[knots + k][i] = plane[k];
            }
        }
        for (int picture = 0; picture < from.size(); picture++) {
            var sources = places(from.get(picture));
            for (int i = 0; i < knots; i++) {
                rows[i][size + 2 * picture] = sources[i][0] - places[i][0];
                rows[i][size + 2 * picture + 1] = sources[i][1] - places[i][1];
            }
        }
        eliminate(rows, size);
        var weights = new double[size][2 * from.size()];
        for (int i = 0; i < size; i++) {
            System.arraycopy(rows[i], size, weights[i], 0, weights[i].length);
        }
        return weights;
    }

    /// Gauss's, in place: what stands right of the square becomes the solution.
    static void eliminate(double[][] rows, int size) {
        for (int column = 0; column < size; column++) {
            int pivot = column;
            for (int row = column + 1; row < size; row++) {
                if (Math.abs(rows[row][column]) > Math.abs(rows[pivot][column])) {
                    pivot = row;
                }
            }
            var line = rows[pivot];
            rows[pivot] = rows[column];
            rows[column] = line;
            double by = 1 / line[column];
            for (int k = column; k < line.length; k++) {
                line[k] *= by;
            }
            for (int row = 0; row < size; row++) {
                double factor = row == column ? 0 : rows[row][column];
                for (int k = column; factor != 0 && k < line.length; k++) {
                    rows[row][k] -= factor * line[k];
                }
            }
        }
    }

    /// @param picture bytes of the so-many-th mouth
    /// @param into in 0 to 1
    void bent(int number, byte[] picture, float[] into) {
        int area = side * side;
        for (int i = 0; i < area; i++) {
            int column = i % side;
            int row = i / side;
            float x = column + between(moved[number][0], column + 0.5f, row + 0.5f);
            float y = row + between(moved[number][1], column + 0.5f, row + 0.5f);
            float cx = Math.clamp(x, 0, side - 1.001f);
            float cy = Math.clamp(y, 0, side - 1.001f);
            int left = (int) cx;
            int top = (int) cy;
            int at = top * side + left;
            float fx = cx - left;
            float fy = cy - top;
            for (int from = at; from < picture.length; from += area) {
                float upper = mixed(picture[from], picture[from + 1], fx);
                float lower = mixed(picture[from + side], picture[from + side + 1], fx);
                into[from - at + i] = (upper + (lower - upper) * fy) / 255;
            }
        }
    }

    private static float mixed(byte a, byte b, float share) {
        return (a & 0xff) + ((b & 0xff) - (a & 0xff)) * share;
    }

    private float between(float[] grid, float x, float y) {
        int column = (int) (x / GRID);
        int row = (int) (y / GRID);
        float fx = x / GRID - column;
        float fy = y / GRID - row;
        int at = row * across + column;
        float upper = grid[at] + (grid[at + 1] - grid[at]) * fx;
        float lower = grid[at + across] + (grid[at + across + 1] - grid[at + across]) * fx;
        return upper + (lower - upper) * fy;
    }
}
