package studio.likeness.models.nn;

import java.util.List;

/// A tensor of a graph that [OnnxOps] writes: its name there, and what is known of it.
public record Value(String name, ElementType type, List<Dim> shape) {
    /// Stands for an input that a node is not given.
    static final Value NONE = new Value("", ElementType.FLOAT32, List.of());

    public Value {
        shape = List.copyOf(shape);
    }

    int rank() {
        return shape.size();
    }

    /// Counted from the front.
    int axis(int axis) {
        int front = axis < 0 ? axis + rank() : axis;
        if (front < 0 || front >= rank()) {
            throw new IllegalArgumentException("expected an axis of " + this + ", found " + axis);
        }
        return front;
    }

    Dim dim(int axis) {
        return shape.get(axis(axis));
    }

    /// A size that has to be known now.
    long known(int axis) {
        if (dim(axis) instanceof Dim.Known(var size)) {
            return size;
        }
        throw new IllegalArgumentException(
                "expected a known size along axis " + axis + ", found " + this);
    }

    @Override
    public String toString() {
        return name + " " + type + shape;
    }
}
