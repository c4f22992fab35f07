package studio.likeness.corpus.imports;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes the HTML out of a text: tags that end a paragraph become empty lines, other tags nothing,
/// entities their characters. What only looks like a tag (`3 < x`) stays. Runs in linear time on
/// anything.
final class Html {
    private static final int LONGEST_TAG = 2_000;
    private static final Set<String> BLOCKS =
            words(
                    """
                    address article aside blockquote body center dd div dl dt figcaption figure
                    footer form h1 h2 h3 h4 h5 h6 head header hr html li main nav ol p pre section
                    table tbody tfoot thead title tr ul
                    """);
    private static final Set<String> INLINES =
            words(
                    """
                    a abbr audio b bdi bdo big button cite code col data del details dfn em font i
                    iframe img input ins kbd label link mark meta noscript option picture q rp rt
                    ruby s samp select small source span strike strong sub summary sup svg td th
                    time tt u var video wbr
                    """);
    private static final Set<String> SILENT = Set.of("script", "style");

    private static final Pattern ENTITY =
            Pattern.compile("&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});");
    private static final Map<String, String> ENTITIES =
            Map.ofEntries(
                    Map.entry("amp", "&"),
                    Map.entry("lt", "<"),
                    Map.entry("gt", ">"),
                    Map.entry("quot", "\""),
                    Map.entry("apos", "'"),
                    Map.entry("nbsp", " "),
                    Map.entry("ensp", " "),
                    Map.entry("emsp", " "),
                    Map.entry("thinsp", " "),
                    Map.entry("shy", ""),
                    Map.entry("ndash", "–"),
                    Map.entry("mdash", "—"),
                    Map.entry("hellip", "…"),
                    Map.entry("lsquo", "‘"),
                    Map.entry("rsquo", "’"),
                    Map.entry("ldquo", "“"),
                    Map.entry("rdquo", "”"),
                    Map.entry("laquo", "«"),
                    Map.entry("raquo", "»"),
                    Map.entry("middot", "·"),
                    Map.entry("bull", "•"),
                    Map.entry("times", "×"),
                    Map.entry("deg", "°"),
                    Map.entry("copy", "©"),
                    Map.entry("reg", "®"),
                    Map.entry("pound", "£"),
                    Map.entry("euro", "€"),
                    Map.entry("yen", "¥"),
                    Map.entry("eacute", "é"),
                    Map.entry("egrave", "è"),
                    Map.entry("agrave", "à"),
                    Map.entry("ccedil", "ç"),
                    Map.entry("uuml", "ü"),
                    Map.entry("ouml", "ö"),
                    Map.entry("auml", "ä"),
                    Map.entry("szlig", "ß"));

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    private final String text;
    private final StringBuilder out = new StringBuilder();
    // What was looked for in vain once is not there further on either.
    private boolean commentsEnd = true;
    private boolean silentEnds = true;

    private Html(String text) {
        this.text = text;
    }

    static String strip(String text) {
        var plain = text.indexOf('<') < 0 ? text : new Html(text).withoutTags();
        return plain.indexOf('&') < 0 ? plain : withoutEntities(plain);
    }

    private String withoutTags() {
        int at = 0;
        for (int open = text.indexOf('<'); open >= 0; open = text.indexOf('<', at)) {
            out.append(text, at, open);
            at = open + 1;
            int end = text.startsWith("<!--", open) ? comment(open) : tag(open);
            if (end < 0) {
                out.append('<');
            } else {
                at = end;
            }
        }
        return out.append(text, at, text.length()).toString();
    }

    private int comment(int open) {
        int end = commentsEnd ? text.indexOf("-->", open) : -1;
        commentsEnd = end >= 0;
        return end < 0 ? -1 : end + 3;
    }

    /// Writes what the tag stands for and gives where it ends; -1 when it is none.
    private int tag(int open) {
        int end = open + 1;
        int limit = Math.min(text.length(), open + LONGEST_TAG);
        while (end < limit && text.charAt(end) != '>' && text.charAt(end) != '<') {
            end++;
        }
        if (end >= limit || text.charAt(end) != '>') {
            return -1;
        }
        int from = text.charAt(open + 1) == '/' ? open + 2 : open + 1;
        int to = from;
        while (to < end && Character.isLetterOrDigit(text.charAt(to))) {
            to++;
        }
        var name = text.substring(from, to).toLowerCase(Locale.ROOT);
        if (SILENT.contains(name)) {
            return silent(name, end + 1);
        }
        if (name.equals("br")) {
            out.append("  \n"); // Markdown's hard line break
        } else if (BLOCKS.contains(name)) {
            out.append("\n\n");
        } else if (!INLINES.contains(name) && !text.startsWith("<!DOCTYPE", open)) {
            return -1;
        }
        return end + 1;
    }

    private int silent(String name, int from) {
        var closing = "</" + name;
        int at = silentEnds ? text.indexOf(closing, from) : -1;
        silentEnds = at >= 0;
        int end = at < 0 ? -1 : text.indexOf('>', at);
        return end < 0 ? from : end + 1;
    }

    private static String withoutEntities(String text) {
        return TextFile.printable(
                ENTITY.matcher(text)
                        .replaceAll(
                                match -> {
                                    var entity = character(match.group(1), match.group());
                                    return Matcher.quoteReplacement(entity);
                                }));
    }

    private static String character(String name, String otherwise) {
        if (name.charAt(0) != '#') {
            return ENTITIES.getOrDefault(name, otherwise);
        }
        boolean hexadecimal = name.charAt(1) == 'x' || name.charAt(1) == 'X';
        int code =
                hexadecimal
                        ? Integer.parseInt(name.substring(2), 16)
                        : Integer.parseInt(name.substring(1));
        return Character.isValidCodePoint(code) ? Character.toString(code) : otherwise;
    }
}
