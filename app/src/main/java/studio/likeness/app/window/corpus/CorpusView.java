package studio.likeness.app.window.corpus;

import atlantafx.base.controls.CustomTextField;
import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import studio.likeness.app.window.FileChoosers;
import studio.likeness.app.window.FileDrops;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.CorpusViewModel.Phase;

/// The whole tab: filters, table, inspector; or the booth; and files may be dropped anywhere.
public final class CorpusView extends StackPane {
    private static final KeyCombination FIND =
            new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination UNDO =
            new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination SAVE =
            new KeyCodeCombination(KeyCode.S, KeyCombination.SHORTCUT_DOWN);

    /// So many letters of width hold filters, table and inspector at once.
    private static final double WIDE = 58;

    /// So many hold two of the three.
    private static final double MIDDLING = 46;

    private final Ui ui;
    private final Texts texts;
    private final CorpusViewModel model;
    private final TextField search = search();
    private final FilterList filters;
    private final AnswerTable table;
    private final Inspector inspector;
    private final MenuButton filterMenu = new MenuButton();
    private final Label count = new Label();

    /// Kept, because those who listen to a binding do not keep it.
    private BooleanBinding roomy = Bindings.createBooleanBinding(() -> true);

    CorpusView(Ui ui, CorpusViewModel model) {
        this.ui = ui;
        this.texts = ui.texts();
        this.model = model;
        getStyleClass().add("corpus");
        getStylesheets().add(styleSheet());
        filters = new FilterList(texts, model);
        inspector = new Inspector(ui, model.editor(), this::deselect);
        table =
                new AnswerTable(
                        texts,
                        model,
                        ui.preferences().get().textScale(),
                        () -> ui.background().onScreen(inspector::edit));
        TableMemory.of(table, ui.preferences());
        search.textProperty().bindBidirectional(model.searchProperty());
        Labels.prompt(texts, "app.window.corpus.search", search);
        search.accessibleTextProperty().bind(texts.of("app.window.corpus.search"));
        fillFilterMenu();
        var page =
                new VBox(
                        16,
                        toolbar(),
                        new ImportPanel(texts, model.imports()),
                        Labels.problem(model.problemProperty()),
                        body(),
                        new UndoBar(texts, model.history()));
        page.getStyleClass().add("page");
        getChildren().addAll(page, new DropVeil(texts, model.imports()));
        FileDrops.take(
                this, model.imports()::hovering, model.imports()::left, model.imports()::dropped);
        addEventHandler(KeyEvent.KEY_PRESSED, this::typed);
    }

    /// Of this package's pages; others that use its controls need it too.
    public static String styleSheet() {
        return Objects.requireNonNull(CorpusView.class.getResource("corpus.css")).toExternalForm();
    }

    private static TextField search() {
        var field = new CustomTextField();
        field.setLeft(Icons.of(MaterialDesignM.MAGNIFY));
        field.setId("search");
        field.getStyleClass().add("search");
        return field;
    }

