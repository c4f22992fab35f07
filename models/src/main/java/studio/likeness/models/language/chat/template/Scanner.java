package studio.likeness.models.language.chat.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Cuts a template into text and tags, and tags into tokens. Blanks are kept and dropped as Hugging
/// Face's environment does: a block takes the blanks before it on its line and the line end after
/// it, a `-` all blanks on its side.
final class Scanner {
    /// A stretch of a template.
    sealed interface Part {
        record Text(String text) implements Part {}

        /// `{{ … }}`
        record Output(List<Token> tokens) implements Part {}

        /// `{% … %}`
        record Block(List<Token> tokens) implements Part {}
    }

    /// In one tag; what is read from them is as deep at most, so this also bounds the stack.
    private static final int MOST_TOKENS = 1_000;

    private static final Pattern INDENT = Pattern.compile("(^|(?<=\\n))[ \\t]*\\z");
    private static final Set<String> PAIRS = Set.of("==", "!=", "<=", ">=", "//", "**");

    private final String source;
    private final List<Part> parts = new ArrayList<>();
    private int at;
    private int line = 1;

    private Scanner(String source) {
        this.source = source;
    }

    static List<Part> scan(String source) {
        var unix = source.replace("\r\n", "\n").replace('\r', '\n');
        // One line end at the end is the file's, not the prompt's.
        var scanner =
                new Scanner(unix.endsWith("\n") ? unix.substring(0, unix.length() - 1) : unix);
        scanner.run();
        return scanner.parts;
    }

    private void run() {
        boolean stripNext = false;
        boolean dropLineEnd = false;
        while (at < source.length()) {
            int tag = nextTag();
            var text = source.substring(at, tag);
            line += lines(text);
            var kept = text;
            if (stripNext) {
                kept = kept.stripLeading();
            } else if (dropLineEnd && kept.startsWith("\n")) {
                kept = kept.substring(1);
            }
            if (tag == source.length()) {
                add(kept);
                return;
            }
            char kind = source.charAt(tag + 1);
            char sign = tag + 2 < source.length() ? source.charAt(tag + 2) : ' ';
            if (sign == '-') {
                kept = kept.stripTrailing();
            } else if (kind != '{' && sign != '+' && startsLine(text, tag)) {
                kept = INDENT.matcher(kept).replaceFirst("");
            }
            add(kept);
            at = tag + (sign == '-' || sign == '+' ? 3 : 2);
            char end = kind == '#' ? comment() : tag(kind);
            stripNext = end == '-';
            dropLineEnd = kind != '{' && end != '+';
        }
    }

    /// Whether only blanks lie between the line's start and the tag.
    private boolean startsLine(String text, int tag) {
        int lineEnd = text.lastIndexOf('\n');
        int start = tag - text.length();
        return lineEnd >= 0
                ? text.substring(lineEnd + 1).isBlank()
                : text.isBlank() && (start == 0 || source.charAt(start - 1) == '\n');
    }

    private void add(String text) {
        if (!text.isEmpty()) {
            parts.add(new Part.Text(text));
        }
    }

    private int nextTag() {
        for (int i = source.indexOf('{', at); i >= 0; i = source.indexOf('{', i + 1)) {
            if (i + 1 < source.length() && "{%#".indexOf(source.charAt(i + 1)) >= 0) {
                return i;
            }
        }
        return source.length();
    }

    private char comment() {
        int end = source.indexOf("#}", at);
        if (end < 0) {
            throw Problem.broken(line, "{#");
        }
        line += lines(source.substring(at, end));
        char before = source.charAt(end - 1);
        at = end + 2;
        return before;
    }

    /// @return the sign before the tag's end
    private char tag(char kind) {
        var close = kind == '{' ? "}}" : "%}";
        var tokens = new ArrayList<Token>();
        int open = 0;
        int started = line;
        while (true) {
            skipBlanks();
            if (at >= source.length()) {
                throw Problem.broken(started, "{" + kind);
            }
            char here = source.charAt(at);
            // A closing brace of a mapping is none of the tag's.
            if (open == 0) {
                boolean signed = (here == '-' || here == '+') && source.startsWith(close, at + 1);
                if (signed || source.startsWith(close, at)) {
                    at += signed ? 3 : 2;
                    tokens.add(new Token(Token.Kind.END, close, line));
                    parts.add(kind == '{' ? new Part.Output(tokens) : new Part.Block(tokens));
                    return signed ? here : ' ';
                }
            }
            var token = token();
            if (token.is("{") || token.is("[") || token.is("(")) {
                open++;
            } else if (token.is("}") || token.is("]") || token.is(")")) {
                open = Math.max(0, open - 1);
            }
            tokens.add(token);
            if (tokens.size() > MOST_TOKENS) {
                throw Problem.endless();
            }
        }
    }

    private Token token() {
        char here = source.charAt(at);
        int start = at;
        if (here == '\'' || here == '"') {
            return string(here);
        }
        if (Character.isLetter(here) || here == '_') {
            while (at < source.length() && isNamePart(source.charAt(at))) {
                at++;
            }
            return new Token(Token.Kind.NAME, source.substring(start, at), line);
        }
        if (Character.isDigit(here)) {
            return number(start);
        }
        var pair = source.substring(at, Math.min(source.length(), at + 2));
        if (PAIRS.contains(pair)) {
            at += 2;
            return new Token(Token.Kind.SIGN, pair, line);
        }
        if ("+-*/%~<>=()[]{},.:|".indexOf(here) < 0) {
            throw Problem.unknown(line, String.valueOf(here));
        }
        at++;
        return new Token(Token.Kind.SIGN, String.valueOf(here), line);
    }

    private Token number(int start) {
        while (at < source.length() && Character.isDigit(source.charAt(at))) {
            at++;
        }
        boolean decimal =
                at + 1 < source.length()
                        && source.charAt(at) == '.'
                        && Character.isDigit(source.charAt(at + 1));
        if (decimal) {
            at++;
            while (at < source.length() && Character.isDigit(source.charAt(at))) {
                at++;
            }
        }
        if (at - start > 18) {
            throw Problem.unknown(line, source.substring(start, at));
        }
        return new Token(
                decimal ? Token.Kind.DECIMAL : Token.Kind.INTEGER,
                source.substring(start, at),
                line);
    }

    private Token string(char quote) {
        int started = line;
        var text = new StringBuilder();
        for (at++; at < source.length(); at++) {
            char here = source.charAt(at);
            if (here == quote) {
                at++;
                return new Token(Token.Kind.STRING, text.toString(), started);
            }
            if (here == '\n') {
                line++;
            }
            if (here == '\\' && at + 1 < source.length()) {
                at++;
                text.append(escaped());
            } else {
                text.append(here);
            }
        }
        throw Problem.broken(started, String.valueOf(quote));
    }

    private String escaped() {
        char sign = source.charAt(at);
        return switch (sign) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case '\\', '\'', '"' -> String.valueOf(sign);
            case 'u' -> {
                try {
                    var code = source.substring(at + 1, at + 5);
                    at += 4;
                    yield String.valueOf((char) Integer.parseInt(code, 16));
                } catch (IndexOutOfBoundsException | NumberFormatException e) {
                    throw Problem.broken(line, "\\u");
                }
            }
            default -> "\\" + sign;
        };
    }

    private void skipBlanks() {
        while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
            if (source.charAt(at) == '\n') {
                line++;
            }
            at++;
        }
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private static int lines(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }
}
