package studio.likeness.corpus.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.analysis.cn.smart.hhmm.HHMMSegmenter;

/// Splits Chinese into words: Lucene's statistical segmenter, corrected where the lexicon knows a
/// longer phrase. Its dictionary also tells how common a word is.
final class ChineseWords {
    // From here on a word the lexicon lacks says less and less; frequencies of the segmenter's
    // dictionary, where 的 has over a million.
    private static final double RARE = 300;
    private static final double COMMON = 60_000;

    // The heaviest that a word may be which the lexicon lacks: it may be just a turn of phrase.
    private static final double UNLISTED = 0.8;

    // A character that no dictionary joins to another says half as much: it is often half a verb.
    private static final double LONE = 0.45;

    private static final Set<String> TITLES =
            Set.of(
                    "师傅", "老师", "先生", "太太", "女士", "小姐", "阿姨", "叔叔", "大爷", "大妈", "大姐", "大哥", "伯伯",
                    "奶奶", "爷爷", "医生", "大夫", "主任", "校长", "队长", "经理", "师父", "教授", "老板");

    private final Lexicon lexicon;

    ChineseWords(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    private record Piece(int start, int end, int frequency) {
        int length() {
            return end - start;
        }
    }

    /// @param text one run of Chinese characters
    List<Word> split(String text) {
        var words = new ArrayList<Word>();
        var pieces = named(text, phrases(text, segment(text)));
        for (int i = 0; i < pieces.size(); i++) {
            var piece = pieces.get(i);
            boolean titled = i + 1 < pieces.size() && isTitle(text, pieces.get(i + 1));
            boolean name = isAddress(text, piece) || (titled && isLone(text, piece));
            word(text.substring(piece.start, piece.end), piece.frequency, name)
                    .ifPresent(words::add);
        }
        return words;
    }

    private List<Piece> phrases(String text, List<Piece> segments) {
        var pieces = new ArrayList<Piece>();
        int at = 0;
        while (at < text.length()) {
            int end = phraseEnd(text, at, segments);
            var piece = end > at ? new Piece(at, end, 0) : pieceAt(segments, at);
            pieces.add(piece);
            at = piece.end;
        }
        return pieces;
    }

    /// Puts names together that no dictionary has: 老|顾, 汤|顿.
    private List<Piece> named(String text, List<Piece> pieces) {
        var named = new ArrayList<Piece>();
        for (var piece : pieces) {
            if (!named.isEmpty() && isLone(text, piece)) {
                var before = named.getLast();
                boolean address = "老小阿".contains(text.substring(before.start, before.end));
                if (before.frequency < 0 || address || isLone(text, before)) {
                    // A frequency below zero marks a name, which may grow further.
                    named.set(named.size() - 1, new Piece(before.start, piece.end, -1));
                    continue;
                }
            }
            named.add(piece);
        }
        return named;
    }

    /// 阿珍, 老顾.
    private static boolean isAddress(String text, Piece piece) {
        return piece.frequency < 0 && "老小阿".indexOf(text.charAt(piece.start)) >= 0;
    }

    private static boolean isTitle(String text, Piece piece) {
        return TITLES.contains(text.substring(piece.start, piece.end));
    }

    private boolean isLone(String text, Piece piece) {
        var character = text.substring(piece.start, piece.end);
        return piece.length() == 1 && !lexicon.knows(character) && !lexicon.isLight(character);
    }

    private Optional<Word> word(String text, int frequency, boolean name) {
        var known = knownPart(text);
        if (!known.isEmpty()) {
            var entry = lexicon.entry(known);
            return Optional.of(Word.of(text, entry)).filter(word -> word.weight() > 0);
        }
        double weight = lexicon.isLight(text) ? lexicon.light(text) : rarity(frequency);
        if (text.length() == 2 && text.charAt(0) == text.charAt(1)) {
            weight = Math.min(weight, lexicon.light(text.substring(1))); // 问问 says no more than 问
        }
        if (name) {
            return Optional.of(Word.unlisted(text, UNLISTED).named());
        }
        double said = text.length() == 1 ? Math.min(weight, LONE) : weight;
        return Optional.of(Word.unlisted(text, said)).filter(word -> said > 0);
    }

    /// The word itself, or the listed end or start of a longer one, as 照片 of 老照片.
    private String knownPart(String text) {
        if (lexicon.knows(text)) {
            return text;
        }
        for (int length = text.length() - 1; length >= 2; length--) {
            var end = text.substring(text.length() - length);
            var start = text.substring(0, length);
            if (lexicon.knows(end)) {
                return end;
            }
            if (lexicon.knows(start)) {
                return start;
            }
        }
        return "";
    }

    private static double rarity(int frequency) {
        if (frequency <= RARE) {
            return UNLISTED;
        }
        double commonness = Math.log(frequency / RARE) / Math.log(COMMON / RARE);
        return Math.max(0.2, UNLISTED - 0.7 * commonness);
    }

    private List<Piece> segment(String text) {
        var pieces = new ArrayList<Piece>();
        for (var token : new HHMMSegmenter().process(text)) {
            // The segmenter frames a sentence with two marks of its own.
            if (token.startOffset >= 0 && token.endOffset <= text.length()) {
                pieces.add(new Piece(token.startOffset, token.endOffset, token.weight));
            }
        }
        return pieces;
    }

    /// The end of the longest phrase of the lexicon that starts here, or `at` when there is none.
    private int phraseEnd(String text, int at, List<Piece> pieces) {
        int longest = Math.min(text.length() - at, lexicon.longestChinese());
        for (int length = longest; length >= 2; length--) {
            int end = at + length;
            var phrase = text.substring(at, end);
            boolean listed = lexicon.knows(phrase) || lexicon.isLight(phrase);
            if (listed && !cuts(pieces, at, end)) {
                return end;
            }
        }
        return at;
    }

    /// Whether a phrase would leave half of a word of the segmenter behind, as 老家过 does of 过年.
    private static boolean cuts(List<Piece> pieces, int at, int end) {
        return pieces.stream().anyMatch(p -> at < p.start && p.start < end && end < p.end);
    }

    /// What the segmenter has here; the rest of its word where a phrase ended inside it.
    private static Piece pieceAt(List<Piece> pieces, int at) {
        for (var piece : pieces) {
            if (piece.start <= at && at < piece.end) {
                return piece.start == at ? piece : new Piece(at, piece.end, piece.frequency);
            }
        }
        return new Piece(at, at + 1, 0);
    }
}
