package studio.likeness.app.conversation;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Who listens to a talk.
final class Events<E> {
    private final List<Consumer<E>> listeners = new CopyOnWriteArrayList<>();

    AutoCloseable add(Consumer<E> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void emit(E event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    boolean heardByAny() {
        return !listeners.isEmpty();
    }
}
