package studio.likeness.models.voice.text;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Words that are spelled alike and said differently as a verb and as a noun or adjective. What the
/// word is, the one before it tells; a tagger would tell more.
final class EnglishHomographs {
    private record Two(List<String> verb, List<String> other) {}

    // Word; as a verb; as a noun or an adjective.
    private static final String[] ROWS = {
        "abuse|AH0 B Y UW1 Z|AH0 B Y UW1 S",
        "close|K L OW1 Z|K L OW1 S",
        "complex|K AH0 M P L EH1 K S|K AA1 M P L EH0 K S",
        "conduct|K AH0 N D AH1 K T|K AA1 N D AH0 K T",
        "conflict|K AH0 N F L IH1 K T|K AA1 N F L IH0 K T",
        "contest|K AH0 N T EH1 S T|K AA1 N T EH0 S T",
        "contract|K AH0 N T R AE1 K T|K AA1 N T R AE2 K T",
        "desert|D IH0 Z ER1 T|D EH1 Z ER0 T",
        "estimate|EH1 S T AH0 M EY2 T|EH1 S T AH0 M AH0 T",
        "excuse|IH0 K S K Y UW1 Z|IH0 K S K Y UW1 S",
        "export|IH0 K S P AO1 R T|EH1 K S P AO0 R T",
        "house|HH AW1 Z|HH AW1 S",
        "import|IH2 M P AO1 R T|IH1 M P AO2 R T",
        "increase|IH0 N K R IY1 S|IH1 N K R IY2 S",
        "insult|IH2 N S AH1 L T|IH1 N S AH2 L T",
        "live|L IH1 V|L AY1 V",
        "object|AH0 B JH EH1 K T|AA1 B JH EH0 K T",
        "perfect|P ER0 F EH1 K T|P ER1 F IH2 K T",
        "permit|P ER0 M IH1 T|P ER1 M IH2 T",
        "present|P R IY0 Z EH1 N T|P R EH1 Z AH0 N T",
        "produce|P R AH0 D UW1 S|P R OW1 D UW0 S",
        "progress|P R AH0 G R EH1 S|P R AA1 G R EH2 S",
        "project|P R AH0 JH EH1 K T|P R AA1 JH EH0 K T",
        "protest|P R AH0 T EH1 S T|P R OW1 T EH2 S T",
        "rebel|R IH0 B EH1 L|R EH1 B AH0 L",
        "record|R IH0 K AO1 R D|R EH1 K ER0 D",
        "refuse|R AH0 F Y UW1 Z|R EH1 F Y UW2 Z",
        "reject|R IH0 JH EH1 K T|R IY1 JH EH0 K T",
        "separate|S EH1 P ER0 EY2 T|S EH1 P R AH0 T",
        "subject|S AH0 B JH EH1 K T|S AH1 B JH IH0 K T",
        "suspect|S AH0 S P EH1 K T|S AH1 S P EH2 K T",
        "tear|T EH1 R|T IH1 R",
        "use|Y UW1 Z|Y UW1 S",
        "wind|W AY1 N D|W IH1 N D"
    };
    private static final Map<String, Two> WORDS = words();
    private static final Set<String> BEFORE_VERBS =
            Set.of(
                    "to", "will", "would", "can", "could", "should", "shall", "may", "might",
                    "must", "i", "you", "we", "they", "don't", "didn't", "doesn't", "won't",
                    "can't", "cannot", "not", "who", "please", "let's", "i'll", "you'll", "we'll",
                    "they'll");
    private static final Set<String> BEFORE_PAST =
            Set.of(
                    "have", "has", "had", "he", "she", "was", "were", "is", "are", "been", "be",
                    "i've", "you've", "we've", "they've", "already", "never");
    // These are verbs unless something says otherwise; the others nouns.
    private static final Set<String> USUALLY_VERBS = Set.of("live", "use", "refuse", "separate");
    private static final Set<String> BEFORE_NOUNS =
            Set.of(
                    "a", "an", "the", "this", "that", "these", "those", "my", "your", "his", "her",
                    "its", "our", "their", "no", "some", "any", "of", "in", "for", "with", "is",
                    "was", "are", "were", "very", "so", "too", "new", "good", "first", "last");

    private EnglishHomographs() {}

    private static Map<String, Two> words() {
        var words = new HashMap<String, Two>();
        for (var row : ROWS) {
            var parts = row.split("\\|");
            words.put(
                    parts[0], new Two(List.of(parts[1].split(" ")), List.of(parts[2].split(" "))));
        }
        return Map.copyOf(words);
    }

    /// @return empty for words that are always said alike
    static Optional<List<String>> of(List<String> words, int at) {
        var word = words.get(at).toLowerCase(Locale.ROOT);
        var before = at == 0 ? "" : words.get(at - 1).toLowerCase(Locale.ROOT);
        if (word.equals("read")) {
            boolean past = BEFORE_PAST.contains(before);
            return Optional.of(past ? List.of("R", "EH1", "D") : List.of("R", "IY1", "D"));
        }
        return Optional.ofNullable(WORDS.get(word))
                .map(two -> isVerb(word, before) ? two.verb : two.other);
    }

    private static boolean isVerb(String word, String before) {
        return BEFORE_VERBS.contains(before)
                || (USUALLY_VERBS.contains(word) && !BEFORE_NOUNS.contains(before));
    }
}
