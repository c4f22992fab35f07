package studio.likeness.app.window;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is made when it is first needed, and kept: a tab reads nothing before it is shown. FX
/// thread only.
public final class Lazy<T> {
    private final Supplier<? extends T> making;
    private @Nullable T made;

    public Lazy(Supplier<? extends T> making) {
        this.making = making;
    }

    /// The same one every time.
    public T get() {
        var known = made;
        if (known == null) {
            known = making.get();
            made = known;
        }
        return known;
    }

    /// Nothing is made for this.
    public void ifMade(Consumer<? super T> use) {
        if (made != null) {
            use.accept(made);
        }
    }
}
