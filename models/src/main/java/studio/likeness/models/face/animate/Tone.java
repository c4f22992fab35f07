package studio.likeness.models.face.animate;

/// What is added to a patch so that it has the light of the frame around it: for each colour a
/// plane over the patch. Found where the patch fades into the frame, because there both show the
/// same skin.
///
/// @param planes for blue, green and red: in the patch's middle, and how much more at its right and
///     its lower border; in grey levels
record Tone(double[][] planes) {
    /// Opaque, times the whole share.
    static final int WHOLE = 255 * 256;

    static final int HALF = WHOLE / 2;

    /// As it is.
    static final Tone NONE = new Tone(new double[3][3]);

    /// Above it the patch itself decides, not the frame.
    private static final int MOST_OPAQUE = 170;

    private static final int LEAST_OPAQUE = 12;

    /// About so many places are looked at.
    private static final int PLACES = 800;

    private static final double MOST = 40;
    private static final double STEEPEST = 24;

    /// Holds the slopes down where few places tell, in units of places.
    private static final double STIFFNESS = 0.04;

    /// @param frame blue first
    static Tone between(Layer patch, Placement at, byte[] frame, int frameWidth, int frameHeight) {
        int step = Math.max(1, (int) Math.sqrt(patch.width() * patch.height() / 8.0 / PLACES));
        var sums = new double[3][3];
        var sides = new double[3][3];
        double count = 0;
        for (int y = 0; y < patch.height(); y += step) {
            for (int x = 0; x < patch.width(); x += step) {
                int alpha = patch.alpha(x, y);
                if (alpha < LEAST_OPAQUE || alpha > MOST_OPAQUE) {
                    continue;
                }
                var place = at.toFrame(x, y);
                int fx = Math.round(place.x());
                int fy = Math.round(place.y());
                if (fx < 0 || fy < 0 || fx >= frameWidth || fy >= frameHeight) {
                    continue;
                }
                double[] terms = {
                    1, 2.0 * x / (patch.width() - 1) - 1, 2.0 * y / (patch.height() - 1) - 1
                };
                for (int i = 0; i < 3; i++) {
                    for (int j = 0; j < 3; j++) {
                        sums[i][j] += terms[i] * terms[j];
                    }
                    for (int c = 0; c < 3; c++) {
                        int there = frame[(fy * frameWidth + fx) * 3 + c] & 255;
                        sides[c][i] += terms[i] * (there - patch.colour(x, y, c));
                    }
                }
                count++;
            }
        }
        if (count < 12) {
            return NONE;
        }
        sums[1][1] += STIFFNESS * count;
        sums[2][2] += STIFFNESS * count;
        var planes = new double[3][];
        for (int c = 0; c < 3; c++) {
            var plane = solved(sums, sides[c]);
            planes[c] =
                    new double[] {
                        Math.clamp(plane[0], -MOST, MOST),
                        Math.clamp(plane[1], -STEEPEST, STEEPEST),
                        Math.clamp(plane[2], -STEEPEST, STEEPEST)
                    };
        }
        return new Tone(planes);
    }

    /// Cramer's rule.
    private static double[] solved(double[][] m, double[] right) {
        double whole = determinant(m);
        var found = new double[3];
        for (int i = 0; i < 3; i++) {
            var with = new double[][] {m[0].clone(), m[1].clone(), m[2].clone()};
            for (int row = 0; row < 3; row++) {
                with[row][i] = right[row];
            }
            found[i] = Math.abs(whole) < 1e-9 ? 0 : determinant(with) / whole;
        }
        return found;
    }

    private static double determinant(double[][] m) {
        return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }

    /// On the way to another, so that nothing flickers from frame to frame.
    Tone towards(Tone next, double share) {
        var mixed = new double[3][3];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < 3; i++) {
                mixed[c][i] = planes[c][i] + (next.planes[c][i] - planes[c][i]) * share;
            }
        }
        return new Tone(mixed);
    }

    /// At a place of the patch, in 65536ths.
    ///
    /// @param u and `v` the place in 65536ths of a pixel
    int[] row(int u, int v, int width, int height) {
        var at = new int[3];
        for (int c = 0; c < 3; c++) {
            double x = 2.0 * u / 65536 / (width - 1) - 1;
            double y = 2.0 * v / 65536 / (height - 1) - 1;
            double value = planes[c][0] + planes[c][1] * x + planes[c][2] * y;
            at[c] = (int) Math.round(65536 * value) + 32768;
        }
        return at;
    }

    /// From one pixel of a row to the next.
    int[] step(int du, int dv, int width, int height) {
        var by = new int[3];
        for (int c = 0; c < 3; c++) {
            by[c] =
                    (int)
                            Math.round(
                                    planes[c][1] * 2.0 * du / (width - 1)
                                            + planes[c][2] * 2.0 * dv / (height - 1));
        }
        return by;
    }
}
