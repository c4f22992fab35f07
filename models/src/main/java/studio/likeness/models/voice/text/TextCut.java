package studio.likeness.models.voice.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// How a long text is cut into the pieces that are spoken one after another.
public enum TextCut {
    /// `cut0`: not at all.
    WHOLE("cut0"),
    /// `cut1`: after every four sentences.
    FOUR_SENTENCES("cut1"),
    /// `cut2`: after about fifty characters.
    FIFTY_CHARACTERS("cut2"),
    /// `cut3`: at the Chinese full stop, which is left out.
    CHINESE_STOP("cut3"),
    /// `cut4`: at the English full stop, which is left out, but not between digits.
    ENGLISH_STOP("cut4"),
    /// `cut5`: at every mark.
    EVERY_MARK("cut5");

    private static final String SENTENCE_MARKS = "，。？！,.?!~:：—…";
    private static final String EVERY = ",.;?!、，。？！：…";
    private static final String ONLY_MARKS = "!?…,.- ";
    private static final Pattern MARKS_IN_A_ROW = Pattern.compile("([!?…,.-])[!?…,.-]+");
    private static final Pattern STOP = Pattern.compile("(?<!\\d)\\.(?!\\d)");
    private static final Pattern LINES = Pattern.compile("\n+");
    private static final int SENTENCES = 4;
    private static final int CHARACTERS = 50;
    private static final int SHORTEST_FIRST = 4;
    private static final int SHORTEST = 5;
    // What the Chinese encoder reads at most: 512 less its two own tokens.
    private static final int LONGEST = 510;

    private final String published;

    TextCut(String published) {
        this.published = published;
    }

    /// What GPT-SoVITS calls it.
    public String published() {
        return published;
    }

    /// The pieces of a text, each ready for {@link TextFrontEnd#read}: never empty, never only
    /// marks,
    /// at most 510 characters, ended by a mark unless a piece of more had none inside.
    ///
    /// @param language `zh`, `en` or `auto`
    public List<String> pieces(String text, String language) {
        var whole = trimLines(MARKS_IN_A_ROW.matcher(text).replaceAll("$1"));
        if (whole.isBlank()) {
            return List.of();
        }
        var stop = language.equals("en") ? "." : "。";
        if (!endsSentence(whole.charAt(0)) && firstClause(whole).length() < SHORTEST_FIRST) {
            whole = stop + whole;
        }
        var cut = new ArrayList<String>();
        for (var piece : cut(whole)) {
            for (var line : LINES.split(piece)) {
                if (!line.isEmpty() && !line.equals(" ")) {
                    cut.add(line);
                }
            }
        }
        var pieces = new ArrayList<String>();
        for (var piece : merged(cut)) {
            if (piece.codePoints().noneMatch(TextCut::isWordly)) {
                continue;
            }
            var ended = endsSentence(piece.charAt(piece.length() - 1)) ? piece : piece + stop;
            pieces.addAll(ended.length() > LONGEST ? split(ended) : List.of(ended));
        }
        return List.copyOf(pieces);
    }

    /// The bare cut, before short pieces are merged and marks are added.
    public List<String> cut(String text) {
        var bare = trimLines(text);
        if (bare.isEmpty()) {
            return List.of();
        }
        return switch (this) {
            case WHOLE -> spoken(List.of(text), ONLY_MARKS);
            case FOUR_SENTENCES -> spoken(fours(bare), ONLY_MARKS);
            case FIFTY_CHARACTERS -> fifties(bare);
            case CHINESE_STOP -> spoken(Arrays.asList(trim(bare, '。').split("。", -1)), ONLY_MARKS);
            case ENGLISH_STOP -> spoken(Arrays.asList(STOP.split(trim(bare, '.'), -1)), ONLY_MARKS);
            case EVERY_MARK -> spoken(clauses(bare), EVERY);
        };
    }

    /// A text at every sentence mark, with the long signs as single marks and a full stop at the
    /// end
    /// where there was none.
    public static List<String> sentences(String text) {
        var plain = text.replace("……", "。").replace("——", "，");
        if (plain.isEmpty() || !endsSentence(plain.charAt(plain.length() - 1))) {
            plain += "。";
        }
        var sentences = new ArrayList<String>();
        int from = 0;
        for (int at = 0; at < plain.length(); at++) {
            if (endsSentence(plain.charAt(at))) {
                sentences.add(plain.substring(from, at + 1));
                from = at + 1;
            }
        }
        return List.copyOf(sentences);
    }

