package studio.likeness.corpus.imports;

import java.util.ArrayList;
import java.util.List;

/// Packs a text's sentences into passages that make sense alone: some 80 to 220 Chinese characters,
/// or 35 to 90 English words. A passage ends with a sentence, rather with a paragraph, and never
/// runs from one section into the next.
final class Passages {
    private static final double SHORTEST = 80;
    private static final double LONGEST = 220;

    /// An English word weighs as much as this many Chinese characters: 90 words fill a passage.
    private static final double WORD = LONGEST / 90;

    private final List<String> done = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private double weight;

    private Passages() {}

    static List<String> of(Prose prose) {
        var all = new ArrayList<String>();
        for (var section : prose.sections()) {
            var passages = new Passages();
            section.forEach(passages::paragraph);
            all.addAll(passages.finish());
        }
        return all;
    }

    private void paragraph(String text) {
        for (var sentence : Sentences.of(text)) {
            double more = weigh(sentence);
            if (weight > 0 && weight + more > LONGEST) {
                close();
            }
            open.append(sentence);
            weight += more;
        }
        if (weight >= SHORTEST) {
            close();
        } else if (!open.isEmpty()) {
            open.append('\n');
        }
    }

    private List<String> finish() {
        double left = weight;
        close();
        int count = done.size();
        // A last word or two go with what they follow, if that does not make it much too long.
        if (count > 1 && left > 0 && left < SHORTEST / 2) {
            var last = done.get(count - 1);
            var before = done.get(count - 2);
            if (weigh(before) + left <= LONGEST + SHORTEST / 2) {
                done.subList(count - 2, count).clear();
                done.add(before + "\n" + last);
            }
        }
        return done;
    }

    private void close() {
        var text = open.toString().strip();
        if (!text.isEmpty()) {
            done.add(text);
        }
        open.setLength(0);
        weight = 0;
    }

    static double weigh(String text) {
        double sum = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c)) {
                inWord = false;
            } else if (Prose.isFullWidth(c)) {
                // Curly quotes and dashes count in Chinese only, where they stand between words.
                sum += c < 0x2E80 && inWord ? 0 : 1;
                inWord = c < 0x2E80 && inWord;
            } else if (!inWord) {
                sum += WORD;
                inWord = true;
            }
        }
        return sum;
    }
}
