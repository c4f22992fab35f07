package studio.likeness.app.window.persona;

import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.corpus.Labels;

/// The whole prompt as a model would read it: its parts by name, and how many tokens each takes.
final class PromptCard {
    private final Texts texts;
    private final PromptModel model;

    private PromptCard(Texts texts, PromptModel model) {
        this.texts = texts;
        this.model = model;
    }

    static Node of(Texts texts, PromptModel model) {
        return new PromptCard(texts, model).card();
    }

    private Card card() {
        var parts = new VBox();
        parts.getStyleClass().add("prompt-parts");
        Runnable fill = () -> parts.getChildren().setAll(parts(model.promptProperty().get()));
        model.promptProperty().subscribe(fill);
        texts.languageProperty().addListener(_ -> fill.run());
        var scroll = new ScrollPane(parts);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("prompt");
        scroll.accessibleTextProperty().bind(texts.of("app.window.persona.prompt"));
        var card =
                new Card(
                        texts,
                        "app.window.persona.prompt",
                        Labels.of(texts, "app.window.persona.prompt.about", "muted"),
                        total(),
                        scroll,
                        Labels.problem(model.problemProperty()));
        card.setId("promptCard");
        return card;
    }

    /// All of it against what the model can hold.
    private VBox total() {
        var bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty()
                .bind(
                        Bindings.createDoubleBinding(
                                () -> model.promptProperty().get().map(PromptCard::share).orElse(0.0),
                                model.promptProperty()));
        Labels.shownWhen(
                bar,
                Bindings.createBooleanBinding(
                        () -> model.promptProperty().get().filter(p -> p.context() > 0).isPresent(),
                        model.promptProperty()));
        var words = new Label();
        words.setId("promptTokens");
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        words.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> model.promptProperty().get().map(this::say).orElse("…"),
                                model.promptProperty(),
                                texts.languageProperty()));
        bar.accessibleTextProperty().bind(words.textProperty());
        return new VBox(4, words, bar);
    }

    private static double share(Prompt prompt) {
        return Math.min(1, prompt.tokens() / (double) Math.max(1, prompt.context()));
    }

    private String say(Prompt prompt) {
        var tokens =
                prompt.context() > 0
                        ? texts.now(
                                "app.window.persona.prompt.ofContext",
                                number(prompt.tokens()),
                                number(prompt.context()))
                        : texts.now("app.window.persona.prompt.tokens", number(prompt.tokens()));
        return prompt.counted()
                ? tokens
                : tokens + texts.now("app.window.persona.prompt.estimate");
    }

    private static String number(int value) {
        return String.format(java.util.Locale.ROOT, "%,d", value);
    }

    private List<VBox> parts(Optional<Prompt> prompt) {
        return prompt.map(Prompt::parts).orElse(List.of()).stream().map(this::part).toList();
    }

    private VBox part(Prompt.Part part) {
        var name = new Label(texts.now(part.name()));
        name.getStyleClass().add("prompt-name");
        var tokens =
                new Label(texts.now("app.window.persona.prompt.tokens", number(part.tokens())));
        tokens.getStyleClass().add("muted");
        tokens.setMinWidth(Region.USE_PREF_SIZE);
        var text = new Label(part.text());
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.getStyleClass().add("prompt-text");
        var box = new VBox(4, new HBox(8, name, Labels.space(), tokens), text);
        box.getStyleClass().add("prompt-part");
        return box;
    }
}