    private static List<String> fours(String text) {
        var sentences = sentences(text);
        if (sentences.size() <= SENTENCES) {
            return List.of(text);
        }
        var fours = new ArrayList<String>();
        // One to four sentences behind the last full group go with it.
        int groups = (sentences.size() - 1) / SENTENCES;
        for (int group = 0; group < groups; group++) {
            int from = group * SENTENCES;
            int to = group == groups - 1 ? sentences.size() : from + SENTENCES;
            fours.add(String.join("", sentences.subList(from, to)));
        }
        return List.copyOf(fours);
    }

    private static List<String> fifties(String text) {
        var sentences = sentences(text);
        if (sentences.size() < 2) {
            return List.of(text);
        }
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder();
        for (var sentence : sentences) {
            piece.append(sentence);
            if (piece.length() > CHARACTERS) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
        }
        if (!piece.isEmpty()) {
            pieces.add(piece.toString());
        }
        if (pieces.size() > 1 && pieces.getLast().length() < CHARACTERS) {
            var last = pieces.removeLast();
            pieces.set(pieces.size() - 1, pieces.getLast() + last);
        }
        return spoken(pieces, ONLY_MARKS);
    }

    private static List<String> clauses(String text) {
        var clauses = new ArrayList<String>();
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            if (EVERY.indexOf(text.charAt(at)) >= 0 && !isPoint(text, at)) {
                clauses.add(text.substring(from, at + 1));
                from = at + 1;
            }
        }
        if (from < text.length()) {
            clauses.add(text.substring(from));
        }
        return clauses;
    }

    private static boolean isPoint(String text, int at) {
        return text.charAt(at) == '.'
                && at > 0
                && at < text.length() - 1
                && Character.isDigit(text.charAt(at - 1))
                && Character.isDigit(text.charAt(at + 1));
    }

    private static List<String> merged(List<String> pieces) {
        var merged = new ArrayList<String>();
        var piece = new StringBuilder();
        for (var each : pieces) {
            piece.append(each);
            if (piece.length() >= SHORTEST) {
                merged.add(piece.toString());
                piece.setLength(0);
            }
        }
        if (!piece.isEmpty()) {
            var rest = merged.isEmpty() ? "" : merged.removeLast();
            merged.add(rest + piece);
        }
        return merged;
    }

    private static List<String> split(String text) {
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder();
        int from = 0;
        for (int at = 0; at <= text.length(); at++) {
            boolean mark = at < text.length() && endsSentence(text.charAt(at));
            if (mark || at == text.length()) {
                append(text.substring(from, at), piece, pieces);
                if (mark) {
                    append(text.substring(at, at + 1), piece, pieces);
                }
                from = at + 1;
            }
        }
        if (!piece.isEmpty()) {
            pieces.add(piece.toString());
        }
        return spoken(pieces, SENTENCE_MARKS);
    }

    private static void append(String part, StringBuilder piece, List<String> pieces) {
        if (piece.length() + part.length() > LONGEST && !piece.isEmpty()) {
            pieces.add(piece.toString());
            piece.setLength(0);
        }
        piece.append(part);
        while (piece.length() > LONGEST) {
            pieces.add(piece.substring(0, LONGEST));
            piece.delete(0, LONGEST);
        }
    }

    private static List<String> spoken(List<String> pieces, String marks) {
        return pieces.stream()
                .filter(piece -> !piece.chars().allMatch(c -> marks.indexOf(c) >= 0))
                .toList();
    }

    private static String firstClause(String text) {
        int at = 0;
        while (at < text.length() && !endsSentence(text.charAt(at))) {
            at++;
        }
        return text.substring(0, at).strip();
    }

    private static boolean endsSentence(char c) {
        return SENTENCE_MARKS.indexOf(c) >= 0;
    }

    private static boolean isWordly(int c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private static String trimLines(String text) {
        return trim(text, '\n');
    }

    private static String trim(String text, char what) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) == what) {
            from++;
        }
        while (to > from && text.charAt(to - 1) == what) {
            to--;
        }
        return text.substring(from, to);
    }
}
