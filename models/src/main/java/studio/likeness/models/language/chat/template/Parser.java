package studio.likeness.models.language.chat.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import studio.likeness.models.language.chat.template.Scanner.Part;

/// Reads the tags of a template.
final class Parser {
    private static final int DEEPEST = 50;

    private final List<Part> parts;
    private int at;
    private int depth;

    private Parser(List<Part> parts) {
        this.parts = parts;
    }

    static List<Statement> parse(String source) {
        var parser = new Parser(Scanner.scan(source));
        var all = parser.statements(Set.of());
        if (parser.at < parser.parts.size()) {
            var stray = ((Part.Block) parser.parts.get(parser.at)).tokens().getFirst();
            throw Problem.broken(stray.line(), stray.text());
        }
        return all;
    }

    /// Up to a block that begins with one of some words, which is left for the caller.
    private List<Statement> statements(Set<String> until) {
        if (++depth > DEEPEST) {
            throw Problem.endless();
        }
        var found = new ArrayList<Statement>();
        while (at < parts.size()) {
            switch (parts.get(at)) {
                case Part.Text(var text) -> {
                    found.add(new Statement.Text(text));
                    at++;
                }
                case Part.Output(var tokens) -> {
                    var expressions = new ExpressionParser(tokens);
                    found.add(new Statement.Output(expressions.expressions()));
                    expressions.end();
                    at++;
                }
                case Part.Block(var tokens) -> {
                    var word = tokens.getFirst().text();
                    if (until.contains(word) || word.startsWith("end") || word.startsWith("el")) {
                        depth--;
                        return found;
                    }
                    at++;
                    block(tokens).ifPresent(found::add);
                }
            }
        }
        depth--;
        return found;
    }

    private Optional<Statement> block(List<Token> tokens) {
        var words = new ExpressionParser(tokens);
        var word = words.next();
        return switch (word.text()) {
            case "if" -> Optional.of(condition(words));
            case "for" -> Optional.of(loop(words, word.line()));
            case "set" -> Optional.of(set(words, word.line()));
            // Marks what a model is trained on; the words within are the prompt's all the same.
            case "generation" -> {
                words.end();
                var body = statements(Set.of("endgeneration"));
                close("endgeneration", word.line());
                yield Optional.of(
                        new Statement.If(
                                List.of(
                                        new Statement.Branch(
                                                new Expression.Literal(true, word.line()), body)),
                                List.of()));
            }
            default -> throw Problem.unknown(word.line(), word.text());
        };
    }

    private Statement condition(ExpressionParser first) {
        var branches = new ArrayList<Statement.Branch>();
        var words = first;
        int line = words.peek().line();
        while (true) {
            var when = words.expression();
            words.end();
            branches.add(
                    new Statement.Branch(when, statements(Set.of("elif", "else", "endif"))));
            var next = open(line);
            if (next.skipName("elif")) {
                words = next;
                continue;
            }
            List<Statement> otherwise = List.of();
            if (next.skipName("else")) {
                next.end();
                otherwise = statements(Set.of("endif"));
                close("endif", line);
            } else if (!next.skipName("endif")) {
                throw Problem.broken(next.peek().line(), next.peek().text());
            }
            return new Statement.If(branches, otherwise);
        }
    }

    private Statement loop(ExpressionParser words, int line) {
        var names = new ArrayList<>(List.of(words.name()));
        while (words.skip(",")) {
            names.add(words.name());
        }
        if (!words.skipName("in")) {
            throw Problem.broken(line, "for");
        }
        var items = words.withoutChoice();
        var only =
                words.skipName("if")
                        ? Optional.of(words.expression())
                        : Optional.<Expression>empty();
        words.end();
        var body = statements(Set.of("else", "endfor"));
        var next = open(line);
        List<Statement> otherwise = List.of();
        if (next.skipName("else")) {
            otherwise = statements(Set.of("endfor"));
            close("endfor", line);
        } else if (!next.skipName("endfor")) {
            throw Problem.broken(next.peek().line(), next.peek().text());
        }
        return new Statement.For(names, items, only, body, otherwise, line);
    }

    private Statement set(ExpressionParser words, int line) {
        var name = words.name();
        var member = words.skip(".") ? words.name() : "";
        if (words.skip("=")) {
            var value = words.expressions();
            words.end();
            return new Statement.Set(name, member, value, line);
        }
        words.end();
        var body = statements(Set.of("endset"));
        close("endset", line);
        return new Statement.Capture(name, body);
    }

    /// The words of the block that [#statements] stopped at.
    private ExpressionParser open(int line) {
        if (at >= parts.size()) {
            throw Problem.broken(line, "{%");
        }
        return new ExpressionParser(((Part.Block) parts.get(at++)).tokens());
    }

    private void close(String word, int line) {
        var words = open(line);
        if (!words.skipName(word)) {
            throw Problem.broken(words.peek().line(), words.peek().text());
        }
        words.end();
    }
}
