package studio.likeness.models.service.modelfile;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.service.modelfile.GoNode.GoExpression;

/// One use of a template. Values are texts, numbers, truths, lists and maps.
final class GoRun {
    private static final int LONGEST = 1 << 22;

    /// Ranges within ranges multiply.
    private static final int MOST_STEPS = 1_000_000;

    /// What talks without tools and thoughts leave empty.
    private static final Set<String> EMPTY =
            Set.of(
                    "System",
                    "Prompt",
                    "Response",
                    "Messages",
                    "Tools",
                    "Suffix",
                    "ToolCalls",
                    "ToolName",
                    "ToolCallID",
                    "Images",
                    "Think",
                    "ThinkLevel",
                    "IsThinkSet",
                    "Thinking");

    private final Map<String, Object> data;
    private final Deque<Map<String, Object>> scopes = new ArrayDeque<>();
    private final StringBuilder out = new StringBuilder();
    private Object here;
    private String endsAt = "";
    private boolean ended;
    private int steps;

    GoRun(Map<String, Object> data) {
        this.data = data;
        here = data;
        scopes.push(new HashMap<>());
    }

    String text(GoNode.Block root) {
        run(root);
        return out.toString();
    }

    /// Only what comes before a field is first looked at.
    String textBefore(GoNode.Block root, String field) {
        endsAt = field;
        return text(root);
    }

    private void run(GoNode node) {
        if (ended) {
            return;
        }
        if (++steps > MOST_STEPS) {
            throw refused("range");
        }
        switch (node) {
            case GoNode.Text(var text) -> write(text);
            case GoNode.Show(var value) -> {
                var shown = value(value);
                write(ended ? "" : String.valueOf(shown));
            }
            case GoNode.Set(var name, var value, var isNew) -> set(name, value(value), isNew);
            case GoNode.If(var condition, var then, var otherwise) -> {
                boolean holds = isTrue(value(condition));
                scoped(holds ? then : otherwise);
            }
            case GoNode.Range range -> range(range);
            case GoNode.Block(var nodes) -> nodes.forEach(this::run);
        }
    }

    private void write(String text) {
        if (out.length() + text.length() > LONGEST) {
            throw new StudioException("models.service.modelfile.tooLong", LONGEST);
        }
        out.append(text);
    }

    private void scoped(GoNode.Block block) {
        scopes.push(new HashMap<>());
        run(block);
        scopes.pop();
    }

    private void range(GoNode.Range range) {
        var over = value(range.over());
        if (!(over instanceof List<?> list)) {
            if (isTrue(over)) {
                throw refused("range");
            }
            scoped(range.otherwise());
            return;
        }
        if (list.isEmpty()) {
            scoped(range.otherwise());
            return;
        }
        var before = here;
        long index = 0;
        for (Object item : list) {
            scopes.push(new HashMap<>());
            if (!range.index().isEmpty()) {
                set(range.index(), index, true);
            }
            if (!range.item().isEmpty()) {
                set(range.item(), item, true);
            }
            here = item;
            run(range.body());
            scopes.pop();
            index++;
        }
        here = before;
    }

    private void set(String name, Object value, boolean isNew) {
        for (var scope : scopes) {
            if (isNew || scope.containsKey(name)) {
                scope.put(name, value);
                return;
            }
        }
        throw refused(name);
    }

    private Object value(GoExpression expression) {
        return switch (expression) {
            case GoExpression.Constant(var value) -> value;
            case GoExpression.Field field -> field(field);
            case GoExpression.Call(var function, var arguments) -> call(function, arguments);
        };
    }

    private Object field(GoExpression.Field field) {
        Object value =
                switch (field.start()) {
                    case "." -> here;
                    case "$" -> data;
                    default -> variable(field.start());
                };
        for (var name : field.path()) {
            if (name.equals(endsAt)) {
                ended = true;
                return "";
            }
            var found = value instanceof Map<?, ?> map ? map.get(name) : null;
            if (found == null && !EMPTY.contains(name)) {
                throw refused("." + name);
            }
            value = found == null ? "" : found;
        }
        return value;
    }

    private Object variable(String name) {
        return scopes.stream()
                .filter(scope -> scope.containsKey(name))
                .findFirst()
                .map(scope -> scope.get(name))
                .orElseThrow(() -> refused(name));
    }

    private Object call(String function, List<GoExpression> arguments) {
        // These look no further than they must.
        if (function.equals("and") || function.equals("or")) {
            Object last = "";
            for (var argument : arguments) {
                last = value(argument);
                if (isTrue(last) == function.equals("or")) {
                    return last;
                }
            }
            return last;
        }
        var values = arguments.stream().map(this::value).toList();
        int least = function.equals("not") || function.equals("len") ? 1 : 2;
        if (values.size() < least) {
            throw refused(function);
        }
        return switch (function) {
            case "not" -> !isTrue(values.getFirst());
            case "len" -> length(values.getFirst());
            case "eq" ->
                    values.subList(1, values.size()).stream()
                            .anyMatch(value -> Objects.equals(values.getFirst(), value));
            case "ne" -> !Objects.equals(values.get(0), values.get(1));
            case "lt" -> compare(values) < 0;
            case "le" -> compare(values) <= 0;
            case "gt" -> compare(values) > 0;
            case "ge" -> compare(values) >= 0;
            case "slice" -> slice(values);
            case "index" -> index(values);
            default -> throw refused(function);
        };
    }

    private static long length(Object value) {
        return switch (value) {
            case String text -> text.length();
            case List<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            default -> throw refused("len");
        };
    }

    private static int compare(List<Object> values) {
        if (values.get(0) instanceof Long a && values.get(1) instanceof Long b) {
            return a.compareTo(b);
        }
        if (values.get(0) instanceof String a && values.get(1) instanceof String b) {
            return a.compareTo(b);
        }
        throw refused("lt");
    }

    private static Object slice(List<Object> values) {
        if (!(values.get(1) instanceof Long from)) {
            throw refused("slice");
        }
        long to = length(values.getFirst());
        if (values.size() > 2 && values.get(2) instanceof Long end) {
            to = end;
        }
        if (from < 0 || from > to || to > length(values.getFirst())) {
            throw refused("slice");
        }
        return switch (values.getFirst()) {
            case String text -> text.substring(from.intValue(), (int) to);
            case List<?> list -> list.subList(from.intValue(), (int) to);
            default -> throw refused("slice");
        };
    }

    private static Object index(List<Object> values) {
        if (values.get(0) instanceof List<?> list
                && values.get(1) instanceof Long at
                && at >= 0
                && at < list.size()) {
            return list.get(at.intValue());
        }
        throw refused("index");
    }

    private static boolean isTrue(Object value) {
        return switch (value) {
            case Boolean truth -> truth;
            case String text -> !text.isEmpty();
            case Long number -> number != 0;
            case List<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            default -> true;
        };
    }

    private static StudioException refused(String what) {
        return new StudioException("models.service.modelfile.template.unusable", what);
    }
}
