package studio.likeness.models.language.chat.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import studio.likeness.models.language.chat.template.Expression.Arguments;

/// Reads expressions; the weakest binding first, as in Jinja's own grammar.
final class ExpressionParser {
    /// Deeper than anyone writes, and far from the end of the stack.
    private static final int DEEPEST = 100;

    private static final Set<String> COMPARING = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> RESERVED = Set.of("else", "or", "and", "is", "if", "in", "not");

    private final List<Token> tokens;
    private int at;
    private int depth;

    ExpressionParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token next() {
        var token = tokens.get(at);
        if (token.kind() != Token.Kind.END) {
            at++;
        }
        return token;
    }

    boolean skip(String sign) {
        if (peek().is(sign)) {
            next();
            return true;
        }
        return false;
    }

    boolean skipName(String name) {
        if (peek().named(name)) {
            next();
            return true;
        }
        return false;
    }

    void expect(String sign) {
        if (!skip(sign)) {
            throw Problem.broken(peek().line(), peek().text());
        }
    }

    String name() {
        var token = next();
        if (token.kind() != Token.Kind.NAME) {
            throw Problem.broken(token.line(), token.text());
        }
        return token.text();
    }

    void end() {
        if (peek().kind() != Token.Kind.END) {
            throw Problem.unknown(peek().line(), peek().text());
        }
    }

    /// Perhaps a list without brackets.
    Expression expressions() {
        var first = expression();
        if (!peek().is(",")) {
            return first;
        }
        var items = new ArrayList<>(List.of(first));
        while (skip(",")) {
            if (peek().kind() == Token.Kind.END) {
                break;
            }
            items.add(expression());
        }
        return new Expression.ListOf(items, first.line());
    }

    Expression expression() {
        if (++depth > DEEPEST) {
            throw Problem.unknown(peek().line(), peek().text());
        }
        var value = or();
        while (peek().named("if")) {
            int line = next().line();
            var when = or();
            var otherwise =
                    skipName("else") ? Optional.of(expression()) : Optional.<Expression>empty();
            value = new Expression.Choice(when, value, otherwise, line);
        }
        depth--;
        return value;
    }

    /// What a loop goes over: an `if` after it belongs to the loop.
    Expression withoutChoice() {
        return or();
    }

    private Expression or() {
        var left = and();
        while (peek().named("or")) {
            int line = next().line();
            left = new Expression.Binary("or", left, and(), line);
        }
        return left;
    }

    private Expression and() {
        var left = not();
        while (peek().named("and")) {
            int line = next().line();
            left = new Expression.Binary("and", left, not(), line);
        }
        return left;
    }

    private Expression not() {
        int nots = 0;
        int line = peek().line();
        while (skipName("not")) {
            nots++;
        }
        var value = comparison();
        return nots % 2 == 0
                ? nots == 0 ? value : new Expression.Not(new Expression.Not(value, line), line)
                : new Expression.Not(value, line);
    }

    private Expression comparison() {
        var left = sum();
        Optional<Expression> chain = Optional.empty();
        while (true) {
            var token = peek();
            Expression step;
            Expression right;
            if (token.kind() == Token.Kind.SIGN && COMPARING.contains(token.text())) {
                next();
                right = sum();
                step = new Expression.Binary(token.text(), left, right, token.line());
            } else if (token.named("in")) {
                next();
                right = sum();
                step = new Expression.Binary("in", left, right, token.line());
            } else if (token.named("not") && tokens.get(at + 1).named("in")) {
                next();
                next();
                right = sum();
                step =
                        new Expression.Not(
                                new Expression.Binary("in", left, right, token.line()),
                                token.line());
            } else {
                return chain.orElse(left);
            }
            var all =
                    chain.<Expression>map(
                            c -> new Expression.Binary("and", c, step, token.line()));
            chain = Optional.of(all.orElse(step));
            left = right;
        }
    }

    private Expression sum() {
        var left = concatenation();
        while (peek().is("+") || peek().is("-")) {
            var sign = next();
            left = new Expression.Binary(sign.text(), left, concatenation(), sign.line());
        }
        return left;
    }

    private Expression concatenation() {
        var left = product();
        while (peek().is("~")) {
            var sign = next();
            left = new Expression.Binary("~", left, product(), sign.line());
        }
        return left;
    }

    private Expression product() {
        var left = signed();
        while (peek().is("*") || peek().is("/") || peek().is("//") || peek().is("%")) {
            var sign = next();
            left = new Expression.Binary(sign.text(), left, signed(), sign.line());
        }
        return left;
    }

    private Expression signed() {
        int line = peek().line();
        boolean negative = false;
        while (peek().is("-") || peek().is("+")) {
            negative ^= next().is("-");
        }
        var value = filtered(followed(primary()));
        return negative ? new Expression.Negative(value, line) : value;
    }

