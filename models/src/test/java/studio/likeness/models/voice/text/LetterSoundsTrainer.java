package studio.likeness.models.voice.text;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;
import studio.likeness.models.voice.text.LetterSounds.Pair;

/// Learns the letter-to-sound model from the dictionary, and writes `english-letters.xz`. Training
/// is deterministic; about a minute. `main` takes the file to write; the model in the product is
/// trained on all words, the measured one without every twentieth.
final class LetterSoundsTrainer {
    private static final int ORDER = 6;
    private static final int ROUNDS = 8;
    private static final int MOST_SOUNDS = 2;
    // Longer rows that were seen once say little and are most of the file.
    private static final int RARE_FROM = 5;
    private static final int RARE = 2;

    /// One word of the dictionary.
    record Entry(String word, List<String> sounds) {}

    private record Step(char letter, String sounds) {}

    private LetterSoundsTrainer() {}

    public static void main(String[] args) throws IOException {
        var entries = entries();
        var learnt = train(entries.stream().filter(entry -> !isHeldOut(entry)).toList());
        System.out.println(Score.of(learnt.model(), held(entries)).text());
        train(entries).write(Path.of(args[0]));
    }

    static List<Entry> entries() {
        var entries = new ArrayList<Entry>();
        Tables.unpack(
                "english-words.xz",
                line -> {
                    var parts = List.of(line.split(" "));
                    var sounds = parts.subList(1, parts.size());
                    boolean plain = parts.getFirst().matches("[a-z']{2,}");
                    if (plain && sounds.size() <= MOST_SOUNDS * parts.getFirst().length()) {
                        entries.add(new Entry(parts.getFirst(), sounds));
                    }
                });
        return entries;
    }

    static boolean isHeldOut(Entry entry) {
        return Math.floorMod(entry.word.hashCode(), 20) == 0;
    }

    static List<Entry> held(List<Entry> entries) {
        return entries.stream().filter(LetterSoundsTrainer::isHeldOut).toList();
    }

    /// Phones wrong of all, with and without stress, and words wrong of all, in shares.
    record Score(double sounds, double soundsWithoutStress, double words, int count) {
        static Score of(LetterSounds model, List<Entry> entries) {
            int all = 0;
            int wrong = 0;
            int wrongWithoutStress = 0;
            int words = 0;
            for (var entry : entries) {
                var found = model.of(entry.word);
                all += entry.sounds.size();
                wrong += distance(entry.sounds, found);
                int bare = distance(bare(entry.sounds), bare(found));
                wrongWithoutStress += bare;
                words += bare > 0 ? 1 : 0;
            }
            return new Score(
                    (double) wrong / all,
                    (double) wrongWithoutStress / all,
                    (double) words / entries.size(),
                    entries.size());
        }

        String text() {
            return "%d words: phones wrong %.2f %%, without stress %.2f %%, words %.1f %%"
                    .formatted(count, 100 * sounds, 100 * soundsWithoutStress, 100 * words);
        }
    }

    private static List<String> bare(List<String> sounds) {
        return sounds.stream().map(LetterSoundsTrainer::bare).toList();
    }

    private static String bare(String sound) {
        return sound.replaceAll("[0-9]", "");
    }

