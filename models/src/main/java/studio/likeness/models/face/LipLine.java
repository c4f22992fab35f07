package studio.likeness.models.face;

/// The line between the lips of a face in a photo, in pixels along the face's own axes.
///
/// @param x of the mouth's middle in the photo
/// @param y of it
/// @param half from the middle to a corner
/// @param slope of the line against the face's axis
/// @param curve its bend: the line is `slope * u + curve * u * u` downwards at `u` of `half`
/// @param parted the mouth of the photo is wide open already
public record LipLine(double x, double y, double half, double slope, double curve, boolean parted) {
    /// The search looks at a patch below the eyes, this many samples to the side of the face's box.
    private static final int FINE = 100;

    private static final int WIDE = 34;
    private static final int TOP = 26;
    private static final int ROWS = 46;

    /// Where the lips meet it is darker than above and below, and the lips are redder than the skin
    /// around them. Where neither shows, the place that faces have it in.
    public static LipLine find(Photo photo, double eyesX, double eyesY, double size, double roll) {
        double[][] light = new double[ROWS][2 * WIDE + 1];
        double[][] score = score(photo, eyesX, eyesY, size, roll, light);
        int bestRow = 44 - TOP;
        int bestColumn = WIDE;
        double best = 0;
        for (int row = 8; row < ROWS - 8; row++) {
            for (int column = WIDE - 14; column <= WIDE + 14; column++) {
                double sum = 0;
                for (int k = -12; k <= 12; k++) {
                    double s = 0;
                    for (int r = row - 1; r <= row + 1; r++) {
                        s = Math.max(s, score[r][column + k]);
                    }
                    sum += Math.min(s, 2.5);
                }
                double down = (row + TOP - 43) / 6.5;
                double aside = (column - WIDE) / 8.0;
                sum *= Math.exp(-0.5 * (down * down + aside * aside));
                if (sum > best) {
                    best = sum;
                    bestRow = row;
                    bestColumn = column;
                }
            }
        }
        return fit(score, light, bestRow, bestColumn, eyesX, eyesY, size, roll);
    }

