package studio.likeness.app.window.corpus;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Texts;

/// "Removed 3 answers · Undo".
public final class UndoBar extends HBox {
    public UndoBar(Texts texts, History history) {
        getStyleClass().add("undo-bar");
        setAlignment(Pos.CENTER_LEFT);
        var what = new Label();
        what.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        history.lastProperty()
                                                .get()
                                                .map(step -> step.what().in(texts))
                                                .orElse(""),
                                history.lastProperty(),
                                texts.languageProperty()));
        var undo =
                Labels.button(
                        texts,
                        MaterialDesignU.UNDO,
                        "app.window.corpus.undo",
                        history::undo,
                        Styles.BUTTON_OUTLINED,
                        Styles.SMALL);
        undo.setId("undo");
        Labels.tip(texts, "app.window.corpus.undo.tip", undo);
        var away = Icons.button(texts, MaterialDesignC.CLOSE, "app.window.corpus.undo.hush");
        away.setOnAction(_ -> history.hush());
        getChildren().addAll(what, undo, Labels.space(), away);
        Labels.shownWhen(
                this,
                Bindings.createBooleanBinding(
                        () -> history.lastProperty().get().isPresent(), history.lastProperty()));
    }
}
