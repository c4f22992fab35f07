package studio.likeness.models.language.chat.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Something with a value.
sealed interface Expression {
    /// In the template, from 1.
    int line();

    record Literal(Object value, int line) implements Expression {}

    record Name(String name, int line) implements Expression {}

    record Member(Expression of, String name, int line) implements Expression {}

    record Index(Expression of, Expression key, int line) implements Expression {}

    record Slice(
            Expression of,
            Optional<Expression> from,
            Optional<Expression> to,
            Optional<Expression> step,
            int line)
            implements Expression {}

    record Call(Expression function, Arguments arguments, int line) implements Expression {}

    record Filter(Expression of, String name, Arguments arguments, int line)
            implements Expression {}

    record Test(Expression of, String name, Arguments arguments, int line)
            implements Expression {}

    record Not(Expression of, int line) implements Expression {}

    record Negative(Expression of, int line) implements Expression {}

    record Binary(String sign, Expression left, Expression right, int line)
            implements Expression {}

    record Choice(Expression when, Expression then, Optional<Expression> otherwise, int line)
            implements Expression {}

    record ListOf(List<Expression> items, int line) implements Expression {}

    record MapOf(List<Map.Entry<Expression, Expression>> entries, int line)
            implements Expression {}

    /// What a function, filter or test is given.
    record Arguments(List<Expression> plain, Map<String, Expression> named) {
        static Arguments none() {
            return new Arguments(List.of(), Map.of());
        }
    }
}