    private static double[][] score(
            Photo photo, double eyesX, double eyesY, double size, double roll, double[][] light) {
        double[][] red = new double[ROWS][2 * WIDE + 1];
        double sum = 0;
        double squares = 0;
        double step = size / FINE;
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column <= 2 * WIDE; column++) {
                for (int i = 0; i < 4; i++) {
                    double u = (column - WIDE + (i & 1) * 0.5) * step;
                    double v = (row + TOP + (i >> 1) * 0.5) * step;
                    int rgb =
                            photo.at(
                                    eyesX + u * Math.cos(roll) - v * Math.sin(roll),
                                    eyesY + u * Math.sin(roll) + v * Math.cos(roll));
                    light[row][column] += Photo.brightness(rgb) / 4;
                    red[row][column] += (((rgb >> 16) & 255) - ((rgb >> 8) & 255)) / 4.0;
                }
                sum += light[row][column];
                squares += light[row][column] * light[row][column];
            }
        }
        int n = ROWS * (2 * WIDE + 1);
        double spread = Math.max(6, Math.sqrt(Math.max(0, squares / n - sum / n * (sum / n))));
        double[][] score = new double[ROWS][2 * WIDE + 1];
        for (int row = 0; row < ROWS; row++) {
            int above = Math.max(0, row - 4);
            int below = Math.min(ROWS - 1, row + 4);
            int farAbove = Math.max(0, row - 10);
            int farBelow = Math.min(ROWS - 1, row + 10);
            for (int c = 0; c <= 2 * WIDE; c++) {
                double dark = Math.min(light[above][c], light[below][c]) - light[row][c];
                double redder = red[row][c] - Math.max(red[farAbove][c], red[farBelow][c]);
                score[row][c] =
                        2 * Math.max(0, dark) / spread + Math.clamp(redder / 20, 0, 1) * 0.8;
            }
        }
        return score;
    }

    /// A parabola through the darkest place of each column.
    private static LipLine fit(
            double[][] score,
            double[][] light,
            int row,
            int column,
            double eyesX,
            double eyesY,
            double size,
            double roll) {
        int reach = 14;
        double[][] m = new double[3][4];
        double[] strength = new double[2 * reach + 1];
        for (int k = -reach; k <= reach; k++) {
            double u = k / (double) reach;
            double peak = 0;
            double place = row;
            int slack = 2 + Math.abs(k) / 4;
            for (int r = row - slack; r <= row + slack; r++) {
                double s = score[r][column + k] * (1 - 0.06 * Math.abs(r - row));
                if (s > peak) {
                    peak = s;
                    place = r;
                }
            }
            strength[k + reach] = peak;
            double weight = Math.min(peak, 2) + 0.05;
            double[] terms = {1, u, u * u};
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    m[i][j] += weight * terms[i] * terms[j];
                }
                m[i][3] += weight * terms[i] * (place - row);
            }
            // Held towards a level line.
            m[1][1] += 0.6 * u * u;
            m[2][2] += 0.25 * u * u;
        }
        double[] p = solve(m);
        int left = end(strength, reach, -1);
        int right = end(strength, reach, 1);
        double aside = Math.clamp((right - left) / 2.0, -3, 3);
        double t = aside / reach;
        double half = Math.clamp((left + right) / 2.0 + 0.5, 11, 15.5);
        double v = (row + TOP + p[0] + (p[1] + p[2] * t) * t) * size / FINE;
        double u = (column - WIDE + aside) * size / FINE;
        return new LipLine(
                eyesX + u * Math.cos(roll) - v * Math.sin(roll),
                eyesY + u * Math.sin(roll) + v * Math.cos(roll),
                half * size / FINE,
                Math.clamp((p[1] + 2 * p[2] * t) / reach, -0.1, 0.1),
                Math.clamp(p[2] * half / reach / reach, -0.3, 0.2),
                parted(light, row, column));
    }

    /// How many samples from the middle the line fades.
    private static int end(double[] strength, int reach, int side) {
        double middle = 0;
        for (int k = -4; k <= 4; k++) {
            middle += strength[reach + k] / 9;
        }
        int k = 6;
        while (k < reach && strength[reach + side * (k + 1)] > 0.34 * middle) {
            k++;
        }
        return k;
    }

    /// Whether what is darker than the skin is higher there than closed lips are.
    private static boolean parted(double[][] light, int row, int column) {
        double skin = 0;
        for (int side = -1; side <= 1; side += 2) {
            for (int r = 4; r < ROWS; r += 4) {
                skin = Math.max(skin, light[r][WIDE + side * 20]);
            }
        }
        int below = dark(light, row, column, 1, 0.74 * skin);
        int above = dark(light, row, column, -1, 0.74 * skin);
        // A moustache is dark above only.
        return below > 8 && above + below > 16;
    }

    private static int dark(double[][] light, int row, int column, int step, double below) {
        int r = row;
        while (r >= 0 && r < ROWS && light[r][column] < below) {
            r += step;
        }
        return Math.abs(r - row);
    }

    /// Gauss's elimination of a regular 3 by 3 system.
    private static double[] solve(double[][] m) {
        for (int i = 0; i < 3; i++) {
            for (int r = i + 1; r < 3; r++) {
                double f = m[r][i] / m[i][i];
                for (int c = i; c < 4; c++) {
                    m[r][c] -= f * m[i][c];
                }
            }
        }
        double[] x = new double[3];
        for (int i = 2; i >= 0; i--) {
            double rest = m[i][3];
            for (int c = i + 1; c < 3; c++) {
                rest -= m[i][c] * x[c];
            }
            x[i] = rest / m[i][i];
        }
        return x;
    }
}
