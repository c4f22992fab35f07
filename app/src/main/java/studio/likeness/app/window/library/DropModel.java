package studio.likeness.app.window.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.likeness.app.window.Background;
import studio.likeness.models.library.Fit;
import studio.likeness.models.library.Recognized;
import studio.likeness.models.library.Recognized.Use;
import studio.likeness.models.library.WeightChoice;

/// Files and folders on their way in: held over the tab, looked at, agreed to. Nothing is stored
/// before [#add].
final class DropModel {
    enum Phase {
        IDLE,
        /// Files are held over the tab.
        HOVERED,
        LOOKING,
        PREVIEW
    }

    /// What something was recognised as, and whether it would fit.
    record Preview(Recognized found, Fit fit) {
        boolean canAdd() {
            return found.can(Use.CONVERT);
        }
    }

    private final Background background;
    private final Function<Path, Preview> look;
    private final BiConsumer<Path, Optional<WeightChoice>> adding;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.IDLE);
    private final ObservableList<Preview> previews = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<List<Path>> held = new ReadOnlyObjectWrapper<>(List.of());

    /// Counts drops, so that a slow look at earlier files is not taken for one at later ones.
    private int looks;

    private Phase before = Phase.IDLE;

    /// @param look works off the FX thread
    DropModel(
            Background background,
            Function<Path, Preview> look,
            BiConsumer<Path, Optional<WeightChoice>> adding) {
        this.background = background;
        this.look = look;
        this.adding = adding;
    }

    void hovering(List<Path> files) {
        if (phase.get() != Phase.HOVERED) {
            before = phase.get();
        }
        held.set(List.copyOf(files));
        phase.set(Phase.HOVERED);
    }

    void left() {
        if (phase.get() == Phase.HOVERED) {
            phase.set(before);
        }
    }

    void dropped(List<Path> files) {
        left();
        if (files.isEmpty()) {
            return;
        }
        var paths = List.copyOf(files);
        previews.clear();
        problem.set("");
        phase.set(Phase.LOOKING);
        int number = ++looks;
        background.run(
                () -> paths.stream().map(look).toList(),
                seen -> {
                    if (number == looks) {
                        previews.setAll(seen);
                        phase.set(Phase.PREVIEW);
                    }
                },
                why -> {
                    if (number == looks) {
                        problem.set(why);
                        phase.set(Phase.IDLE);
                    }
                });
    }

    /// @param weights how they are kept; empty for what suits the network's size
    void add(Preview preview, Optional<WeightChoice> weights) {
        adding.accept(preview.found().path(), weights);
        putAway(preview);
    }

    void putAway(Preview preview) {
        previews.remove(preview);
        if (previews.isEmpty()) {
            dismiss();
        }
    }

    /// Puts everything away that was only looked at.
    void dismiss() {
        looks++;
        previews.clear();
        problem.set("");
        phase.set(Phase.IDLE);
    }

    ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /// What is held over the tab.
    ReadOnlyObjectProperty<List<Path>> heldProperty() {
        return held.getReadOnlyProperty();
    }

    ObservableList<Preview> previews() {
        return previews;
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
