package studio.likeness.models.language.chat.template;

import java.util.List;
import java.util.Optional;

/// Something a template does.
sealed interface Statement {
    record Text(String text) implements Statement {}

    record Output(Expression value) implements Statement {}

    record Branch(Expression when, List<Statement> body) {}

    record If(List<Branch> branches, List<Statement> otherwise) implements Statement {}

    /// @param names one, or as many as each item has parts
    /// @param only leaves out the items for which it is not true
    record For(
            List<String> names,
            Expression items,
            Optional<Expression> only,
            List<Statement> body,
            List<Statement> otherwise,
            int line)
            implements Statement {}

    /// @param member set on a namespace; empty for a plain variable
    record Set(String name, String member, Expression value, int line) implements Statement {}

    /// A variable set to what its body writes.
    record Capture(String name, List<Statement> body) implements Statement {}
}
