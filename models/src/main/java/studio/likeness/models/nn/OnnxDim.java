package studio.likeness.models.nn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A size that a graph knows only when it runs: a polynomial in sizes of its tensors. Kept as
/// one, so that `(time + 3) - 3` is `time` again, and nothing is computed at run time that need
/// not be.
///
/// @param terms products of atoms, sorted, and how often each counts; the empty product is 1
record OnnxDim(Map<List<OnnxDim.Atom>, Long> terms) implements Dim {

    /// What cannot be taken apart further.
    sealed interface Atom {}

    /// The size of a graph input's axis, by the name its users gave it.
    record Symbol(String name) implements Atom {
        @Override
        public String toString() {
            return name;
        }
    }

    /// The size of a tensor's axis.
    record Axis(String tensor, int axis) implements Atom {
        @Override
        public String toString() {
            return tensor + "[" + axis + "]";
        }
    }

    /// Rounded down.
    record Quotient(OnnxDim dividend, long divisor) implements Atom {
        @Override
        public String toString() {
            return "(" + dividend + ")/" + divisor;
        }
    }

    record Larger(Dim a, Dim b) implements Atom {
        @Override
        public String toString() {
            return "max(" + text(a) + "," + text(b) + ")";
        }
    }

    private static final Comparator<List<Atom>> BY_TEXT = Comparator.comparing(List::toString);

    OnnxDim {
        var sorted = new TreeMap<List<Atom>, Long>(BY_TEXT);
        sorted.putAll(terms);
        terms = sorted;
    }

    static Dim of(Atom atom) {
        return new OnnxDim(Map.of(List.of(atom), 1L));
    }

    private static Map<List<Atom>, Long> terms(Dim dim) {
        return switch (dim) {
            case OnnxDim(var terms) -> terms;
            case Known(var size) -> Map.of(List.of(), size);
            default -> throw new IllegalArgumentException("expected a graph's size, found " + dim);
        };
    }

    /// Known where nothing but a number is left.
    private static Dim simple(Map<List<Atom>, Long> terms) {
        terms.values().removeIf(count -> count == 0);
        if (terms.isEmpty()) {
            return Dim.of(0);
        }
        var constant = terms.get(List.<Atom>of());
        // below -1 it is no size, but may still become one
        return terms.size() == 1 && constant != null && constant >= -1
                ? Dim.of(constant)
                : new OnnxDim(terms);
    }

    private static Map<List<Atom>, Long> empty() {
        return new TreeMap<>(BY_TEXT);
    }

    @Override
    public Dim plus(Dim other) {
        var sum = empty();
        sum.putAll(terms);
        terms(other).forEach((product, count) -> sum.merge(product, count, Long::sum));
        return simple(sum);
    }

    @Override
    public Dim minus(Dim other) {
        var difference = empty();
        difference.putAll(terms);
        terms(other).forEach((product, count) -> difference.merge(product, -count, Long::sum));
        return simple(difference);
    }

    @Override
    public Dim times(Dim other) {
        var result = empty();
        terms.forEach(
                (product, count) ->
                        terms(other)
                                .forEach(
                                        (second, times) ->
                                                result.merge(
                                                        join(product, second),
                                                        count * times,
                                                        Long::sum)));
        return simple(result);
    }

    private static List<Atom> join(List<Atom> a, List<Atom> b) {
        var both = new ArrayList<Atom>(a);
        both.addAll(b);
        both.sort(Comparator.comparing(Object::toString));
        return List.copyOf(both);
    }

    @Override
    public Dim dividedBy(long divisor) {
        if (terms.values().stream().allMatch(count -> count % divisor == 0)) {
            var result = empty();
            terms.forEach((product, count) -> result.put(product, count / divisor));
            return simple(result);
        }
        return of(new Quotient(this, divisor));
    }

    @Override
    public Dim max(Dim other) {
        return switch (minus(other)) {
            case Known(var more) -> more >= 0 ? this : other;
            case OnnxDim(var more) when more.size() == 1 && more.containsKey(List.<Atom>of()) ->
                    other;
            default -> of(new Larger(this, other));
        };
    }

    static String text(Dim dim) {
        return dim instanceof Known(var size) ? Long.toString(size) : dim.toString();
    }

    @Override
    public String toString() {
        return terms.entrySet().stream()
                .map(term -> text(term.getKey(), term.getValue()))
                .collect(Collectors.joining("+"));
    }

    private static String text(List<Atom> product, long count) {
        var atoms = product.stream().map(Object::toString).collect(Collectors.joining("*"));
        if (atoms.isEmpty()) {
            return Long.toString(count);
        }
        return count == 1 ? atoms : count + "*" + atoms;
    }
}
