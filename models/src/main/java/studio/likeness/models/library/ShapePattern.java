package studio.likeness.models.library;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a shape must look like, written as `[vocabulary,width]`, `[3*width,width]`, `[16,6,7,7]` or
/// `[_,576]`: a number is itself, `_` is any size, and a word is a size that gets this name and is
/// the same wherever the word occurs in one [Signature].
record ShapePattern(List<Size> sizes) {

    /// One axis: `factor * name`; a name of `` for a plain number, `_` for anything.
    record Size(long factor, String name) {}

    ShapePattern {
        sizes = List.copyOf(sizes);
    }

    static ShapePattern of(String text) {
        if (!text.startsWith("[") || !text.endsWith("]")) {
            throw new IllegalArgumentException("expected a shape like [3,width], found " + text);
        }
        var inside = text.substring(1, text.length() - 1);
        var sizes = new ArrayList<Size>();
        for (var part : inside.isBlank() ? new String[0] : inside.split(",", -1)) {
            sizes.add(size(part.strip()));
        }
        return new ShapePattern(sizes);
    }

    private static Size size(String text) {
        var star = text.indexOf('*');
        if (star > 0) {
            return new Size(Long.parseLong(text.substring(0, star)), text.substring(star + 1));
        }
        return Character.isDigit(text.charAt(0))
                ? new Size(Long.parseLong(text), "")
                : new Size(1, text);
    }

    /// Whether a shape fits; the sizes it names are then added to those known.
    ///
    /// @param shape a negative size is one that the file leaves open; it fits all but a number
    /// @param known sizes by name; unchanged when the shape does not fit
    boolean fits(long[] shape, Map<String, Long> known) {
        if (shape.length != sizes.size()) {
            return false;
        }
        var learnt = new HashMap<String, Long>();
        for (int i = 0; i < shape.length; i++) {
            var size = sizes.get(i);
            if (size.name().equals("_")) {
                continue;
            }
            if (size.name().isEmpty()) {
                if (shape[i] != size.factor()) {
                    return false;
                }
                continue;
            }
            if (shape[i] < 0) {
                continue;
            }
            if (shape[i] % size.factor() != 0) {
                return false;
            }
            var value = shape[i] / size.factor();
            var before = learnt.getOrDefault(size.name(), known.getOrDefault(size.name(), value));
            if (before != value) {
                return false;
            }
            learnt.put(size.name(), value);
        }
        for (var size : sizes) { // in the order written, which is the order facts are shown in
            if (learnt.containsKey(size.name())) {
                known.putIfAbsent(size.name(), learnt.get(size.name()));
            }
        }
        return true;
    }
}
