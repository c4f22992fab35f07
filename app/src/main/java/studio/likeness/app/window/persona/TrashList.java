package studio.likeness.app.window.persona;

import atlantafx.base.theme.Styles;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.corpus.store.PersonaStore;

/// Deleted personas, each with the way back.
final class TrashList extends VBox {
    private final Texts texts;
    private final PersonaViewModel model;
    private final VBox lines = new VBox(8);

    TrashList(Texts texts, PersonaViewModel model) {
        this.texts = texts;
        this.model = model;
        setId("trash");
        getChildren().add(new Card(texts, "app.window.persona.trash", lines));
        model.trash().items().addListener((ListChangeListener<PersonaStore.Trashed>) _ -> build());
        texts.languageProperty().addListener(_ -> build());
        build();
        Labels.shownWhen(this, Bindings.isNotEmpty(model.trash().items()));
    }

    private void build() {
        lines.getChildren().setAll(model.trash().items().stream().map(this::line).toList());
    }

    private HBox line(PersonaStore.Trashed gone) {
        var day =
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(texts.languageProperty().get())
                        .format(gone.deleted().atZone(ZoneId.systemDefault()));
        var words = new Label(texts.now("app.window.persona.trash.line", gone.name(), day));
        words.setWrapText(true);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        var back =
                Labels.button(
                        texts,
                        "app.window.persona.restore",
                        () -> model.trash().restore(gone.id()),
                        Styles.SMALL);

        var line = new HBox(8, words, back);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }
}