    private HBox toolbar() {
        var title = Labels.of(texts, "app.window.corpus.title", Styles.TITLE_3);
        title.setMinWidth(USE_PREF_SIZE);
        count.getStyleClass().add("what");
        count.setMinWidth(USE_PREF_SIZE);
        count.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        model.visible().size() == model.total()
                                                ? texts.now(
                                                        "app.window.corpus.count.all",
                                                        model.total())
                                                : texts.now(
                                                        "app.window.corpus.count",
                                                        model.visible().size(),
                                                        model.total()),
                                model.visible(),
                                model.refreshingProperty(),
                                texts.languageProperty()));
        var bar = new HBox(8, title, count, Labels.space(), filterMenu, search);
        bar.getChildren().addAll(importButton(), recordButton());
        bar.setAlignment(Pos.CENTER_LEFT);
        return Labels.shownWhen(bar, model.phaseProperty().isEqualTo(Phase.TABLE));
    }

    private javafx.scene.control.Button importButton() {
        var button =
                Labels.button(
                        texts,
                        MaterialDesignI.IMPORT,
                        "app.window.corpus.import",
                        this::chooseFiles);
        return Labels.tip(texts, "app.window.corpus.import.tip", button);
    }

    private javafx.scene.control.Button recordButton() {
        var button =
                Labels.button(
                        texts,
                        MaterialDesignM.MICROPHONE,
                        "app.window.corpus.record",
                        model::enterBooth,
                        Styles.ACCENT);
        button.setId("openBooth");
        return Labels.tip(texts, "app.window.corpus.record.tip", button);
    }

    void chooseFiles() {
        var filter =
                new FileChoosers.Filter(
                        texts.now("app.window.corpus.import.filter"),
                        List.of(
                                "*.csv", "*.json", "*.jsonl", "*.txt", "*.md", "*.wav", "*.mp3",
                                "*.m4a", "*.flac", "*.ogg", "*.opus", "*.mp4", "*.mov", "*.mkv",
                                "*.webm"));
        ui.files()
                .open(
                        texts.now("app.window.corpus.import"),
                        List.of(filter),
                        model.imports()::dropped);
    }

    private StackPane body() {
        var booth = new BoothView(ui, model.booth(), model::leaveBooth);
        var columns = columns();
        var body =
                new StackPane(
                        Labels.shownWhen(columns, in(Phase.TABLE)),
                        Labels.shownWhen(booth, in(Phase.BOOTH)),
                        Labels.shownWhen(nothingYet(), in(Phase.EMPTY)),
                        Labels.shownWhen(nobody(), in(Phase.NOBODY)));
        VBox.setVgrow(body, Priority.ALWAYS);
        return body;
    }

    private BooleanBinding in(Phase phase) {
        return model.phaseProperty().isEqualTo(phase);
    }

    private HBox columns() {
        HBox.setHgrow(table, Priority.ALWAYS);
        var columns = new HBox(16, filters, table, inspector);
        // The font tells how large the user wants things, so widths are measured in letters.
        var ruler = new Label();
        ruler.setManaged(false);
        ruler.setVisible(false);
        columns.getChildren().add(ruler);
        var wide = atLeast(WIDE, columns, ruler);
        var middling = atLeast(MIDDLING, columns, ruler);
        var inspects =
                Bindings.createBooleanBinding(
                        () -> model.editor().shownProperty().get().isPresent(),
                        model.editor().shownProperty());
        var listed = wide.or(middling.and(inspects.not()));
        Labels.shownWhen(inspector, inspects);
        Labels.shownWhen(filters, listed);
        Labels.shownWhen(filterMenu, listed.not());
        Labels.shownWhen(count, wide);
        Labels.shownWhen(table, middling.or(inspects.not()));
        roomy = wide.and(inspects.not());
        roomy.subscribe(all -> table.compact(!all));
        middling.subscribe(m -> HBox.setHgrow(inspector, m ? Priority.NEVER : Priority.ALWAYS));
        return columns;
    }

    /// Before the first layout there is no width yet, and then there counts as enough.
    private static BooleanBinding atLeast(double letters, Region region, Label ruler) {
        return Bindings.createBooleanBinding(
                () ->
                        region.getWidth() == 0
                                || region.getWidth() >= letters * ruler.getFont().getSize(),
                region.widthProperty(),
                ruler.fontProperty());
    }

    private void fillFilterMenu() {
        filterMenu.setMinWidth(USE_PREF_SIZE);
        filterMenu.setGraphic(Icons.of(MaterialDesignF.FILTER_OUTLINE));
        filterMenu
                .textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> FilterList.name(texts, model.filterProperty().get()),
                                model.filterProperty(),
                                texts.languageProperty()));
        filterMenu.accessibleTextProperty().bind(texts.of("app.window.corpus.filters"));
        filterMenu.setOnShowing(
                _ ->
                        filterMenu
                                .getItems()
                                .setAll(model.filters().stream().map(this::menuItem).toList()));
        // A menu without items never shows, and so would never be filled.
        filterMenu.getItems().add(new MenuItem());
    }

    private MenuItem menuItem(Filter.Count count) {
        var item =
                new MenuItem(FilterList.name(texts, count.filter()) + "  (" + count.rows() + ")");
        item.setOnAction(_ -> model.filter(count.filter()));
        return item;
    }

    private VBox nothingYet() {
        return Labels.emptyPage(
                texts,
                MaterialDesignT.TEXT_BOX_MULTIPLE_OUTLINE,
                "app.window.corpus.empty",
                List.of(importButton(), recordButton()));
    }

    private VBox nobody() {
        return Labels.emptyPage(
                texts,
                MaterialDesignA.ACCOUNT_OUTLINE,
                "app.window.corpus.nobody",
                List.of(
                        Labels.button(
                                texts,
                                "app.window.corpus.create",
                                () -> ui.navigation().go("persona", "new"),
                                Styles.ACCENT)));
    }

    private void deselect() {
        table.getSelectionModel().clearSelection();
        table.requestFocus();
    }

    private void typed(KeyEvent e) {
        if (FIND.match(e)) {
            search.requestFocus();
            search.selectAll();
        } else if (UNDO.match(e)) {
            model.undo();
        } else if (SAVE.match(e)) {
            model.editor().save();
        } else {
            return;
        }
        e.consume();
    }
}
