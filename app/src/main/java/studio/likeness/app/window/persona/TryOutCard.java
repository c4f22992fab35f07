package studio.likeness.app.window.persona;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import studio.likeness.app.conversation.Reply;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.SourceBadge;
import studio.likeness.app.window.Spans;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.conversation.ReceiptsView;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.app.window.corpus.Said;
import studio.likeness.app.window.persona.TryOutModel.State;

/// Asking once, without a talk: the answer as it is written, where it comes from, and how quick.
final class TryOutCard {
    private final Texts texts;
    private final PersonaViewModel page;
    private final TryOutModel model;

    private TryOutCard(Ui ui, PersonaViewModel page) {
        this.texts = ui.texts();
        this.page = page;
        this.model = page.tryOut();
    }

    static Node of(Ui ui, PersonaViewModel page) {
        return new TryOutCard(ui, page).card();
    }

    private Card card() {
        var card =
                new Card(
                        texts,
                        "app.window.persona.try",
                        Labels.of(texts, "app.window.persona.try.about", "muted"),
                        question(),
                        thinking(),
                        answer(),
                        Labels.problem(model.problemProperty()));
        card.setId("tryOutCard");
        return card;
    }

    private HBox question() {
        var question = new TextField();
        question.setId("tryQuestion");
        question.textProperty().bindBidirectional(page.prompt().questionProperty());
        Labels.prompt(texts, "app.window.persona.try.question", question);
        question.accessibleTextProperty().bind(texts.of("app.window.persona.try.question"));
        question.setOnAction(_ -> ask());
        HBox.setHgrow(question, Priority.ALWAYS);
        var ask = Labels.button(texts, "app.window.persona.try.ask", this::ask, Styles.ACCENT);
        ask.setId("tryAsk");
        ask.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () ->
                                        question.getText().isBlank()
                                                || page.brain().stateProperty().get()
                                                        == BrainState.NOT_CHOSEN,
                                question.textProperty(),
                                page.brain().stateProperty()));
        var stop = Labels.button(texts, "app.window.persona.try.stop", model::stop);
        stop.setId("tryStop");
        var line =
                new HBox(
                        8,
                        question,
                        Labels.shownWhen(ask, busy().not()),
                        Labels.shownWhen(stop, busy()));
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void ask() {
        model.ask(page.prompt().questionProperty().get());
    }

    private javafx.beans.binding.BooleanBinding busy() {
        return model.stateProperty()
                .isEqualTo(State.THINKING)
                .or(model.stateProperty().isEqualTo(State.WRITING));
    }

    private Label thinking() {
        var words = new Label();
        words.getStyleClass().add("muted");
        words.setWrapText(true);
        words.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                this::whereItThinks,
                                page.brain().placeProperty(),
                                texts.languageProperty()));
        return Labels.shownWhen(words, model.stateProperty().isEqualTo(State.THINKING));
    }

    private String whereItThinks() {
        var place = page.brain().placeProperty().get().map(s -> s.in(texts)).orElse("");
        return (texts.now("app.window.persona.try.thinking") + " " + place).strip();
    }

    private VBox answer() {
        var words = new Label();
        words.setId("tryAnswer");
        words.getStyleClass().add("bubble");
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        words.textProperty().bind(model.answerProperty());
        Labels.shownWhen(words, model.answerProperty().isNotEmpty());
        var meta = new FlowPane(8, 4);
        meta.setAlignment(Pos.CENTER_LEFT);
        model.replyProperty().subscribe(now -> meta.getChildren().setAll(marks(now)));
        var pace = new Label();
        pace.setId("tryPace");
        pace.getStyleClass().add("muted");
        pace.setWrapText(true);
        pace.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                this::pace,
                                model.paceProperty(),
                                model.stateProperty(),
                                texts.languageProperty()));
        Labels.shownWhen(pace, pace.textProperty().isNotEmpty());
        var box = new VBox(8, words, meta, pace);
        box.getStyleClass().addAll("theirs", "try-answer");
        return Labels.shownWhen(
                box,
                Bindings.createBooleanBinding(
                        () -> model.replyProperty().get().isPresent(), model.replyProperty()));
    }

    private List<Node> marks(Optional<Reply> decided) {
        return decided.map(
                        reply ->
                                Stream.concat(
                                                Stream.<Node>of(
                                                        new SourceBadge(
                                                                texts,
                                                                reply.source(),
                                                                reply.answer(),
                                                                false)),
                                                Stream.concat(receipts(reply), Stream.of(copy())))
                                        .toList())
                .orElse(List.of());
    }

    private Stream<Node> receipts(Reply reply) {
        return reply.memory().isEmpty()
                ? Stream.empty()
                : Stream.of(ReceiptsView.link(texts, reply.memory(), model::finds, model::open));
    }

    private Node copy() {
        var copy = Icons.button(texts, MaterialDesignC.CONTENT_COPY, "app.window.talk.copy");
        copy.setOnAction(_ -> model.copy());
        return copy;
    }

    private String pace() {
        var now = model.paceProperty().get();
        var clause =
                now.firstClause()
                        .map(
                                at ->
                                        Said.of(
                                                "app.window.persona.try.firstClause",
                                                Spans.say(texts, at)));
        var speed =
                now.tokensPerSecond().isPresent()
                        ? Optional.of(
                                Said.of(
                                        "app.window.persona.try.speed",
                                        String.format(
                                                Locale.ROOT,
                                                "%.1f",
                                                now.tokensPerSecond().getAsDouble())))
                        : Optional.<Said>empty();
        var stopped =
                model.stateProperty().get() == State.STOPPED
                        ? Optional.of(Said.of("app.window.talk.interrupted"))
                        : Optional.<Said>empty();
        return Stream.of(stopped, clause, speed)
                .flatMap(Optional::stream)
                .map(s -> s.in(texts))
                .collect(Collectors.joining(" · "));
    }
}
