package studio.likeness.app.window.corpus;

import atlantafx.base.theme.Styles;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import studio.likeness.app.window.Texts;

/// The takes that can be kept: choosing one shows it, its buttons play and discard it.
final class TakeList extends ListView<Take> {
    private final Texts texts;
    private final BoothViewModel model;

    TakeList(Texts texts, BoothViewModel model) {
        this.texts = texts;
        this.model = model;
        setId("takes");
        getStyleClass().add("takes");
        setItems(model.takes());
        setCellFactory(_ -> new Cell());
        setPlaceholder(Labels.of(texts, "app.window.corpus.booth.noTakes", "text-muted"));
        accessibleTextProperty().bind(texts.of("app.window.corpus.booth.takes"));
        texts.languageProperty().addListener(_ -> refresh());
        getSelectionModel()
                .selectedItemProperty()
                .subscribe(
                        take -> {
                            if (take != null && !Optional.of(take).equals(chosen())) {
                                model.choose(Optional.of(take));
                            }
                        });
        model.chosenProperty().subscribe(this::follow);
        model.takes().addListener((ListChangeListener<Take>) _ -> follow(chosen()));
    }

    private Optional<Take> chosen() {
        return model.chosenProperty().get();
    }

    private void follow(Optional<Take> take) {
        if (take.isPresent()) {
            getSelectionModel().select(take.get());
        } else {
            getSelectionModel().clearSelection();
        }
    }

    private final class Cell extends ListCell<Take> {
        @Override
        protected void updateItem(@Nullable Take item, boolean empty) {
            super.updateItem(item, empty);
            setGraphic(empty || item == null ? null : line(item));
        }

        private VBox line(Take take) {
            var length = Spoken.length(take.length());
            var time = time(take.at());
            var what = new Label(texts.now("app.window.corpus.booth.take", length, time));
            var clipped = take.levels().isClipping();
            var peak =
                    new Label(
                            texts.now(
                                    clipped
                                            ? "app.window.corpus.booth.peakClipped"
                                            : "app.window.corpus.booth.peak",
                                    Math.round(take.levels().peakDb()) + ""));
            peak.getStyleClass().add(clipped ? "refusal" : "what");
            var play =
                    Labels.button(
                            texts,
                            MaterialDesignP.PLAY,
                            "app.window.corpus.booth.play",
                            () -> model.play(take),
                            Styles.FLAT,
                            Styles.SMALL);
            var discard =
                    Labels.button(
                            texts,
                            MaterialDesignD.DELETE_OUTLINE,
                            "app.window.corpus.booth.discard",
                            () -> model.discard(take),
                            Styles.FLAT,
                            Styles.SMALL);
            var line = new VBox(4, what, peak);
            if (take.leftover()) {
                line.getChildren()
                        .add(Labels.of(texts, "app.window.corpus.booth.leftover", "warning"));
            }
            line.getChildren().add(new HBox(4, play, discard));
            line.setPrefWidth(1);
            return line;
        }

        private String time(Instant at) {
            var then = at.atZone(ZoneId.systemDefault());
            var format =
                    Duration.between(then, ZonedDateTime.now(then.getZone())).toHours() < 12
                            ? DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                            : DateTimeFormatter.ofLocalizedDateTime(
                                    FormatStyle.MEDIUM, FormatStyle.SHORT);
            return format.withLocale(texts.languageProperty().get()).format(then);
        }
    }
}
