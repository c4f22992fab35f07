package studio.likeness.corpus.imports;

import java.util.Locale;
import java.util.Optional;

/// Which of the two languages a text is in.
final class Languages {
    private Languages() {}

    /// By its script: a Chinese character weighs as much as an English word, so that a Chinese
    /// sentence with an English name in it is Chinese. `en` when there are neither.
    static String of(String text) {
        int han = 0;
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            boolean ideograph = Character.isIdeographic(c);
            boolean letter = !ideograph && Character.isLetter(c);
            if (ideograph) {
                han++;
            } else if (letter && !inWord) {
                words++;
            }
            inWord = letter;
        }
        return han > 0 && han >= words ? "zh" : "en";
    }

    /// The code for a language's name as people write it; empty when it is neither.
    static Optional<String> named(String name) {
        var word = name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        int hyphen = word.indexOf('-');
        return switch (hyphen < 0 ? word : word.substring(0, hyphen)) {
            case "zh", "cn", "zho", "chi", "cmn", "chinese", "mandarin", "中文", "汉语", "漢語", "普通话" ->
                    Optional.of("zh");
            case "en", "eng", "english", "英文", "英语", "英語" -> Optional.of("en");
            default -> Optional.empty();
        };
    }
}
