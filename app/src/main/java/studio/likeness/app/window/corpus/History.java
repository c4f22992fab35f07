package studio.likeness.app.window.corpus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What was done and can be undone, the last first.
public final class History {
    /// @param back undoes it
    public record Step(Said what, Runnable back) {}

    private static final int REMEMBERED = 50;

    private final Deque<Step> steps = new ArrayDeque<>();
    private final ReadOnlyObjectWrapper<Optional<Step>> last =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    public void did(Said what, Runnable back) {
        if (steps.size() == REMEMBERED) {
            steps.removeLast();
        }
        steps.push(new Step(what, back));
        last.set(Optional.of(steps.peek()));
    }

    public void undo() {
        if (!steps.isEmpty()) {
            var step = steps.pop();
            last.set(Optional.empty());
            step.back().run();
        }
    }

    /// Puts the bar away; Ctrl+Z still undoes.
    public void hush() {
        last.set(Optional.empty());
    }

    public void clear() {
        steps.clear();
        last.set(Optional.empty());
    }

    /// What the undo bar offers.
    public ReadOnlyObjectProperty<Optional<Step>> lastProperty() {
        return last.getReadOnlyProperty();
    }
}
