package studio.likeness.corpus.imports;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Markdown as plain prose: the words stay, the markup goes. Not a full parser: it knows what
/// people write in diaries and notes, and every pattern is bounded, so that no input makes it slow.
final class Markdown {
    private static final Pattern FENCE = Pattern.compile("^(```|~~~).*");
    private static final Pattern HEADING = Pattern.compile("^#{1,6}(\\s.*)?$");
    private static final Pattern CLOSING_HASHES = Pattern.compile("(?<=\\s)#+$");
    private static final Pattern UNDERLINE = Pattern.compile("^(=+|-+)$");
    /// A rule, also of a table.
    private static final Pattern WORDLESS = Pattern.compile("^[-*_=|:\\s]+$");
    private static final Pattern REFERENCE = Pattern.compile("^\\[[^\\]]{1,200}\\]:.*");
    private static final Pattern QUOTE = Pattern.compile("^>[>\\s]*");
    private static final Pattern ITEM =
            Pattern.compile("^([-*+]|\\d{1,3}[.)])\\s+(\\[[ xX]\\]\\s+)?");

    private static final Pattern IMAGE =
            Pattern.compile("!\\[[^\\[\\]]{0,500}\\]\\([^()]{0,2000}\\)");
    private static final Pattern FOOTNOTE = Pattern.compile("\\[\\^[^\\]\\s]{1,50}\\]");
    private static final Pattern LINK =
            Pattern.compile("\\[([^\\[\\]]{0,500})\\](\\([^()]{0,2000}\\)|\\[[^\\[\\]]{0,200}\\])");
    private static final Pattern ADDRESS = Pattern.compile("<(https?://[^<>\\s]{1,2000})>");
    private static final Pattern CODE = Pattern.compile("`{1,3}([^`]{1,1000})`{1,3}");
    private static final Pattern STARS =
            Pattern.compile("(\\*{1,3})(?=\\S)([^*]{1,2000})(?<=\\S)\\1");
    private static final Pattern UNDERSCORES =
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}_])(_{1,3})(?=\\S)([^_]{1,2000})(?<=\\S)\\1(?![\\p{L}\\p{N}_])");
    private static final Pattern STRUCK = Pattern.compile("~~([^~]{1,2000})~~");
    private static final Pattern ESCAPED = Pattern.compile("\\\\([!-/:-@\\[-`{-~])");

    /// Escaped punctuation waits here, in the private use area, while markup is looked for.
    private static final int SHELTER = 0xE000;

    private static final Pattern SHELTERED = Pattern.compile("[\\uE021-\\uE07E]");

    private Markdown() {}

    static Prose read(String text) {
        var prose = new Prose.Builder();
        boolean code = false;
        for (var raw : (Iterable<String>) Html.strip(text).lines()::iterator) {
            var line = QUOTE.matcher(raw.strip()).replaceFirst("").strip();
            if (FENCE.matcher(line).matches()) {
                prose.endParagraph();
                code = !code;
            } else if (code) {
                prose.line(line);
                prose.endParagraph();
            } else if (line.isEmpty() || REFERENCE.matcher(line).matches()) {
                prose.endParagraph();
            } else if (HEADING.matcher(line).matches()) {
                prose.heading(
                        inline(
                                CLOSING_HASHES
                                        .matcher(line)
                                        .replaceFirst("")
                                        .replaceFirst("^#+", "")));
            } else if (UNDERLINE.matcher(line).matches() && prose.inParagraph()) {
                prose.underline();
            } else if (WORDLESS.matcher(line).matches()) {
                prose.endParagraph();
            } else {
                words(prose, raw, line);
            }
        }
        return prose.build();
    }

    private static void words(Prose.Builder prose, String raw, String line) {
        var item = ITEM.matcher(line);
        boolean row = line.startsWith("|");
        if (item.lookingAt() || row) {
            prose.endParagraph();
        }
        var words = item.replaceFirst("");
        prose.line(inline(row ? words.replace('|', ' ') : words));
        if (raw.endsWith("  ") || raw.endsWith("\\")) {
            prose.endParagraph();
        }
    }

    private static String inline(String line) {
        var text =
                ESCAPED.matcher(line)
                        .replaceAll(m -> Character.toString(SHELTER + m.group(1).charAt(0)));
        text = IMAGE.matcher(text).replaceAll("");
        text = FOOTNOTE.matcher(text).replaceAll("");
        text = LINK.matcher(text).replaceAll("$1");
        text = ADDRESS.matcher(text).replaceAll("$1");
        text = CODE.matcher(text).replaceAll("$1");
        for (int nested = 0; nested < 2; nested++) { // **bold with *slanted* in it**
            text = STARS.matcher(text).replaceAll("$2");
            text = UNDERSCORES.matcher(text).replaceAll("$2");
        }
        text = STRUCK.matcher(text).replaceAll("$1");
        return SHELTERED
                .matcher(text)
                .replaceAll(
                        m ->
                                Matcher.quoteReplacement(
                                        Character.toString(m.group().charAt(0) - SHELTER)))
                .strip();
    }
}
