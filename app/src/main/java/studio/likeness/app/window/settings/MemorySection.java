package studio.likeness.app.window.settings;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import studio.likeness.app.Remembering;
import studio.likeness.app.window.ChoiceWords;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.corpus.Labels;

/// The row by what personas remember, and under it what serves now.
final class MemorySection extends VBox {
    private final Texts texts;

    MemorySection(Texts texts, MemoryModel model) {
        this.texts = texts;
        var box = new ComboBox<>(model.choices());
        box.setId("remembers-by");
        box.getStyleClass().add("device-choice");
        ChoiceWords.say(texts, box, this::named);
        box.valueProperty().bindBidirectional(model.chosenProperty());
        var below = new VBox(state(model), problem(model));
        below.getStyleClass().add("row-below");
        getChildren()
                .add(
                        new Section(texts, "app.window.settings.memory")
                                .row("app.window.settings.memory.by", box)
                                .wide(below));
    }

    private Label state(MemoryModel model) {
        var state = new Label();
        state.setId("remembers-by-state");
        state.getStyleClass().add("about");
        state.setWrapText(true);
        state.setMinHeight(USE_PREF_SIZE);
        state.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> sentence(model.stateProperty().get()),
                                model.stateProperty(),
                                texts.languageProperty()));
        return state;
    }

    private String sentence(Optional<Remembering.State> state) {
        var key = "app.window.settings.memory.state.";
        return state.map(
                        now ->
                                now.chosen().equals(Remembering.WORDS_ALONE)
                                        ? texts.now(key + "words")
                                        : now.problem().isEmpty()
                                                ? texts.now(key + "meaning")
                                                : texts.now(key + "failed"))
                .orElseGet(() -> texts.now(key + "looking"));
    }

    private static Label problem(MemoryModel model) {
        var problem = new Label();
        problem.getStyleClass().add("inline-problem");
        problem.setWrapText(true);
        problem.setMinHeight(USE_PREF_SIZE);
        problem.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        model.failureProperty().get().isEmpty()
                                                ? model.stateProperty()
                                                        .get()
                                                        .map(Remembering.State::problem)
                                                        .orElse("")
                                                : model.failureProperty().get(),
                                model.failureProperty(),
                                model.stateProperty()));
        return Labels.shownWhen(problem, problem.textProperty().isNotEmpty());
    }

    /// The studio's own choices in the language of the window, models by their names.
    private String named(String choice) {
        return switch (choice) {
            case Remembering.OWN -> texts.now("app.window.settings.memory.own");
            case Remembering.WORDS_ALONE -> texts.now("app.window.settings.memory.words");
            default -> choice;
        };
    }
}
