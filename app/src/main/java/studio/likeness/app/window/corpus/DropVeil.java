package studio.likeness.app.window.corpus;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Texts;

/// Lies over the tab while files are held above it.
final class DropVeil extends VBox {
    DropVeil(Texts texts, ImportViewModel model) {
        getStyleClass().add("drop-veil");
        setAlignment(Pos.CENTER);
        setMouseTransparent(true);
        var icon = Icons.of(MaterialDesignT.TRAY_ARROW_DOWN);
        icon.getStyleClass().add("empty-icon");
        getChildren()
                .addAll(
                        icon,
                        Labels.of(texts, "app.window.corpus.import.drop", Styles.TITLE_3),
                        Labels.said(texts, model.summaryProperty()));
        Labels.shownWhen(this, model.phaseProperty().isEqualTo(ImportViewModel.Phase.HOVERED));
    }
}
