package studio.likeness.app.window.persona;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.likeness.app.conversation.Prompt;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.models.language.chat.Message;

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
        // As high as it is long, up to what its style allows.
        scroll.prefViewportHeightProperty().bind(parts.heightProperty());
        scroll.getStyleClass().add("prompt");
        scroll.accessibleTextProperty().bind(texts.of("app.window.persona.prompt"));
        var card =
                new Card(
                        texts,
                        "app.window.persona.prompt",
                        Labels.of(texts, "app.window.persona.prompt.about", "muted"),
                        total(),
                        Labels.shownWhen(
                                scroll,
                                Bindings.createBooleanBinding(
                                        () -> model.promptProperty().get().isPresent(),
                                        model.promptProperty())),
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
                                () ->
                                        model.promptProperty()
                                                .get()
                                                .map(PromptCard::share)
                                                .orElse(0.0),
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

    private static double share(Preview prompt) {
        return Math.min(1, prompt.tokens() / (double) Math.max(1, prompt.context()));
    }

    private String say(Preview prompt) {
        var tokens =
                prompt.context() > 0
                        ? texts.now(
                                "app.window.persona.prompt.ofContext",
                                number(prompt.tokens()),
                                number(prompt.context()))
                        : texts.now("app.window.persona.prompt.tokens", number(prompt.tokens()));
        return switch (prompt.count()) {
            case EXACT -> tokens;
            case NOT_LOADED -> tokens + texts.now("app.window.persona.prompt.notLoaded");
            case ESTIMATE -> tokens + texts.now("app.window.persona.prompt.estimate");
        };
    }

    private static String number(int value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private List<Node> parts(Optional<Preview> preview) {
        return preview.map(Preview::prompt)
                .map(
                        prompt ->
                                Stream.concat(
                                                Stream.of(shares(prompt)),
                                                prompt.messages().stream().map(this::message))
                                        .toList())
                .orElse(List.of());
    }

    /// What each part takes.
    private Node shares(Prompt prompt) {
        var grid = new GridPane(12, 4);
        grid.getStyleClass().add("prompt-shares");
        for (var part : Prompt.Part.values()) {
            if (prompt.tokens().containsKey(part)) {
                grid.addRow(grid.getRowCount(), share(prompt, part));
            }
        }
        return grid;
    }

    private Node[] share(Prompt prompt, Prompt.Part part) {
        int tokens = prompt.tokens().getOrDefault(part, 0);
        var name =
                new Label(
                        texts.now(
                                "app.window.persona.prompt.part."
                                        + part.name().toLowerCase(Locale.ROOT)));
        name.setWrapText(true);
        var bar = new ProgressBar(tokens / (double) Math.max(1, prompt.total()));
        bar.setMaxWidth(Double.MAX_VALUE);
        GridPane.setHgrow(bar, Priority.ALWAYS);
        var words = new Label(texts.now("app.window.persona.prompt.tokens", number(tokens)));
        words.getStyleClass().add("muted");
        words.setMinWidth(Region.USE_PREF_SIZE);
        bar.accessibleTextProperty().bind(name.textProperty().concat(" ").concat(words.getText()));
        return new Node[] {name, bar, words};
    }

    private Node message(Message message) {
        var role =
                new Label(
                        texts.now(
                                "app.window.persona.prompt.role."
                                        + message.role().name().toLowerCase(Locale.ROOT)));
        role.getStyleClass().add("prompt-name");
        var text = new Label(message.text());
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.getStyleClass().add("prompt-text");
        return new VBox(4, role, text);
    }
}
