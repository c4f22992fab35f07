package studio.likeness.models.language.chat.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What can be called on values, as Python names it.
final class Methods {
    private Methods() {}

    static Object call(Object of, String name, Given given, Budget budget) {
        return switch (of) {
            case String text -> onText(text, name, given, budget);
            case Map<?, ?> map -> onMap(map, name, given);
            default -> throw unknown(of, name, given);
        };
    }

    private static Object onText(String text, String name, Given given, Budget budget) {
        return switch (name) {
            case "startswith" -> starts(given).stream().anyMatch(text::startsWith);
            case "endswith" -> starts(given).stream().anyMatch(text::endsWith);
            case "strip" -> strip(text, given, true, true);
            case "lstrip" -> strip(text, given, true, false);
            case "rstrip" -> strip(text, given, false, true);
            case "upper" -> text.toUpperCase(Locale.ROOT);
            case "lower" -> text.toLowerCase(Locale.ROOT);
            case "split" -> split(text, given, budget);
            case "replace" -> replace(text, given, budget);
            case "count" -> (long) (split(text, given, budget).size() - 1);
            case "find" -> (long) text.indexOf(given.text(0, "sub"));
            default -> throw unknown(text, name, given);
        };
    }

    /// One text, or a list of which any will do.
    private static List<String> starts(Given given) {
        return switch (given.get(0, "prefix", Values.UNDEFINED)) {
            case String one -> List.of(one);
            case List<?> any -> any.stream().map(String::valueOf).toList();
            default -> throw Problem.broken(given.line(), "startswith");
        };
    }

    static String strip(String text, Given given, boolean left, boolean right) {
        if (given.isEmpty()) {
            return left ? right ? text.strip() : text.stripLeading() : text.stripTrailing();
        }
        var signs = given.text(0, "chars");
        int from = 0;
        int to = text.length();
        while (left && from < to && signs.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (right && to > from && signs.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    private static List<Object> split(String text, Given given, Budget budget) {
        long most = given.get(1, "maxsplit", -1L) instanceof Long n && n >= 0 ? n : Long.MAX_VALUE;
        if (given.get(0, "sep", Values.NONE) == Values.NONE) {
            var words = text.strip();
            return words.isEmpty() ? List.of() : List.of((Object[]) words.split("\\s+", 0));
        }
        var separator = given.text(0, "sep");
        if (separator.isEmpty()) {
            throw Problem.broken(given.line(), "split('')");
        }
        var parts = new ArrayList<Object>();
        int from = 0;
        for (int at = text.indexOf(separator);
                at >= 0 && parts.size() < most;
                at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
        }
        parts.add(text.substring(from));
        budget.take(text.length() + parts.size());
        return parts;
    }

    static String replace(String text, Given given, Budget budget) {
        var old = given.text(0, "old");
        var replacement = given.text(1, "new");
        // Each replacement can only be as often as the old text fits.
        budget.take(
                (long) text.length()
                        + (long) (text.length() / Math.max(1, old.length()) + 1)
                                * replacement.length());
        return text.replace(old, replacement);
    }

    private static Object onMap(Map<?, ?> map, String name, Given given) {
        return switch (name) {
            case "get" -> {
                Object value = map.get(given.get(0, "key", Values.UNDEFINED));
                yield value == null ? given.get(1, "default", Values.NONE) : value;
            }
            case "items" -> items(map);
            case "keys" -> List.copyOf(map.keySet());
            case "values" -> List.copyOf(map.values());
            default -> throw unknown(map, name, given);
        };
    }

    static List<Object> items(Map<?, ?> map) {
        return map.entrySet().stream()
                .<Object>map(e -> List.of(e.getKey(), e.getValue()))
                .toList();
    }

    private static RuntimeException unknown(Object of, String name, Given given) {
        return Problem.unknown(given.line(), Values.kind(of) + "." + name + "()");
    }
}
