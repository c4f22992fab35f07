package studio.likeness.models.nn;

/// A size. Most are known when a network is written down; in a graph some are known only when it
/// runs (the number of tokens, the length of a sound).
public interface Dim {
    static Dim of(long size) {
        return new Known(size);
    }

    /// A size that is known now.
    record Known(long size) implements Dim {
        public Known {
            if (size < -1) {
                throw new IllegalArgumentException("expected a size, found " + size);
            }
        }

        @Override
        public Dim plus(Dim other) {
            return other instanceof Known(var b) ? Dim.of(size + b) : other.plus(this);
        }

        @Override
        public Dim minus(Dim other) {
            return other instanceof Known(var b)
                    ? Dim.of(size - b)
                    : other.times(Dim.of(-1)).plus(this);
        }

        @Override
        public Dim times(Dim other) {
            return other instanceof Known(var b) ? Dim.of(size * b) : other.times(this);
        }

        @Override
        public Dim dividedBy(long divisor) {
            return Dim.of(Math.floorDiv(size, divisor));
        }

        @Override
        public Dim max(Dim other) {
            return other instanceof Known(var b) ? Dim.of(Math.max(size, b)) : other.max(this);
        }
    }

    /// The size itself, for one that a weight's shape tells.
    default long known() {
        if (this instanceof Known(var size)) {
            return size;
        }
        throw new IllegalStateException("expected a size that is known now");
    }

    Dim plus(Dim other);

    Dim minus(Dim other);

    Dim times(Dim other);

    /// Rounds down.
    Dim dividedBy(long divisor);

    Dim max(Dim other);

    default Dim plus(long other) {
        return plus(of(other));
    }

    default Dim minus(long other) {
        return minus(of(other));
    }

    default Dim times(long other) {
        return times(of(other));
    }
}
