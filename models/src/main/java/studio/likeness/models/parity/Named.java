package studio.likeness.models.parity;

import java.util.Map;

/// Tensors or numbers by name; asking for one that is not there is a mistake.
record Named<T>(Map<String, T> all) {
    T get(String name) {
        var found = all.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "expected one of " + all.keySet() + ", found " + name);
        }
        return found;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }
}
