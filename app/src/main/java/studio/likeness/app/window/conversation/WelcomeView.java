package studio.likeness.app.window.conversation;

import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import studio.likeness.app.window.Ui;
import studio.likeness.corpus.store.Persona;

/// What the transcript says before the first word: what this is, and questions to begin with.
final class WelcomeView extends VBox {
    private final Ui ui;
    private final TalkModel model;
    private final VBox questions = new VBox();

    WelcomeView(Ui ui, TalkModel model) {
        this.ui = ui;
        this.model = model;
        getStyleClass().add("welcome");
        questions.getStyleClass().add("questions");
        var name = ui.persona().currentProperty().map(p -> p.map(Persona::name).orElse(""));
        var title = words("title-4");
        title.textProperty().bind(ui.texts().of("app.window.talk.welcome.title", name));
        var what = words("welcome-text");
        what.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                this::whatThisIs,
                                ui.persona().currentProperty(),
                                ui.texts().languageProperty()));
        var begin = words("muted");
        begin.textProperty().bind(ui.texts().of("app.window.talk.welcome.begin"));
        var empty = empty();
        var none = Bindings.isEmpty(model.suggestions());
        begin.visibleProperty().bind(none.not());
        begin.managedProperty().bind(none.not());
        empty.visibleProperty().bind(none);
        empty.managedProperty().bind(none);
        getChildren().addAll(title, what, begin, questions, empty);
        fill();
        model.suggestions().addListener((ListChangeListener<String>) _ -> fill());
    }

    private String whatThisIs() {
        boolean sample = ui.persona().current().filter(Persona::sample).isPresent();
        return ui.texts()
                .now(sample ? "app.window.talk.welcome.sample" : "app.window.talk.welcome.text");
    }

    private static Label words(String style) {
        var label = new Label();
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    /// A persona without answers: where they are added.
    private VBox empty() {
        var text = words("muted");
        text.textProperty().bind(ui.texts().of("app.window.talk.welcome.empty"));
        var add = new Button();
        add.textProperty().bind(ui.texts().of("app.window.talk.welcome.add"));
        add.setMinWidth(USE_PREF_SIZE);
        add.setOnAction(_ -> ui.navigation().go("corpus"));
        var box = new VBox(text, add);
        box.getStyleClass().add("questions");
        return box;
    }

    private void fill() {
        questions
                .getChildren()
                .setAll(
                        model.suggestions().stream()
                                .map(question -> Suggestion.button(model, question))
                                .toList());
    }
}
