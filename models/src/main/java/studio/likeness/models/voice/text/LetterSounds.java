package studio.likeness.models.voice.text;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/// Guesses the sounds of an English word that no dictionary has: a model of pairs of a letter and
/// its sounds (none, one or two), each pair likely by the five before it (Bisani and Ney 2008, with
/// Witten-Bell smoothing), learnt from the dictionary by `LetterSoundsTrainer`.
final class LetterSounds {
    static final String FILE = "english-letters.xz";

    /// Numbers of the pair that stands before every word and of the one that ends it.
    static final int BEGIN = 0;

    static final int END = 1;
    private static final int BEAM = 24;
    private static final int ROOT = 0;

    /// @param letter `a` to `z` or an apostrophe
    /// @param sounds in the dictionary's names
    record Pair(char letter, List<String> sounds) {}

    // A tree of counted rows of pairs, in flat arrays; the children of a node are neighbours,
    // sorted
    // by their pair.
    private final List<Pair> pairs;
    private final int order;
    private final short[] pair;
    private final int[] count;
    private final int[] children;
    private final int[] total;
    private final Map<Character, List<Integer>> ofLetter = new HashMap<>();

    /// @param order how many pairs a row has at most
    /// @param children where each node's children begin; they end where the next node's begin
    LetterSounds(List<Pair> pairs, int order, short[] pair, int[] count, int[] children) {
        this.pairs = pairs;
        this.order = order;
        this.pair = pair;
        this.count = count;
        this.children = children;
        total = new int[pair.length];
        for (int node = 0; node < total.length; node++) {
            for (int child = children[node]; child < children[node + 1]; child++) {
                total[node] += count[child];
            }
        }
        for (int i = END + 1; i < pairs.size(); i++) {
            ofLetter.computeIfAbsent(pairs.get(i).letter, _ -> new ArrayList<>()).add(i);
        }
    }

    static LetterSounds read() {
        try (var in = new DataInputStream(new XZInputStream(Tables.open(FILE)))) {
            int order = in.readUnsignedByte();
            var pairs = new ArrayList<Pair>();
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                var parts = in.readUTF().split(" ");
                pairs.add(new Pair(parts[0].charAt(0), List.of(parts).subList(1, parts.length)));
            }
            int nodes = in.readInt();
            var pair = new short[nodes];
            var count = new int[nodes];
            var children = new int[nodes + 1];
            for (int node = 0; node < nodes; node++) {
                pair[node] = in.readShort();
            }
            for (int node = 0; node < nodes; node++) {
                int value = in.readUnsignedShort();
                count[node] = value;
            }
            children[0] = 1;
            for (int node = 0; node < nodes; node++) {
                children[node + 1] = children[node] + in.readUnsignedShort();
            }
            return new LetterSounds(pairs, order, pair, count, children);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Guess(@Nullable Guess before, int last, double chance, int length) {}

    /// @param word of the letters `a` to `z` and apostrophes; others are passed over
    List<String> of(String word) {
        var guesses = new ArrayList<Guess>();
        guesses.add(new Guess(null, BEGIN, 0, 1));
        for (int i = 0; i < word.length(); i++) {
            var choices = ofLetter.get(word.charAt(i));
            if (choices == null) {
                continue;
            }
            var longer = new ArrayList<Guess>();
            for (var guess : guesses) {
                var contexts = contexts(guess);
                for (int choice : choices) {
                    longer.add(longer(guess, choice, contexts));
                }
            }
            longer.sort(Comparator.comparingDouble(Guess::chance).reversed());
            guesses.clear();
            guesses.addAll(longer.subList(0, Math.min(BEAM, longer.size())));
        }
        return guesses.stream()
                .map(guess -> longer(guess, END, contexts(guess)))
                .max(Comparator.comparingDouble(Guess::chance))
                .map(this::sounds)
                .orElse(List.of());
    }

    private Guess longer(Guess guess, int choice, int[] contexts) {
        return new Guess(
                guess, choice, guess.chance + Math.log(chance(choice, contexts)), guess.length + 1);
    }

    private List<String> sounds(Guess end) {
        var path = new ArrayList<Integer>();
        for (var guess = end; guess != null; guess = guess.before) {
            path.addFirst(guess.last);
        }
        return path.stream().flatMap(number -> pairs.get(number).sounds.stream()).toList();
    }

    /// Nodes of the last 0, 1, 2… pairs, -1 for what was never seen.
    private int[] contexts(Guess guess) {
        int length = Math.min(order - 1, guess.length);
        var contexts = new int[length + 1];
        var last = new int[length];
        var each = guess;
        for (int i = length - 1; i >= 0 && each != null; i--) {
            last[i] = each.last;
            each = each.before;
        }
        for (int from = length; from >= 0; from--) {
            int node = ROOT;
            for (int i = from; i < length && node >= 0; i++) {
                node = child(node, last[i]);
            }
            contexts[length - from] = node;
        }
        return contexts;
    }

    private double chance(int choice, int[] contexts) {
        double chance = 1.0 / pairs.size();
        for (int node : contexts) {
            if (node < 0 || total[node] == 0) {
                break;
            }
            int kinds = children[node + 1] - children[node];
            int child = child(node, choice);
            double seen = child < 0 ? 0 : count[child];
            chance = (seen + kinds * chance) / (total[node] + kinds);
        }
        return chance;
    }

    private int child(int node, int choice) {
        int low = children[node];
        int high = children[node + 1] - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (pair[middle] == choice) {
                return middle;
            }
            if (pair[middle] < choice) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }
}
