package studio.likeness.models.voice.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Guesses where words end that no dictionary has: jieba's smaller hidden Markov model, without
/// parts of speech. The tone rules ask for it when they take a word apart.
final class BorderModel {
    private static final String FILE = "chinese-borders.xz";
    private static final double NEVER = -3.14e100;
    // In this order a later state wins a tie, as in jieba.
    private static final String STATES = "BEMS";
    private static final int[][] BEFORE = {{1, 3}, {0, 2}, {0, 2}, {1, 3}};

    private final double[] first = new double[STATES.length()];
    private final double[][] changes = new double[STATES.length()][STATES.length()];
    private final Map<Character, double[]> emitted = new HashMap<>();

    BorderModel() {
        for (var row : changes) {
            Arrays.fill(row, NEVER);
        }
        Tables.unpack(
                FILE,
                line -> {
                    var parts = line.split(" ");
                    if (parts[0].equals("S")) {
                        int state = STATES.indexOf(parts[1]);
                        first[state] = Double.parseDouble(parts[2]);
                        read(parts, 3, changes[state]);
                    } else {
                        var chances = new double[STATES.length()];
                        Arrays.fill(chances, NEVER);
                        read(parts, 2, chances);
                        emitted.put(parts[1].charAt(0), chances);
                    }
                });
    }

    private static void read(String[] parts, int from, double[] into) {
        for (int i = from; i < parts.length; i++) {
            into[STATES.indexOf(parts[i].charAt(0))] = Double.parseDouble(parts[i].substring(2));
        }
    }

    /// The words of a run of Chinese characters.
    List<String> words(String run) {
        var path = path(run);
        var words = new ArrayList<String>();
        int begin = 0;
        int done = 0;
        for (int i = 0; i < path.length; i++) {
            char place = STATES.charAt(path[i]);
            if (place == 'B') {
                begin = i;
            } else if (place == 'E' || place == 'S') {
                words.add(run.substring(place == 'E' ? begin : i, i + 1));
                done = i + 1;
            }
        }
        if (done < path.length) {
            words.add(run.substring(done));
        }
        return words;
    }

    private int[] path(String run) {
        int states = STATES.length();
        var before = new int[run.length()][states];
        var chances = new double[states];
        for (int state = 0; state < states; state++) {
            chances[state] = first[state] + emitted(run.charAt(0), state);
        }
        for (int t = 1; t < run.length(); t++) {
            var advanced = new double[states];
            for (int state = 0; state < states; state++) {
                double here = emitted(run.charAt(t), state);
                int early = BEFORE[state][0];
                int late = BEFORE[state][1];
                double one = chances[early] + changes[early][state] + here;
                double other = chances[late] + changes[late][state] + here;
                before[t][state] = other >= one ? late : early;
                advanced[state] = Math.max(one, other);
            }
            chances = advanced;
        }
        var path = new int[run.length()];
        int end = STATES.indexOf('E');
        int single = STATES.indexOf('S');
        path[path.length - 1] = chances[single] >= chances[end] ? single : end;
        for (int t = path.length - 1; t > 0; t--) {
            path[t - 1] = before[t][path[t]];
        }
        return path;
    }

    private double emitted(char c, int state) {
        var chances = emitted.get(c);
        return chances == null ? NEVER : chances[state];
    }
}
