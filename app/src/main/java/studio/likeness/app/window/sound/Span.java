package studio.likeness.app.window.sound;

/// A stretch of sound, in samples: from the first to before the last.
public record Span(int from, int to) {
    public static final Span NONE = new Span(0, 0);

    public Span {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("a span from " + from + " to " + to);
        }
    }

    /// In either order.
    public static Span between(int a, int b) {
        return new Span(Math.min(a, b), Math.max(a, b));
    }

    public int length() {
        return to - from;
    }

    public boolean isEmpty() {
        return from == to;
    }

    public boolean contains(int position) {
        return position >= from && position < to;
    }
}
