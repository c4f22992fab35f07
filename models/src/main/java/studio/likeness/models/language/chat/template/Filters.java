package studio.likeness.models.language.chat.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What follows a bar.
final class Filters {
    private Filters() {}

    static Object apply(Object of, String name, Given given, Budget budget) {
        return switch (name) {
            case "trim" -> Methods.strip(Values.text(of, given.line()), given, true, true);
            case "length", "count" -> length(of, given);
            case "upper" -> Values.text(of, given.line()).toUpperCase(Locale.ROOT);
            case "lower" -> Values.text(of, given.line()).toLowerCase(Locale.ROOT);
            case "capitalize" -> capitalized(Values.text(of, given.line()));
            case "string" -> Values.text(of, given.line());
            case "safe" -> of;
            case "default", "d" -> {
                boolean falseToo = Values.truth(given.get(1, "boolean", false));
                yield of == Values.UNDEFINED || falseToo && !Values.truth(of)
                        ? given.get(0, "default_value", "")
                        : of;
            }
            case "int" -> number(of, given);
            case "join" -> join(items(of, given), given, budget);
            case "list" -> items(of, given);
            case "first" -> {
                var items = items(of, given);
                yield items.isEmpty() ? Values.UNDEFINED : items.getFirst();
            }
            case "last" -> {
                var items = items(of, given);
                yield items.isEmpty() ? Values.UNDEFINED : items.getLast();
            }
            case "reverse" ->
                    of instanceof String text
                            ? new StringBuilder(text).reverse().toString()
                            : items(of, given).reversed();
            case "replace" -> Methods.replace(Values.text(of, given.line()), given, budget);
            case "items" -> {
                if (of instanceof Map<?, ?> map) {
                    yield Methods.items(map);
                }
                throw unknown(of, name, given);
            }
            case "tojson" -> {
                if (!given.isEmpty()) {
                    throw Problem.unknown(given.line(), "tojson()");
                }
                var text = new StringBuilder();
                Values.json(of, text, given.line());
                yield budget.made(text.toString());
            }
            default -> throw Problem.unknown(given.line(), "| " + name);
        };
    }

    private static long length(Object of, Given given) {
        return switch (of) {
            case String text -> text.codePointCount(0, text.length());
            case List<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            default -> throw unknown(of, "length", given);
        };
    }

    private static String capitalized(String text) {
        return text.isEmpty()
                ? text
                : text.substring(0, 1).toUpperCase(Locale.ROOT)
                        + text.substring(1).toLowerCase(Locale.ROOT);
    }

    private static Object number(Object of, Given given) {
        return switch (of) {
            case Long n -> n;
            case Double d -> d.longValue();
            case Boolean b -> b ? 1L : 0L;
            case String text when text.strip().matches("[+-]?\\d{1,18}") ->
                    Long.valueOf(text.strip());
            default -> given.get(0, "default", 0L);
        };
    }

    private static String join(List<?> items, Given given, Budget budget) {
        var gap = given.get(0, "d", "") instanceof String text ? text : "";
        var joined = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            var text = (i == 0 ? "" : gap) + Values.text(items.get(i), given.line());
            joined.append(budget.made(text));
        }
        return joined.toString();
    }

    static List<?> items(Object of, Given given) {
        return switch (of) {
            case List<?> list -> list;
            case Map<?, ?> map -> List.copyOf(map.keySet());
            case String text -> {
                var letters = new ArrayList<Object>();
                text.codePoints().forEach(c -> letters.add(Character.toString(c)));
                yield letters;
            }
            default -> throw unknown(of, "list", given);
        };
    }

    private static RuntimeException unknown(Object of, String name, Given given) {
        return Problem.unknown(given.line(), Values.kind(of) + " | " + name);
    }
}
