package studio.likeness.models.voice.cloning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.voice.text.Pronunciation;
import studio.likeness.models.voice.text.Symbols;
import studio.likeness.models.voice.text.TextFrontEnd;

/// What was heard beside what was to be said, letter by letter. Both are compared as they are
/// spoken, so that 3 and three are the same; neither marks, blanks nor capitals count.
///
/// @param parts in order
/// @param wrong letters that are others, missing or too many
/// @param letters of what was to be said
public record Differences(List<Part> parts, int wrong, int letters) {
    /// Larger tables of letters are not filled.
    private static final long MOST = 16_000_000;

    public Differences {
        parts = List.copyOf(parts);
    }

    /// A stretch that was heard as it was said, or one that was not.
    ///
    /// @param said empty where too much was heard
    /// @param heard empty where something is missing
    public record Part(String said, String heard, boolean same) {}

    public static Differences of(String text, String heard) {
        var said = Letters.of(spoken(text));
        var written = Letters.of(spoken(heard));
        return (long) said.count() * written.count() > MOST
                ? new Differences(
                        List.of(new Part(said.text(), written.text(), false)),
                        Math.max(said.count(), written.count()),
                        said.count())
                : new Walk(said, written).differences();
    }

    /// 0 when all is heard, above 1 when much more is.
    public double errorRate() {
        return letters == 0 ? (wrong == 0 ? 0 : 1) : (double) wrong / letters;
    }

    /// As it stands where it cannot be read.
    private static String spoken(String text) {
        if (text.length() > TextFrontEnd.LONGEST) {
            return text;
        }
        try {
            var read =
                    new TextFrontEnd()
                            .read(text, "auto", Symbols.V2).stream()
                                    .map(Pronunciation::normalised)
                                    .collect(Collectors.joining(" "));
            return read.isBlank() ? text : read;
        } catch (StudioException _) {
            return text; // another script: its letters can be compared all the same
        }
    }

    /// The letters and digits of a text, and where they stand in it.
    ///
    /// @param at where each begins; behind the last, the text's end
    private record Letters(String text, int[] plain, int[] at) {
        static Letters of(String text) {
            var stripped = text.strip();
            int[] at =
                    IntStream.range(0, stripped.length())
                            .filter(i -> !Character.isLowSurrogate(stripped.charAt(i)))
                            .filter(i -> Character.isLetterOrDigit(stripped.codePointAt(i)))
                            .toArray();
            int[] plain =
                    Arrays.stream(at)
                            .map(i -> Character.toLowerCase(stripped.codePointAt(i)))
                            .toArray();
            int[] ends = Arrays.copyOf(at, at.length + 1);
            ends[at.length] = stripped.length();
            return new Letters(stripped, plain, ends);
        }

        int count() {
            return plain.length;
        }

        /// With the marks behind each.
        String part(int from, int to) {
            return from == to ? "" : text.substring(from == 0 ? 0 : at[from], at[to]);
        }
    }

    /// The cheapest way from one text to the other.
    private static final class Walk {
        private final Letters said;
        private final Letters heard;
        private final int[][] cost;

        Walk(Letters said, Letters heard) {
            this.said = said;
            this.heard = heard;
            cost = new int[said.count() + 1][heard.count() + 1];
            for (int i = 0; i < cost.length; i++) {
                for (int j = 0; j < cost[i].length; j++) {
                    cost[i][j] = cheapest(i, j);
                }
            }
        }

        private int cheapest(int i, int j) {
            if (i == 0 || j == 0) {
                return i + j;
            }
            int changed = cost[i - 1][j - 1] + (isSame(i - 1, j - 1) ? 0 : 1);
            return Math.min(changed, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        }

        private boolean isSame(int i, int j) {
            return said.plain()[i] == heard.plain()[j];
        }

        Differences differences() {
            var parts = new ArrayList<Part>();
            int i = said.count();
            int j = heard.count();
            while (i > 0 || j > 0) {
                int endSaid = i;
                int endHeard = j;
                boolean same = isOnTheWay(i, j);
                while ((i > 0 || j > 0) && isOnTheWay(i, j) == same) {
                    int before = i;
                    i -= stepsInSaid(i, j);
                    j -= stepsInHeard(before, j);
                }
                parts.add(new Part(said.part(i, endSaid), heard.part(j, endHeard), same));
            }
            Collections.reverse(parts);
            return new Differences(parts, cost[said.count()][heard.count()], said.count());
        }

        private boolean isOnTheWay(int i, int j) {
            return i > 0 && j > 0 && isSame(i - 1, j - 1) && cost[i][j] == cost[i - 1][j - 1];
        }

        private int stepsInSaid(int i, int j) {
            return i > 0 && (isChanged(i, j) || j == 0 || cost[i][j] == cost[i - 1][j] + 1) ? 1 : 0;
        }

        private int stepsInHeard(int i, int j) {
            return isChanged(i, j) || stepsInSaid(i, j) == 0 ? 1 : 0;
        }

        private boolean isChanged(int i, int j) {
            return i > 0
                    && j > 0
                    && cost[i][j] == cost[i - 1][j - 1] + (isSame(i - 1, j - 1) ? 0 : 1);
        }
    }
}
