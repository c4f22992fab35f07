package studio.likeness.models.voice.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Guesses words that no dictionary has, with their parts of speech: jieba's hidden Markov model,
/// whose states are a place in a word (begin, end, middle, single) and a tag.
final class TagModel {
    private static final String FILE = "chinese-tags.xz";
    // Jieba's value for what was never seen; small enough that sums of it stay apart from infinity.
    private static final double NEVER = -3.14e100;
    private static final int[] NOWHERE = {};
    private static final double IMPOSSIBLE = Double.NEGATIVE_INFINITY;

    /// @param usual whether a state is one that the character was listed with
    private record Seen(int[] states, double[] chances, boolean[] usual) {}

    private final List<Character> places = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private final double[] first;
    private final double[][] changes;
    // The states that can follow each, and those that can be before it.
    private final int[][] after;
    private final int[][] before;
    private final Map<Character, Seen> listed = new HashMap<>();
    private final Map<Character, Seen> unlisted = new HashMap<>();

    TagModel() {
        var starts = new ArrayList<Double>();
        var moves = new ArrayList<String[]>();
        Tables.unpack(
                FILE,
                line -> {
                    var parts = line.split(" ");
                    switch (parts[0]) {
                        case "S" -> {
                            places.add(parts[1].charAt(0));
                            tags.add(parts[2]);
                            starts.add(Double.valueOf(parts[3]));
                            moves.add(Arrays.copyOfRange(parts, 4, parts.length));
                        }
                        case "C" -> listed.put(parts[1].charAt(0), seen(parts));
                        default -> unlisted.put(parts[1].charAt(0), seen(parts));
                    }
                });
        first = starts.stream().mapToDouble(Double::doubleValue).toArray();
        changes = new double[first.length][];
        for (int state = 0; state < changes.length; state++) {
            changes[state] = new double[first.length];
            Arrays.fill(changes[state], IMPOSSIBLE);
            for (var move : moves.get(state)) {
                int colon = move.indexOf(':');
                changes[state][Integer.parseInt(move, 0, colon, 10)] =
                        Double.parseDouble(move.substring(colon + 1));
            }
        }
        after = new int[first.length][];
        before = new int[first.length][];
        for (int state = 0; state < first.length; state++) {
            int each = state;
            after[state] = linked(to -> changes[each][to] != IMPOSSIBLE);
            before[state] = linked(from -> changes[from][each] != IMPOSSIBLE);
        }
    }

    private int[] linked(IntPredicate link) {
        return IntStream.range(0, first.length).filter(link).toArray();
    }

    private static Seen seen(String[] parts) {
        int count = parts.length - 2;
        var seen = new Seen(new int[count], new double[count], new boolean[count]);
        for (int i = 0; i < count; i++) {
            var part = parts[i + 2];
            int from = part.startsWith("-") ? 1 : 0;
            int colon = part.indexOf(':');
            seen.states[i] = Integer.parseInt(part, from, colon, 10);
            seen.chances[i] = Double.parseDouble(part.substring(colon + 1));
            seen.usual[i] = from == 0;
        }
        return seen;
    }

    /// The words of a run of Chinese characters.
    List<ChineseWords.Word> words(String run) {
        var states = states(run);
        var words = new ArrayList<ChineseWords.Word>();
        int begin = 0;
        int done = 0;
        for (int i = 0; i < states.length; i++) {
            char place = places.get(states[i]);
            if (place == 'B') {
                begin = i;
            } else if (place == 'E' || place == 'S') {
                int from = place == 'E' ? begin : i;
                words.add(new ChineseWords.Word(run.substring(from, i + 1), tags.get(states[i])));
                done = i + 1;
            }
        }
        if (done < states.length) {
            words.add(new ChineseWords.Word(run.substring(done), tags.get(states[done])));
        }
        return words;
    }

    private int[] states(String run) {
        int length = run.length();
        var path = new int[length][first.length];
        var chances = new double[first.length];
        var open = usual(run.charAt(0));
        var emitted = emitted(run.charAt(0));
        for (int state = 0; state < first.length; state++) {
            chances[state] = open[state] ? first[state] + emitted[state] : IMPOSSIBLE;
        }
        for (int t = 1; t < length; t++) {
            var next = reachable(open, usual(run.charAt(t)));
            emitted = emitted(run.charAt(t));
            var advanced = new double[first.length];
            for (int state = 0; state < first.length; state++) {
                int from = next[state] ? likeliest(open, chances, state, emitted[state]) : 0;
                path[t][state] = from;
                advanced[state] =
                        next[state]
                                ? chances[from] + changes[from][state] + emitted[state]
                                : IMPOSSIBLE;
            }
            chances = advanced;
            open = next;
        }
        var states = new int[length];
        states[length - 1] = last(open, chances);
        for (int t = length - 1; t > 0; t--) {
            states[t - 1] = path[t][states[t]];
        }
        return states;
    }

    private int likeliest(boolean[] open, double[] chances, int state, double emitted) {
        int best = -1;
        double most = IMPOSSIBLE;
        for (int from : before[state]) {
            double chance = chances[from] + changes[from][state] + emitted;
            if (open[from] && (best < 0 || chance >= most)) {
                best = from;
                most = chance;
            }
        }
        // Where no open state leads here all are as unlikely, and the last wins as in jieba.
        for (int from = open.length - 1; best < 0 && from >= 0; from--) {
            if (open[from] && after[from].length > 0) {
                best = from;
            }
        }
        return Math.max(best, 0);
    }

    private static int last(boolean[] open, double[] chances) {
        int best = -1;
        for (int state = 0; state < open.length; state++) {
            if (open[state] && (best < 0 || chances[state] >= chances[best])) {
                best = state;
            }
        }
        return Math.max(best, 0);
    }

    /// The states a character is listed with that some open state leads to; where there are none,
    /// all that those lead to, and where there are none of these either, all.
    private boolean[] reachable(boolean[] open, boolean[] usual) {
        var expected = new boolean[first.length];
        boolean any = false;
        for (int from = 0; from < open.length; from++) {
            for (int to : open[from] ? after[from] : NOWHERE) {
                expected[to] = true;
                any = true;
            }
        }
        var both = new boolean[first.length];
        boolean anyBoth = false;
        for (int state = 0; state < both.length; state++) {
            both[state] = expected[state] && usual[state];
            anyBoth |= both[state];
        }
        if (anyBoth) {
            return both;
        }
        if (!any) {
            Arrays.fill(expected, true);
        }
        return expected;
    }

    private boolean[] usual(char c) {
        var usual = new boolean[first.length];
        var seen = listed.get(c);
        if (seen == null) {
            Arrays.fill(usual, true);
            return usual;
        }
        for (int i = 0; i < seen.states.length; i++) {
            usual[seen.states[i]] = seen.usual[i];
        }
        return usual;
    }

    private double[] emitted(char c) {
        var emitted = new double[first.length];
        Arrays.fill(emitted, NEVER);
        var seen = listed.containsKey(c) ? listed.get(c) : unlisted.get(c);
        if (seen != null) {
            for (int i = 0; i < seen.states.length; i++) {
                emitted[seen.states[i]] = seen.chances[i];
            }
        }
        return emitted;
    }
}