    private Expression primary() {
        var token = next();
        return switch (token.kind()) {
            case STRING -> string(token);
            case INTEGER -> new Expression.Literal(Long.valueOf(token.text()), token.line());
            case DECIMAL -> new Expression.Literal(Double.valueOf(token.text()), token.line());
            case NAME -> name(token);
            case SIGN -> bracketed(token);
            case END -> throw Problem.broken(token.line(), token.text());
        };
    }

    /// Strings beside each other are one.
    private Expression string(Token first) {
        var text = new StringBuilder(first.text());
        while (peek().kind() == Token.Kind.STRING) {
            text.append(next().text());
        }
        return new Expression.Literal(text.toString(), first.line());
    }

    private static Expression name(Token token) {
        return switch (token.text()) {
            case "true", "True" -> new Expression.Literal(true, token.line());
            case "false", "False" -> new Expression.Literal(false, token.line());
            case "none", "None" -> new Expression.Literal(Values.NONE, token.line());
            default -> {
                if (RESERVED.contains(token.text())) {
                    throw Problem.broken(token.line(), token.text());
                }
                yield new Expression.Name(token.text(), token.line());
            }
        };
    }

    private Expression bracketed(Token open) {
        return switch (open.text()) {
            case "(" -> {
                var items = new ArrayList<Expression>();
                boolean tuple = peek().is(")");
                while (!skip(")")) {
                    items.add(expression());
                    if (!peek().is(")")) {
                        expect(",");
                        tuple = true;
                    }
                }
                yield tuple ? new Expression.ListOf(items, open.line()) : items.getFirst();
            }
            case "[" -> {
                var items = new ArrayList<Expression>();
                while (!skip("]")) {
                    items.add(expression());
                    if (!peek().is("]")) {
                        expect(",");
                    }
                }
                yield new Expression.ListOf(items, open.line());
            }
            case "{" -> {
                var entries = new ArrayList<Map.Entry<Expression, Expression>>();
                while (!skip("}")) {
                    var key = expression();
                    expect(":");
                    entries.add(Map.entry(key, expression()));
                    if (!peek().is("}")) {
                        expect(",");
                    }
                }
                yield new Expression.MapOf(entries, open.line());
            }
            default -> throw Problem.unknown(open.line(), open.text());
        };
    }

    private Expression followed(Expression value) {
        var left = value;
        while (true) {
            int line = peek().line();
            if (skip(".")) {
                left = new Expression.Member(left, name(), line);
            } else if (skip("[")) {
                left = subscript(left, line);
            } else if (peek().is("(")) {
                left = new Expression.Call(left, arguments(), line);
            } else {
                return left;
            }
        }
    }

    private Expression subscript(Expression of, int line) {
        var bounds = new ArrayList<Optional<Expression>>();
        boolean slice = false;
        while (true) {
            bounds.add(
                    peek().is(":") || peek().is("]")
                            ? Optional.empty()
                            : Optional.of(expression()));
            if (skip("]")) {
                break;
            }
            expect(":");
            slice = true;
        }
        if (slice && bounds.size() <= 3) {
            return new Expression.Slice(
                    of,
                    bounds.get(0),
                    bounds.get(1),
                    bounds.size() > 2 ? bounds.get(2) : Optional.empty(),
                    line);
        }
        if (slice || bounds.getFirst().isEmpty()) {
            throw Problem.broken(line, "[]");
        }
        return new Expression.Index(of, bounds.getFirst().get(), line);
    }

    private Expression filtered(Expression value) {
        var left = value;
        while (true) {
            int line = peek().line();
            if (skip("|")) {
                var filter = name();
                var arguments = peek().is("(") ? arguments() : Arguments.none();
                left = followed(new Expression.Filter(left, filter, arguments, line));
            } else if (skipName("is")) {
                boolean not = skipName("not");
                Expression test = new Expression.Test(left, name(), testArguments(), line);
                left = not ? new Expression.Not(test, line) : test;
            } else {
                return left;
            }
        }
    }

    /// In brackets, or one value without.
    private Arguments testArguments() {
        var token = peek();
        if (token.is("(")) {
            return arguments();
        }
        boolean value =
                switch (token.kind()) {
                    case STRING, INTEGER, DECIMAL -> true;
                    case NAME -> !RESERVED.contains(token.text());
                    case SIGN -> token.is("[") || token.is("{");
                    case END -> false;
                };
        return value
                ? new Arguments(List.of(followed(primary())), Map.of())
                : Arguments.none();
    }

    private Arguments arguments() {
        expect("(");
        var plain = new ArrayList<Expression>();
        var named = new LinkedHashMap<String, Expression>();
        while (!skip(")")) {
            if (peek().kind() == Token.Kind.NAME && tokens.get(at + 1).is("=")) {
                var name = name();
                next();
                named.put(name, expression());
            } else {
                plain.add(expression());
            }
            if (!peek().is(")")) {
                expect(",");
            }
        }
        return new Arguments(plain, named);
    }
}
