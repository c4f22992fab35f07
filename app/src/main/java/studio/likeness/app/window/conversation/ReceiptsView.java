package studio.likeness.app.window.conversation;

import atlantafx.base.controls.Popover;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.likeness.app.window.Texts;
import studio.likeness.corpus.memory.Finds;
import studio.likeness.corpus.memory.Hit;

/// What memory found for a reply: passage, source, date, and how well it fits, in words.
public final class ReceiptsView extends VBox {
    private final Texts texts;

    /// @param hits the best first
    /// @param finds how they were found
    /// @param open shows one where it is kept
    ReceiptsView(Texts texts, List<Hit> hits, Finds finds, Consumer<Hit> open) {
        this.texts = texts;
        setId("receipts");
        getStyleClass().add("receipts");
        var title = new Label(texts.now("app.window.talk.memory.title"));
        title.getStyleClass().add("title-4");
        var list = new VBox();
        list.getStyleClass().add("receipt-list");
        hits.forEach(hit -> list.getChildren().add(receipt(hit, open)));
        var scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        getChildren().addAll(title, scroll);
        lacking(finds).ifPresent(key -> getChildren().add(1, about(key)));
    }

    /// What is to be said where meaning had no say, or less.
    private static Optional<String> lacking(Finds finds) {
        return switch (finds) {
            case WORDS_AND_MEANING -> Optional.empty();
            case WITHOUT_ENCODER -> Optional.of("app.window.talk.memory.wordsAlone");
            case NOT_READY -> Optional.of("app.window.talk.memory.notReady");
            case OTHER_ENCODER -> Optional.of("app.window.talk.memory.otherEncoder");
        };
    }

    private Label about(String key) {
        var about = new Label(texts.now(key));
        about.setId("memory-finds");
        about.getStyleClass().add("muted");
        about.setWrapText(true);
        about.setMinHeight(USE_PREF_SIZE);
        return about;
    }

    /// "from 3 memories", which opens them.
    ///
    /// @param finds how they were found
    /// @param open shows one where it is kept
    public static Hyperlink link(
            Texts texts, List<Hit> hits, Supplier<Finds> finds, Consumer<Hit> open) {
        var link = new Hyperlink();
        link.getStyleClass().add("memories");
        link.textProperty()
                .bind(
                        texts.of(
                                hits.size() == 1
                                        ? "app.window.talk.memory.one"
                                        : "app.window.talk.memory.many",
                                hits.size()));
        link.setMinWidth(USE_PREF_SIZE);
        link.setOnAction(_ -> popUp(texts, hits, finds.get(), open, link));
        return link;
    }

    private static void popUp(
            Texts texts, List<Hit> hits, Finds finds, Consumer<Hit> open, Node at) {
        var popover = new Popover();
        popover.setContentNode(
                new ReceiptsView(
                        texts,
                        hits,
                        finds,
                        hit -> {
                            popover.hide();
                            open.accept(hit);
                        }));
        popover.setArrowLocation(Popover.ArrowLocation.RIGHT_CENTER);
        popover.setHeaderAlwaysVisible(false);
        popover.setDetachable(false);
        popover.show(at);
    }

    private VBox receipt(Hit hit, Consumer<Hit> open) {
        var text = new Label(hit.text());
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        var source = new Hyperlink(source(hit));
        source.setWrapText(true);
        source.setMinHeight(USE_PREF_SIZE);
        source.setOnAction(_ -> open.accept(hit));
        var receipt = new VBox(text, source, score(hit.score()));
        receipt.getStyleClass().add("receipt");
        return receipt;
    }

    private static String source(Hit hit) {
        return hit.date().map(date -> hit.source() + " · " + date).orElse(hit.source());
    }

    /// Never a bare number: the scale is drawn, and the words say what is measured on it.
    private HBox score(double score) {
        var scale = new ProgressBar(Math.clamp(score, 0, 1));
        scale.getStyleClass().add("score");
        var words =
                new Label(
                        texts.now(
                                "app.window.talk.score",
                                String.format(Locale.ROOT, "%.2f", score)));
        words.getStyleClass().add("muted");
        words.setMinWidth(USE_PREF_SIZE);
        scale.setAccessibleText(words.getText());
        var row = new HBox(scale, words);
        row.getStyleClass().add("score-row");
        return row;
    }
}
