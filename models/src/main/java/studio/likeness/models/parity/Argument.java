package studio.likeness.models.parity;

import java.util.List;
import studio.likeness.models.runtime.Array;

/// A network's input: its numbers, and which of its sizes a graph leaves open, under which names.
///
/// @param dims numbers, or names of sizes known when the graph runs
record Argument(String name, Array array, List<Object> dims) {
    static Argument of(String name, Array array, Object... dims) {
        return new Argument(name, array, List.of(dims));
    }
}
