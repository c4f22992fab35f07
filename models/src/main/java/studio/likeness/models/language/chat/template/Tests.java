package studio.likeness.models.language.chat.template;

import java.util.List;
import java.util.Map;

/// What follows `is`.
final class Tests {
    private Tests() {}

    static boolean holds(Object of, String name, Given given) {
        return switch (name) {
            case "defined" -> of != Values.UNDEFINED;
            case "undefined" -> of == Values.UNDEFINED;
            case "none" -> of == Values.NONE;
            case "string" -> of instanceof String;
            case "number" -> of instanceof Number;
            case "integer" -> of instanceof Long;
            case "boolean" -> of instanceof Boolean;
            case "true" -> of.equals(true);
            case "false" -> of.equals(false);
            case "mapping" -> of instanceof Map;
            case "sequence", "iterable" ->
                    of instanceof List || of instanceof String || of instanceof Map;
            case "odd" -> of instanceof Long n && n % 2 != 0;
            case "even" -> of instanceof Long n && n % 2 == 0;
            case "equalto", "eq" -> Values.same(of, given.get(0, "other", Values.UNDEFINED));
            default -> throw Problem.unknown(given.line(), "is " + name);
        };
    }
}
