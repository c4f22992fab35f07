package studio.likeness.models.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/// One input or output of a graph.
///
/// @param shape `-1` where a size is only known at run time
/// @param symbols the name of each such size; empty where it has none or is fixed
public record Port(String name, ElementType type, long[] shape, List<String> symbols) {
    public Port {
        symbols = List.copyOf(symbols);
        if (shape.length != symbols.size()) {
            throw new IllegalArgumentException(
                    "expected a symbol per axis (" + shape.length + "), found " + symbols.size());
        }
    }

    /// @throws IllegalArgumentException when the numbers or their shape are not this port's
    void check(Array array) {
        var found = array.shape();
        boolean fits = found.length == shape.length && NativeArrays.fits(array, type);
        for (int i = 0; fits && i < shape.length; i++) {
            fits = shape[i] < 0 || shape[i] == found[i];
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "expected %s, found %s %s"
                            .formatted(
                                    this,
                                    array.getClass().getSimpleName(),
                                    Arrays.toString(found)));
        }
    }

    /// For example `input_ids INT64 [batch, seq]`.
    @Override
    public String toString() {
        var sizes = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < shape.length; i++) {
            sizes.add(
                    shape[i] >= 0
                            ? Long.toString(shape[i])
                            : symbols.get(i).isEmpty() ? "?" : symbols.get(i));
        }
        return name + " " + type + " " + sizes;
    }
}