    private static int distance(List<String> one, List<String> other) {
        var row = new int[other.size() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.size(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int same = corner + (one.get(i - 1).equals(other.get(j - 1)) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(same, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.size()];
    }

    /// A tree while it grows.
    private static final class Node {
        final TreeMap<Integer, Node> children = new TreeMap<>();
        int count;
    }

    record Learnt(List<Pair> pairs, Node root) {
        LetterSounds model() {
            var flat = new Flat(root);
            return new LetterSounds(pairs, ORDER, flat.pair, flat.count, flat.children);
        }

        void write(Path file) throws IOException {
            var flat = new Flat(root);
            try (var out =
                    new DataOutputStream(
                            new XZOutputStream(Files.newOutputStream(file), new LZMA2Options(9)))) {
                out.writeByte(ORDER);
                out.writeShort(pairs.size());
                for (var pair : pairs) {
                    out.writeUTF((pair.letter() + " " + String.join(" ", pair.sounds())).strip());
                }
                out.writeInt(flat.pair.length);
                for (var pair : flat.pair) {
                    out.writeShort(pair);
                }
                for (var count : flat.count) {
                    out.writeShort(Math.min(count, 0xffff));
                }
                for (int node = 0; node < flat.pair.length; node++) {
                    out.writeShort(flat.children[node + 1] - flat.children[node]);
                }
            }
        }
    }

    private static final class Flat {
        final short[] pair;
        final int[] count;
        final int[] children;

        Flat(Node root) {
            var numbers = new ArrayList<Integer>(List.of(0));
            var nodes = new ArrayList<Node>(List.of(root));
            var begins = new ArrayList<Integer>();
            for (int i = 0; i < nodes.size(); i++) {
                begins.add(nodes.size());
                nodes.get(i)
                        .children
                        .forEach(
                                (number, child) -> {
                                    numbers.add(number);
                                    nodes.add(child);
                                });
            }
            begins.add(nodes.size());
            pair = new short[nodes.size()];
            count = new int[nodes.size()];
            for (int i = 0; i < pair.length; i++) {
                pair[i] = (short) (int) numbers.get(i);
                count[i] = Math.min(nodes.get(i).count, 0xffff);
            }
            children = begins.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    static Learnt train(List<Entry> entries) {
        var alignment = new Alignment(entries);
        var numbers = new HashMap<Step, Integer>();
        var pairs = new ArrayList<>(List.of(new Pair('^', List.of()), new Pair('$', List.of())));
        var root = new Node();
        for (var entry : entries) {
            var row = new ArrayList<>(List.of(LetterSounds.BEGIN));
            for (var step : alignment.best(entry)) {
                row.add(
                        numbers.computeIfAbsent(
                                step,
                                _ -> {
                                    pairs.add(pair(step));
                                    return pairs.size() - 1;
                                }));
            }
            row.add(LetterSounds.END);
            for (int last = 1; last < row.size(); last++) {
                for (int from = Math.max(0, last - ORDER + 1); from <= last; from++) {
                    count(root, row.subList(from, last + 1));
                }
            }
        }
        prune(root);
        return new Learnt(List.copyOf(pairs), root);
    }

    private static Pair pair(Step step) {
        var sounds = step.sounds.isEmpty() ? List.<String>of() : List.of(step.sounds.split(" "));
        return new Pair(step.letter, sounds);
    }

    private static void count(Node root, List<Integer> row) {
        var node = root;
        for (int number : row) {
            node = node.children.computeIfAbsent(number, _ -> new Node());
        }
        node.count++;
    }

    private static void prune(Node root) {
        record At(Node node, int depth) {}
        var open = new ArrayDeque<At>(List.of(new At(root, 0)));
        while (!open.isEmpty()) {
            var at = open.pop();
            if (at.depth + 1 >= RARE_FROM) {
                at.node
                        .children
                        .values()
                        .removeIf(child -> child.count < RARE && child.children.isEmpty());
            }
            at.node.children.values().forEach(child -> open.push(new At(child, at.depth + 1)));
        }
    }

    /// The words in numbers: letters from 0, sounds without their stress from 1, and how likely
    /// each
    /// letter has which one or two sounds (0 where it has fewer), by expectation maximisation over
    /// all ways to deal a word's sounds out to its letters.
    private static final class Alignment {
        private static final int LETTERS = 27;
        private final Map<String, Integer> numbers = new HashMap<>();
        private final int sounds;
        private double[] chances;

        Alignment(List<Entry> entries) {
            entries.forEach(entry -> entry.sounds.forEach(this::number));
            sounds = numbers.size() + 1;
            chances = new double[LETTERS * sounds * sounds];
            Arrays.fill(chances, 1);
            var letters = entries.stream().map(Alignment::letters).toList();
            var heard = entries.stream().map(this::heard).toList();
            for (int round = 0; round < ROUNDS; round++) {
                var counts = new double[chances.length];
                for (int i = 0; i < letters.size(); i++) {
                    expect(letters.get(i), heard.get(i), counts);
                }
                chances = shares(counts);
            }
        }

        private int number(String sound) {
            return numbers.computeIfAbsent(bare(sound), _ -> numbers.size() + 1);
        }

        private static int[] letters(Entry entry) {
            return entry.word.chars().map(c -> c == '\'' ? LETTERS - 1 : c - 'a').toArray();
        }

        private int[] heard(Entry entry) {
            return entry.sounds.stream().mapToInt(this::number).toArray();
        }

        private int step(int letter, int[] heard, int from, int to) {
            int first = to > from ? heard[from] : 0;
            int second = to > from + 1 ? heard[from + 1] : 0;
            return (letter * sounds + first) * sounds + second;
        }

        private double[] shares(double[] counts) {
            var shares = new double[counts.length];
            int each = sounds * sounds;
            for (int letter = 0; letter < LETTERS; letter++) {
                double total = 0;
                for (int i = letter * each; i < (letter + 1) * each; i++) {
                    total += counts[i];
                }
                for (int i = letter * each; total > 0 && i < (letter + 1) * each; i++) {
                    shares[i] = counts[i] / total;
                }
            }
            return shares;
        }

        private double[][] forward(int[] letters, int[] heard, int[][] from) {
            var before = new double[letters.length + 1][heard.length + 1];
            var best = new double[letters.length + 1][heard.length + 1];
            before[0][0] = 1;
            best[0][0] = 1;
            for (int i = 0; i < letters.length; i++) {
                for (int j = 0; j <= heard.length; j++) {
                    for (int k = j;
                            before[i][j] > 0 && k <= Math.min(heard.length, j + MOST_SOUNDS);
                            k++) {
                        double chance = chances[step(letters[i], heard, j, k)];
                        before[i + 1][k] += before[i][j] * chance;
                        if (best[i][j] * chance > best[i + 1][k]) {
                            best[i + 1][k] = best[i][j] * chance;
                            from[i + 1][k] = j;
                        }
                    }
                }
            }
            return before;
        }

        private void expect(int[] letters, int[] heard, double[] counts) {
            var before = forward(letters, heard, new int[letters.length + 1][heard.length + 1]);
            var after = new double[letters.length + 1][heard.length + 1];
            after[letters.length][heard.length] = 1;
            double all = before[letters.length][heard.length];
            for (int i = letters.length - 1; i >= 0 && all > 0; i--) {
                for (int j = 0; j <= heard.length; j++) {
                    for (int k = j;
                            before[i][j] > 0 && k <= Math.min(heard.length, j + MOST_SOUNDS);
                            k++) {
                        int step = step(letters[i], heard, j, k);
                        double through = chances[step] * after[i + 1][k];
                        after[i][j] += through;
                        counts[step] += before[i][j] * through / all;
                    }
                }
            }
        }

        List<Step> best(Entry entry) {
            var letters = letters(entry);
            var from = new int[letters.length + 1][entry.sounds.size() + 1];
            forward(letters, heard(entry), from);
            var steps = new ArrayDeque<Step>();
            for (int i = letters.length, j = entry.sounds.size(); i > 0; i--) {
                int k = from[i][j];
                steps.push(
                        new Step(
                                entry.word.charAt(i - 1),
                                String.join(" ", entry.sounds.subList(k, j))));
                j = k;
            }
            return List.copyOf(steps);
        }
    }
}
