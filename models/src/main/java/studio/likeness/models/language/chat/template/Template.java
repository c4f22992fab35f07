package studio.likeness.models.language.chat.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A chat template, read once. It understands a tested part of Jinja (conditions, loops, sets,
/// namespaces, the filters, tests and methods that published templates use) and names the line and
/// the construct when it meets anything else. Work is bounded.
public final class Template {
    private final List<Statement> statements;

    private Template(List<Statement> statements) {
        this.statements = statements;
    }

    /// @throws studio.likeness.models.job.StudioException naming what it does not understand
    public static Template parse(String source) {
        return new Template(Parser.parse(source));
    }

    /// @param variables strings, longs, doubles, booleans, lists and maps of them; `Optional.empty`
    ///     is None
    /// @throws studio.likeness.models.job.StudioException when the template refuses, fails or runs
    ///     too long
    public String render(Map<String, Object> variables) {
        var scope = new Scope(Optional.empty());
        variables.forEach((name, value) -> scope.set(name, none(value)));
        var run = new Run();
        var out = new StringBuilder();
        run.all(statements, scope, out);
        return out.toString();
    }

    private static Object none(Object value) {
        return value.equals(Optional.empty()) ? Values.NONE : value;
    }

    private static final class Run {
        private final Budget budget = new Budget();
        private final Evaluator evaluator = new Evaluator(budget);

        void all(List<Statement> statements, Scope scope, StringBuilder out) {
            statements.forEach(statement -> one(statement, scope, out));
        }

        private void one(Statement statement, Scope scope, StringBuilder out) {
            budget.step();
            switch (statement) {
                case Statement.Text(var text) -> out.append(budget.made(text));
                case Statement.Output(var value) ->
                        out.append(
                                budget.made(
                                        Values.text(
                                                evaluator.value(value, scope), value.line())));
                case Statement.If(var branches, var otherwise) -> {
                    for (var branch : branches) {
                        if (Values.truth(evaluator.value(branch.when(), scope))) {
                            all(branch.body(), scope, out);
                            return;
                        }
                    }
                    all(otherwise, scope, out);
                }
                case Statement.For loop -> loop(loop, scope, out);
                case Statement.Set set -> set(set, scope);
                case Statement.Capture(var name, var body) -> {
                    var written = new StringBuilder();
                    all(body, scope, written);
                    scope.set(name, written.toString());
                }
            }
        }

        private void set(Statement.Set set, Scope scope) {
            var value = evaluator.value(set.value(), scope);
            if (set.member().isEmpty()) {
                scope.set(set.name(), value);
            } else if (scope.get(set.name()) instanceof Values.Namespace(var members)) {
                members.put(set.member(), value);
            } else {
                throw Problem.broken(set.line(), set.name() + "." + set.member());
            }
        }

        private void loop(Statement.For loop, Scope scope, StringBuilder out) {
            var source = evaluator.value(loop.items(), scope);
            var items = new ArrayList<Object>();
            if (source != Values.UNDEFINED) {
                for (var item :
                        Filters.items(source, new Given(List.of(), Map.of(), loop.line()))) {
                    var within = new Scope(Optional.of(scope));
                    bind(loop, item, within);
                    if (loop.only()
                            .map(only -> Values.truth(evaluator.value(only, within)))
                            .orElse(true)) {
                        items.add(item);
                    }
                }
            }
            for (int i = 0; i < items.size(); i++) {
                var within = new Scope(Optional.of(scope));
                bind(loop, items.get(i), within);
                within.set("loop", state(items, i));
                all(loop.body(), within, out);
            }
            if (items.isEmpty()) {
                all(loop.otherwise(), scope, out);
            }
        }

        private static void bind(Statement.For loop, Object item, Scope within) {
            if (loop.names().size() == 1) {
                within.set(loop.names().getFirst(), item);
                return;
            }
            if (!(item instanceof List<?> parts) || parts.size() != loop.names().size()) {
                throw Problem.broken(loop.line(), "for " + String.join(", ", loop.names()));
            }
            for (int i = 0; i < parts.size(); i++) {
                within.set(loop.names().get(i), parts.get(i));
            }
        }

        private static Map<String, Object> state(List<Object> items, int i) {
            var state = new HashMap<String, Object>();
            state.put("index", i + 1L);
            state.put("index0", (long) i);
            state.put("revindex", (long) items.size() - i);
            state.put("revindex0", items.size() - i - 1L);
            state.put("first", i == 0);
            state.put("last", i == items.size() - 1);
            state.put("length", (long) items.size());
            state.put("previtem", i > 0 ? items.get(i - 1) : Values.UNDEFINED);
            state.put("nextitem", i + 1 < items.size() ? items.get(i + 1) : Values.UNDEFINED);
            return state;
        }
    }
}
