package studio.likeness.app.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// An object of a request, read field by field. What is not asked for is not looked at, null counts
/// as missing, and a wrong type is refused by the field's name.
///
/// @param path of the object in the request, `` or `options.`
record Fields(JsonNode node, String path) {
    boolean has(String name) {
        return node.hasNonNull(name);
    }

    Optional<String> text(String name) {
        return find(name)
                .map(
                        value -> {
                            if (!value.isTextual()) {
                                throw wrong(name, "a string");
                            }
                            return value.textValue();
                        });
    }

    String need(String name) {
        return text(name)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> Refused.field(path + name, path + name + " is required"));
    }

    Optional<Boolean> flag(String name) {
        return find(name)
                .map(
                        value -> {
                            if (!value.isBoolean()) {
                                throw wrong(name, "true or false");
                            }
                            return value.booleanValue();
                        });
    }

    OptionalDouble number(String name, double least, double most) {
        var found = find(name);
        if (found.isEmpty()) {
            return OptionalDouble.empty();
        }
        var kind = "a number from " + plain(least) + " to " + plain(most);
        if (!found.get().isNumber()) {
            throw wrong(name, kind);
        }
        double value = found.get().doubleValue();
        if (!(value >= least && value <= most)) {
            throw wrong(name, kind);
        }
        return OptionalDouble.of(value);
    }

    OptionalLong whole(String name, long least, long most) {
        var found = find(name);
        if (found.isEmpty()) {
            return OptionalLong.empty();
        }
        var kind = "a whole number from " + least + " to " + most;
        var value = found.get();
        // Some clients write 1 as 1.0.
        boolean isWhole =
                value.isIntegralNumber()
                        || (value.isNumber()
                                && value.doubleValue() == Math.rint(value.doubleValue()));
        if (!isWhole || !value.canConvertToLong()) {
            throw wrong(name, kind);
        }
        long number = value.longValue();
        if (number < least || number > most) {
            throw wrong(name, kind);
        }
        return OptionalLong.of(number);
    }

    /// A string, or a list of them; empty when there is none.
    List<String> texts(String name) {
        var value = find(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get().isTextual()) {
            return List.of(value.get().textValue());
        }
        if (!value.get().isArray()) {
            throw wrong(name, "a string or a list of strings");
        }
        var texts = new ArrayList<String>();
        for (var each : value.get()) {
            if (!each.isTextual()) {
                throw wrong(name, "a string or a list of strings");
            }
            texts.add(each.textValue());
        }
        return texts;
    }

    /// An object of the object; an empty one when there is none.
    Fields object(String name) {
        var value = node.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
            throw wrong(name, "an object");
        }
        return new Fields(value, path + name + ".");
    }

    /// A list of objects; empty when there is none.
    List<Fields> objects(String name) {
        var value = find(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!value.get().isArray()) {
            throw wrong(name, "a list of objects");
        }
        var all = new ArrayList<Fields>();
        for (var each : value.get()) {
            if (!each.isObject()) {
                throw wrong(name, "a list of objects");
            }
            all.add(new Fields(each, path + name + "[" + all.size() + "]."));
        }
        return all;
    }

    /// Refuses what is asked for by these fields; empty ones ask for nothing.
    void refuse(String... names) {
        for (var name : names) {
            var value = node.path(name);
            boolean asks =
                    value.isContainerNode()
                            ? !value.isEmpty()
                            : value.isTextual()
                                    ? !value.textValue().isEmpty()
                                    : value.isNumber() || value.booleanValue();
            if (asks) {
                throw Refused.unsupported(path + name);
            }
        }
    }

    Refused wrong(String name, String expected) {
        return Refused.field(path + name, path + name + " must be " + expected);
    }

    private Optional<JsonNode> find(String name) {
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
