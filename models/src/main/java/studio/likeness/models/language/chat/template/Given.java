package studio.likeness.models.language.chat.template;

import java.util.List;
import java.util.Map;

/// The values a function, filter or test was given.
record Given(List<Object> plain, Map<String, Object> named, int line) {
    Object get(int index, String name, Object otherwise) {
        if (index < plain.size()) {
            return plain.get(index);
        }
        return named.getOrDefault(name, otherwise);
    }

    String text(int index, String name) {
        if (get(index, name, Values.UNDEFINED) instanceof String text) {
            return text;
        }
        throw Problem.broken(line, name);
    }

    boolean isEmpty() {
        return plain.isEmpty() && named.isEmpty();
    }
}
