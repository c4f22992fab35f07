package studio.likeness.models.training;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Learns BERT's vocabulary from texts: every character seen, then the pairs of pieces that stand
/// side by side most often, joined again and again (Sennrich et al. 2016). Chinese stays in single
/// characters, as BERT splits it.
final class WordPieces {
    private static final List<String> CONTROLS =
            List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");
    private static final Pattern WORDS =
            Pattern.compile("\\p{IsHan}|[\\p{L}\\p{N}&&[^\\p{IsHan}]]+|\\p{P}");
    private static final int RAREST = 3;

    private WordPieces() {}

    /// Lines of `vocab.txt`.
    ///
    /// @param most so many pieces, unless the characters alone are more
    static List<String> learn(Collection<String> texts, int most) {
        var counts = new TreeMap<String, Integer>();
        for (var text : texts) {
            var words = WORDS.matcher(plain(text));
            while (words.find()) {
                counts.merge(words.group(), 1, Integer::sum);
            }
        }
        var pieces = new LinkedHashSet<>(CONTROLS);
        var split = new TreeMap<String, List<String>>();
        counts.forEach(
                (word, _) -> {
                    var letters = letters(word);
                    pieces.addAll(letters);
                    split.put(word, letters);
                });
        while (pieces.size() < most) {
            var pair = mostFrequent(split, counts);
            if (pair.isEmpty()) {
                break;
            }
            var joined = pair.get(0) + pair.get(1).substring(2);
            pieces.add(joined);
            split.replaceAll((_, parts) -> join(parts, pair, joined));
        }
        return List.copyOf(pieces);
    }

    /// As BERT's uncased tokenizers read: lower case, no accents.
    private static String plain(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{Mn}", "");
    }

    private static List<String> letters(String word) {
        var letters = new ArrayList<String>();
        word.codePoints()
                .mapToObj(Character::toString)
                .forEach(each -> letters.add(letters.isEmpty() ? each : "##" + each));
        return letters;
    }

    /// Empty when none is frequent.
    private static List<String> mostFrequent(
            Map<String, List<String>> split, Map<String, Integer> counts) {
        var pairs = new HashMap<List<String>, Integer>();
        split.forEach(
                (word, parts) -> {
                    for (int i = 0; i + 1 < parts.size(); i++) {
                        pairs.merge(
                                List.of(parts.get(i), parts.get(i + 1)),
                                counts.getOrDefault(word, 0),
                                Integer::sum);
                    }
                });
        List<String> best = List.of();
        int most = RAREST - 1;
        for (var each : pairs.entrySet()) {
            int count = each.getValue();
            boolean earlier =
                    count == most
                            && !best.isEmpty()
                            && each.getKey().toString().compareTo(best.toString()) < 0;
            if (count > most || earlier) {
                most = count;
                best = each.getKey();
            }
        }
        return best;
    }

    private static List<String> join(List<String> parts, List<String> pair, String joined) {
        if (parts.size() < 2) {
            return parts;
        }
        var next = new ArrayList<String>();
        for (int i = 0; i < parts.size(); i++) {
            if (i + 1 < parts.size() && parts.subList(i, i + 2).equals(pair)) {
                next.add(joined);
                i++;
            } else {
                next.add(parts.get(i));
            }
        }
        return next;
    }
}
