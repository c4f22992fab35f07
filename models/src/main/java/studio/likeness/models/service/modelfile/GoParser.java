package studio.likeness.models.service.modelfile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.service.modelfile.GoNode.GoExpression;

/// Reads a template: text, and actions between double braces.
final class GoParser {
    private static final int LONGEST = 1 << 16;
    private static final int DEEPEST = 64;

    static final Set<String> FUNCTIONS =
            Set.of("eq", "ne", "lt", "le", "gt", "ge", "and", "or", "not", "len", "slice", "index");

    /// Fields that Ollama gives to a template. Those of tools, and of thoughts before an answer, are
    /// empty in a persona's talks.
    private static final Set<String> FIELDS =
            Set.of(
                    "System",
                    "Prompt",
                    "Response",
                    "Suffix",
                    "Messages",
                    "Role",
                    "Content",
                    "Thinking",
                    "Think",
                    "ThinkLevel",
                    "IsThinkSet",
                    "Images",
                    "Tools",
                    "ToolCalls",
                    "ToolName",
                    "ToolCallID",
                    "Type",
                    "ID",
                    "Function",
                    "Index",
                    "Name",
                    "Description",
                    "Arguments",
                    "Parameters",
                    "Properties",
                    "Required",
                    "Items",
                    "Enum");

    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s*(?:\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`" // a string
                            + "|-?[0-9]+"
                            + "|:=|[=(),|]"
                            + "|\\$(?:[A-Za-z_][A-Za-z0-9_]*)?(?:\\.[A-Za-z_][A-Za-z0-9_]*)*"
                            + "|(?:\\.[A-Za-z_][A-Za-z0-9_]*)+|\\." // a field
                            + "|[A-Za-z_][A-Za-z0-9_]*)"); // a function

    private record Action(String text, int line) {}

    /// Text, or an action, in turn.
    private final List<Object> pieces = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private int at;
    private int depth;

    // Of the action that is being read.
    private List<String> tokens = List.of();
    private int token;
    private int line;

    GoParser(String text) {
        if (text.length() > LONGEST) {
            throw new StudioException("models.service.modelfile.tooLong", LONGEST);
        }
        split(text);
    }

    /// Fields that the template reads.
    Set<String> names() {
        return names;
    }

    GoNode.Block parse() {
        var block = block();
        if (at < pieces.size()) {
            throw refused(first()); // an end without a beginning
        }
        return block;
    }

    /// A hyphen inside the braces takes the blanks on its side away.
    private void split(String text) {
        int from = 0;
        int line = 1;
        boolean trim = false;
        while (true) {
            int open = text.indexOf("{{", from);
            var plain = text.substring(from, open < 0 ? text.length() : open);
            int more = lines(plain);
            if (trim) {
                plain = trimmedStart(plain);
            }
            if (open < 0) {
                add(plain);
                return;
            }
            line += more;
            int close = close(text, open, line);
            var action = text.substring(open + 2, close);
            int begins = line;
            line += lines(action);
            if (action.startsWith("-") && action.length() > 1 && isBlank(action.charAt(1))) {
                plain = trimmedEnd(plain);
                action = action.substring(1);
            }
            trim =
                    action.length() > 1
                            && action.endsWith("-")
                            && isBlank(action.charAt(action.length() - 2));
            if (trim) {
                action = action.substring(0, action.length() - 1);
            }
            add(plain);
            if (!action.strip().startsWith("/*")) {
                pieces.add(new Action(action.strip(), begins));
            }
            from = close + 2;
        }
    }

    private static String trimmedStart(String plain) {
        int start = 0;
        while (start < plain.length() && isBlank(plain.charAt(start))) {
            start++;
        }
        return plain.substring(start);
    }

    private static String trimmedEnd(String plain) {
        int end = plain.length();
        while (end > 0 && isBlank(plain.charAt(end - 1))) {
            end--;
        }
        return plain.substring(0, end);
    }

    private static int lines(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }

    private void add(String plain) {
        if (!plain.isEmpty()) {
            pieces.add(plain);
        }
    }

    /// Go's blanks, which are fewer than Unicode's.
    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    /// Braces within strings do not count.
    private static int close(String text, int open, int line) {
        char quote = 0;
        for (int i = open + 2; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\' && quote == '"') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '`') {
                quote = c;
            } else if (text.startsWith("}}", i)) {
                return i;
            }
        }
        throw new StudioException("models.service.modelfile.template.open", line);
    }

    private GoNode.Block block() {
        if (++depth > DEEPEST) {
            throw new StudioException("models.service.modelfile.template.deep", DEEPEST);
        }
        var nodes = new ArrayList<GoNode>();
        while (at < pieces.size()) {
            switch (pieces.get(at)) {
                case String text -> {
                    nodes.add(new GoNode.Text(text));
                    at++;
                }
                case Action action -> {
                    begin(action);
                    if (first().equals("end") || first().equals("else")) {
                        depth--;
                        return new GoNode.Block(nodes);
                    }
                    at++;
                    nodes.add(action());
                }
                default -> throw new IllegalStateException();
            }
        }
        depth--;
        return new GoNode.Block(nodes);
    }

    private void begin(Action action) {
        line = action.line();
        token = 0;
        var found = new ArrayList<String>();
        var matcher = TOKEN.matcher(action.text());
        int from = 0;
        while (from < action.text().length()) {
            if (!matcher.find(from) || matcher.start() != from || matcher.end() == from) {
                throw refused(action.text().substring(from));
            }
            found.add(matcher.group().strip());
            from = matcher.end();
        }
        tokens = found;
    }

    private String first() {
        return token < tokens.size() ? tokens.get(token) : "";
    }

    private String next() {
        var next = first();
        token++;
        return next;
    }

    private GoNode action() {
        return switch (first()) {
            case "if" -> {
                next();
                yield condition();
            }
            case "range" -> {
                next();
                yield range();
            }
            case "with", "define", "template", "block", "break", "continue" ->
                    throw refused(first());
            default -> simple();
        };
    }

    private GoNode condition() {
        var condition = whole();
        var then = block();
        if (at >= pieces.size()) {
            throw new StudioException("models.service.modelfile.template.open", line);
        }
        var otherwise = otherwise();
        return new GoNode.If(condition, then, otherwise);
    }

    /// `else`, `else if`, or nothing; up to and with the `end`.
    private GoNode.Block otherwise() {
        boolean isElse = next().equals("else");
        at++;
        if (!isElse) {
            end();
            return new GoNode.Block(List.of());
        }
        if (first().equals("if")) {
            next();
            return new GoNode.Block(List.of(condition()));
        }
        end();
        var otherwise = block();
        if (at >= pieces.size() || !next().equals("end")) {
            throw new StudioException("models.service.modelfile.template.open", line);
        }
        at++;
        return otherwise;
    }

    private void end() {
        if (token < tokens.size()) {
            throw refused(first());
        }
    }

    private GoNode range() {
        var index = "";
        var item = "";
        if (tokens.contains(":=")) {
            item = variable();
            if (first().equals(",")) {
                next();
                index = item;
                item = variable();
            }
            if (!next().equals(":=")) {
                throw refused("range");
            }
        }
        var over = whole();
        var body = block();
        if (at >= pieces.size()) {
            throw new StudioException("models.service.modelfile.template.open", line);
        }
        return new GoNode.Range(index, item, over, body, otherwise());
    }

    private String variable() {
        var name = next();
        if (!name.matches("\\$[A-Za-z_][A-Za-z0-9_]*")) {
            throw refused(name);
        }
        return name;
    }

    private GoNode simple() {
        if (tokens.size() > 2 && (tokens.get(1).equals(":=") || tokens.get(1).equals("="))) {
            var name = variable();
            boolean isNew = next().equals(":=");
            return new GoNode.Set(name, whole(), isNew);
        }
        return new GoNode.Show(whole());
    }

    /// All that is left of the action.
    private GoExpression whole() {
        var value = expression();
        end();
        return value;
    }

    private GoExpression expression() {
        var name = first();
        if (!name.matches("[A-Za-z_].*") || isWord(name)) {
            return operand();
        }
        next();
        if (!FUNCTIONS.contains(name)) {
            throw refused(name);
        }
        var arguments = new ArrayList<GoExpression>();
        while (token < tokens.size() && !first().equals(")")) {
            arguments.add(operand());
        }
        return new GoExpression.Call(name, arguments);
    }

    private static boolean isWord(String name) {
        return name.equals("true") || name.equals("false") || name.equals("nil");
    }

    private GoExpression operand() {
        var text = next();
        if (text.equals("(")) {
            if (++depth > DEEPEST) {
                throw new StudioException("models.service.modelfile.template.deep", DEEPEST);
            }
            var inner = expression();
            if (!next().equals(")")) {
                throw refused("(");
            }
            depth--;
            return inner;
        }
        if (text.startsWith("\"")) {
            return new GoExpression.Constant(unescaped(text.substring(1, text.length() - 1)));
        }
        if (text.startsWith("`")) {
            return new GoExpression.Constant(text.substring(1, text.length() - 1));
        }
        if (text.matches("-?[0-9]{1,9}")) {
            return new GoExpression.Constant(Long.valueOf(text));
        }
        if (isWord(text)) {
            return new GoExpression.Constant(text.equals("nil") ? "" : Boolean.valueOf(text));
        }
        if (text.startsWith("$") || text.startsWith(".")) {
            return field(text);
        }
        throw refused(text);
    }

    private GoExpression field(String text) {
        int dot = text.indexOf('.');
        var start = text.startsWith("$") ? text.substring(0, dot < 0 ? text.length() : dot) : ".";
        var rest = dot < 0 ? "" : text.substring(dot + 1);
        var path = rest.isEmpty() ? List.<String>of() : List.of(rest.split("\\."));
        for (var name : path) {
            if (!FIELDS.contains(name)) {
                throw refused("." + name);
            }
        }
        names.addAll(path);
        return new GoExpression.Field(start, path);
    }

    private static String unescaped(String text) {
        return text.translateEscapes();
    }

    private StudioException refused(String what) {
        var shown = what.isBlank() ? "{{}}" : what.strip();
        return new StudioException(
                "models.service.modelfile.template.refused",
                line,
                shown.length() > 40 ? shown.substring(0, 40) + "…" : shown);
    }
}
