package studio.likeness.app.window;

import javafx.css.PseudoClass;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// The tabs as a column of icon and word, or of icons alone.
final class Sidebar extends VBox {
    private static final PseudoClass COLLAPSED = PseudoClass.getPseudoClass("collapsed");

    private final FrameModel model;
    private final Texts texts;

    Sidebar(FrameModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("sidebar");
        getChildren().add(brand());
        model.work().forEach(tab -> getChildren().add(entry(tab)));
        var rest = new Region();
        setVgrow(rest, Priority.ALWAYS);
        getChildren().addAll(rest, new Separator());
        model.house().forEach(tab -> getChildren().add(entry(tab)));
        getChildren().add(collapse());
        model.collapsed().subscribe(now -> pseudoClassStateChanged(COLLAPSED, now));
    }

    private Label brand() {
        var brand = new Label();
        brand.textProperty().bind(texts.of("app.window.brand"));
        brand.setGraphic(Icons.of(MaterialDesignC.CHAT_PROCESSING_OUTLINE));
        brand.getStyleClass().add("brand");
        wordUnlessCollapsed(brand);
        return brand;
    }

    private ToggleButton entry(Tab tab) {
        var word = "app.window.tab." + tab.key();
        var entry = new ToggleButton();
        entry.setId("tab-" + tab.key());
        entry.getStyleClass().add("tab-entry");
        entry.setGraphic(Icons.of(tab.icon()));
        entry.textProperty().bind(texts.of(word));
        entry.accessibleTextProperty().bind(texts.of(word));
        var tooltip = new Tooltip();
        tooltip.textProperty()
                .bind(texts.of("app.window.tab.tip", texts.of(word), model.number(tab)));
        entry.setTooltip(tooltip);
        wordUnlessCollapsed(entry);
        entry.setOnAction(
                _ -> {
                    // A click on the tab that is open must not let go of it.
                    entry.setSelected(true);
                    model.choose(model.number(tab));
                });
        model.tabProperty().subscribe(now -> entry.setSelected(now.key().equals(tab.key())));
        return entry;
    }

    private ToggleButton collapse() {
        var button =
                Icons.toggle(texts, MaterialDesignC.CHEVRON_DOUBLE_LEFT, "app.window.collapse");
        button.setId("collapse");
        button.getStyleClass().add("tab-entry");
        button.setOnAction(_ -> model.toggleSidebar());
        model.collapsed()
                .subscribe(
                        now -> {
                            button.setSelected(false);
                            button.setGraphic(
                                    Icons.of(
                                            now
                                                    ? MaterialDesignC.CHEVRON_DOUBLE_RIGHT
                                                    : MaterialDesignC.CHEVRON_DOUBLE_LEFT));
                        });
        return button;
    }

    private void wordUnlessCollapsed(javafx.scene.control.Labeled entry) {
        entry.contentDisplayProperty()
                .bind(
                        model.collapsed()
                                .map(
                                        now ->
                                                now
                                                        ? ContentDisplay.GRAPHIC_ONLY
                                                        : ContentDisplay.LEFT));
    }
}
