package studio.likeness.models.speech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// When each token was said: the way through the attention of the heads that follow time that sees
/// most of it, never going back (dynamic time warping).
final class WordTimes {
    private static final int MEDIAN = 7;

    private WordTimes() {}

    /// Where each row begins, and behind them where the last one ends, in columns.
    ///
    /// @param attention `[head][token][moment]`
    /// @param skipped rows at the beginning that steer only
    /// @param moments that have sound in them
    static int[] begins(float[][][] attention, int skipped, int moments) {
        int rows = attention[0].length;
        var cost = new double[rows - skipped][moments];
        for (var head : attention) {
            var clear = filtered(standardised(head, moments));
            for (int row = skipped; row < rows; row++) {
                for (int t = 0; t < moments; t++) {
                    cost[row - skipped][t] -= clear[row][t] / attention.length;
                }
            }
        }
        return path(cost);
    }

    /// Over the tokens, moment by moment: what all of them look at tells nothing.
    private static double[][] standardised(float[][] head, int moments) {
        int rows = head.length;
        var out = new double[rows][moments];
        for (var t = 0; t < rows; t++) {
            double sum = 0;
            for (int m = 0; m < moments; m++) {
                sum += head[t][m];
            }
            for (int m = 0; m < moments; m++) {
                out[t][m] = head[t][m] / Math.max(sum, 1e-12); // of what has sound in it
            }
        }
        for (int m = 0; m < moments; m++) {
            double sum = 0;
            double squares = 0;
            for (var row : out) {
                sum += row[m];
                squares += row[m] * row[m];
            }
            double mean = sum / rows;
            double deviation = Math.sqrt(Math.max(squares / rows - mean * mean, 1e-20));
            for (var row : out) {
                row[m] = (row[m] - mean) / deviation;
            }
        }
        return out;
    }

    private static double[][] filtered(double[][] rows) {
        var out = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            out[i] = median(rows[i]);
        }
        return out;
    }

    /// Reflected at the ends.
    private static double[] median(double[] row) {
        int half = MEDIAN / 2;
        if (row.length <= half) {
            return row;
        }
        var out = new double[row.length];
        var near = new double[MEDIAN];
        for (int t = 0; t < row.length; t++) {
            for (int k = 0; k < MEDIAN; k++) {
                int at = Math.abs(t + k - half);
                near[k] = row[at < row.length ? at : 2 * (row.length - 1) - at];
            }
            Arrays.sort(near);
            out[t] = near[half];
        }
        return out;
    }

    private static int[] path(double[][] cost) {
        int rows = cost.length;
        int columns = cost[0].length;
        var best = new double[rows + 1][columns + 1];
        var step = new byte[rows + 1][columns + 1];
        for (var row : best) {
            Arrays.fill(row, Double.POSITIVE_INFINITY);
        }
        best[0][0] = 0;
        for (int i = 1; i <= rows; i++) {
            for (int j = 1; j <= columns; j++) {
                double both = best[i - 1][j - 1];
                double down = best[i - 1][j];
                double along = best[i][j - 1];
                boolean isBoth = both < down && both < along;
                boolean isDown = !isBoth && down < both && down < along;
                step[i][j] = (byte) (isBoth ? 0 : isDown ? 1 : 2);
                best[i][j] = cost[i - 1][j - 1] + (isBoth ? both : isDown ? down : along);
            }
        }
        var begins = new int[rows + 1];
        begins[rows] = columns;
        int j = columns;
        for (int i = rows; i > 0; ) {
            begins[i - 1] = Math.max(0, j - 1);
            int move = i == 1 && j > 1 ? 2 : j == 1 ? 1 : step[i][j];
            i -= move == 2 ? 0 : 1;
            j -= move == 1 ? 0 : 1;
            if (i == 0 || j == 0) {
                break;
            }
        }
        return begins;
    }

    /// Words of one segment, punctuation joined to its word and absurdly long ones cut.
    static List<Transcript.Word> tidy(List<Transcript.Word> words) {
        double[] lengths =
                words.stream()
                        .mapToDouble(word -> word.to() - word.from())
                        .filter(length -> length > 0)
                        .sorted()
                        .toArray();
        double median = lengths.length == 0 ? 0 : Math.min(0.7, lengths[lengths.length / 2]);
        var tidied = new ArrayList<Transcript.Word>();
        for (var word : words) {
            double to =
                    median > 0 && word.to() - word.from() > 2 * median && isMark(word.text())
                            ? word.from() + 2 * median
                            : word.to();
            var kept = new Transcript.Word(word.text(), word.from(), to, word.chance());
            boolean joins = isMark(word.text()) && !word.text().startsWith(" ");
            if (joins && !tidied.isEmpty()) {
                var last = tidied.removeLast();
                tidied.add(
                        new Transcript.Word(
                                last.text() + kept.text(), last.from(), last.to(), last.chance()));
            } else {
                tidied.add(kept);
            }
        }
        return List.copyOf(tidied);
    }

    private static boolean isMark(String text) {
        return !text.isBlank() && text.strip().codePoints().noneMatch(Character::isLetterOrDigit);
    }
}
