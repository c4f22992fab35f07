package studio.likeness.models.language.chat.template;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What values are true, equal, and how they are written. Values are strings, longs, doubles,
/// booleans, lists, maps, [#NONE] and [#UNDEFINED], namespaces and functions.
final class Values {
    /// Python's None.
    static final Object NONE =
            new Object() {
                @Override
                public String toString() {
                    return "None";
                }
            };

    /// What a name stands for that nobody has set.
    static final Object UNDEFINED =
            new Object() {
                @Override
                public String toString() {
                    return "";
                }
            };

    /// Variables that loops can set.
    record Namespace(Map<String, Object> members) {}

    private Values() {}

    static boolean truth(Object value) {
        return switch (value) {
            case Boolean b -> b;
            case Long n -> n != 0;
            case Double d -> d != 0;
            case String s -> !s.isEmpty();
            case List<?> l -> !l.isEmpty();
            case Map<?, ?> m -> !m.isEmpty();
            default -> value != NONE && value != UNDEFINED;
        };
    }

    static boolean same(Object left, Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return Double.compare(a.doubleValue(), b.doubleValue()) == 0;
        }
        return Objects.equals(left, right);
    }

    /// As Jinja prints it.
    static String text(Object value, int line) {
        return switch (value) {
            case String s -> s;
            case Boolean b -> b ? "True" : "False";
            case Long n -> n.toString();
            case Double d -> d.toString();
            default -> {
                if (value == NONE || value == UNDEFINED) {
                    yield value.toString();
                }
                throw Problem.unknown(line, "{{ " + kind(value) + " }}");
            }
        };
    }

    static String kind(Object value) {
        return switch (value) {
            case String _ -> "string";
            case Number _ -> "number";
            case Boolean _ -> "boolean";
            case List<?> _ -> "list";
            case Map<?, ?> _ -> "mapping";
            case Namespace _ -> "namespace";
            default ->
                    value == NONE ? "none" : value == UNDEFINED ? "undefined" : "function";
        };
    }

    /// As Python's `json.dumps` writes it, with Unicode as it is.
    static void json(Object value, StringBuilder to, int line) {
        switch (value) {
            case String s -> quoted(s, to);
            case Boolean b -> to.append(b);
            case Number n -> to.append(n);
            case List<?> list -> {
                to.append('[');
                var gap = "";
                for (var item : list) {
                    to.append(gap);
                    json(item, to, line);
                    gap = ", ";
                }
                to.append(']');
            }
            case Map<?, ?> map -> {
                to.append('{');
                var gap = "";
                for (var entry : map.entrySet()) {
                    to.append(gap);
                    quoted(String.valueOf(entry.getKey()), to);
                    to.append(": ");
                    json(entry.getValue(), to, line);
                    gap = ", ";
                }
                to.append('}');
            }
            default -> {
                if (value != NONE) {
                    throw Problem.unknown(line, kind(value) + " | tojson");
                }
                to.append("null");
            }
        }
    }

    private static void quoted(String text, StringBuilder to) {
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> to.append("\\\"");
                case '\\' -> to.append("\\\\");
                case '\n' -> to.append("\\n");
                case '\r' -> to.append("\\r");
                case '\t' -> to.append("\\t");
                default -> {
                    if (c < ' ') {
                        to.append(String.format("\\u%04x", (int) c));
                    } else {
                        to.append(c);
                    }
                }
            }
        }
        to.append('"');
    }
}
