package studio.likeness.app.window.library;

import atlantafx.base.controls.CustomTextField;
import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import studio.likeness.app.window.ChoiceWords;
import studio.likeness.app.window.FileChoosers;
import studio.likeness.app.window.FileDrops;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.app.window.library.DropModel.Phase;
import studio.likeness.models.catalogue.Entry;
import studio.likeness.models.catalogue.Entry.Purpose;
import studio.likeness.models.library.ByteCount;
import studio.likeness.models.library.Orphan;

/// The whole tab: what was dropped, what is here, what can be had, what was removed or lies there
/// for nothing. Files may be dropped anywhere.
final class LibraryView extends StackPane {
    private static final KeyCombination FIND =
            new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);

    private final Ui ui;
    private final Texts texts;
    private final LibraryViewModel model;
    private final TextField search = search();

    /// Kept, because those who listen to a binding do not keep it.
    private final List<StringBinding> kept = new ArrayList<>();

    LibraryView(Ui ui, LibraryViewModel model) {
        this.ui = ui;
        this.texts = ui.texts();
        this.model = model;
        setId("library");
        getStyleClass().add("library");
        getStylesheets().add(styleSheet());
        search.textProperty().bindBidirectional(model.searchProperty());
        Labels.prompt(texts, "app.window.library.search", search);
        search.accessibleTextProperty().bind(texts.of("app.window.library.search"));
        var page =
                new VBox(
                        24,
                        toolbar(),
                        new VBox(
                                16,
                                Labels.problem(model.problemProperty()),
                                new DropPanel(texts, model),
                                zone()),
                        cards("app.window.library.here", model.here()),
                        cards("app.window.library.available", model.available()),
                        cards("app.window.library.trash", model.removed()),
                        leftOvers(),
                        nothingFound());
        page.getStyleClass().add("library-page");
        var scroll = new ScrollPane(page);
        scroll.setId("libraryScroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("page");
        getChildren().addAll(scroll, veil());
        FileDrops.take(this, model.drop()::hovering, model.drop()::left, model::dropped);
        addEventHandler(KeyEvent.KEY_PRESSED, this::typed);
    }

    static String styleSheet() {
        return Objects.requireNonNull(LibraryView.class.getResource("library.css"))
                .toExternalForm();
    }

    private static TextField search() {
        var field = new CustomTextField();
        field.setLeft(Icons.of(MaterialDesignM.MAGNIFY));
        field.setId("librarySearch");
        field.getStyleClass().add("search");
        return field;
    }

    private VBox toolbar() {
        var title = Labels.of(texts, "app.window.library.title", Styles.TITLE_3);
        title.setMinWidth(USE_PREF_SIZE);
        var head = new HBox(8, title, Labels.space(), addButton());
        head.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(search, Priority.SOMETIMES);
        var filters = new HBox(8, search, purposes());
        filters.setAlignment(Pos.CENTER_LEFT);
        return new VBox(12, head, filters);
    }

    private ComboBox<Optional<Purpose>> purposes() {
        var choices = new ArrayList<Optional<Purpose>>();
        choices.add(Optional.empty());
        for (var purpose : Purpose.values()) {
            choices.add(Optional.of(purpose));
        }
        var box = new ComboBox<>(FXCollections.observableArrayList(choices));
        box.setId("libraryPurpose");
        ChoiceWords.say(
                texts,
                box,
                purpose ->
                        texts.now(
                                purpose.map(Looks::word).orElse("app.window.library.purpose.all")));
        box.valueProperty().bindBidirectional(model.purposeProperty());
        box.accessibleTextProperty().bind(texts.of("app.window.library.purpose"));
        return box;
    }

    private MenuButton addButton() {
        var button = new MenuButton();
        button.setId("libraryAdd");
        button.getStyleClass().add(Styles.ACCENT);
        button.setGraphic(Icons.of(MaterialDesignP.PLUS));
        button.textProperty().bind(texts.of("app.window.library.add"));
        button.setMinWidth(USE_PREF_SIZE);
        button.getItems()
                .addAll(
                        menuItem("app.window.library.add.folder", this::chooseFolder),
                        menuItem("app.window.library.add.file", this::chooseFile));
        return button;
    }

    private MenuItem menuItem(String key, Runnable run) {
        var item = new MenuItem();
        item.textProperty().bind(texts.of(key));
        item.setOnAction(_ -> run.run());
        return item;
    }

    private void chooseFolder() {
        ui.files()
                .folder(
                        texts.now("app.window.library.add.folder"),
                        folder -> model.dropped(List.of(folder)));
    }

    private void chooseFile() {
        var filter =
                new FileChoosers.Filter(
                        texts.now("app.window.library.add.filter"),
                        List.of(
                                "*.safetensors",
                                "*.gguf",
                                "*.onnx",
                                "*.pt",
                                "*.pth",
                                "*.ckpt",
                                "*.bin",
                                "*"));
        ui.files().open(texts.now("app.window.library.add.file"), List.of(filter), model::dropped);
    }

    /// Says what may be dropped; large while there is nothing else, a strip afterwards.
    private Node zone() {
        var icon = Icons.of(MaterialDesignT.TRAY_ARROW_DOWN);
        icon.getStyleClass().add("zone-icon");
        var empty = Labels.of(texts, "app.window.library.empty", "empty-sentence");
        Labels.shownWhen(empty, model.emptyProperty());
        var takes = Labels.of(texts, "app.window.library.drop.takes", "what");
        takes.setMinHeight(USE_PREF_SIZE);
        var choose =
                Labels.button(
                        texts,
                        "app.window.library.empty.choose",
                        this::chooseFolder,
                        Styles.ACCENT);
        choose.setId("chooseFirst");
        Labels.shownWhen(choose, model.emptyProperty());
        var words = new VBox(8, empty, takes, choose);
        words.setAlignment(Pos.CENTER);
        var zone = new HBox(16, icon, words);
        zone.setAlignment(Pos.CENTER);
        zone.getStyleClass().add("drop-zone");
        return Labels.shownWhen(zone, Bindings.isEmpty(model.drop().previews()));
    }

    private VBox cards(String key, ObservableList<Item> items) {
        var grid = new CardGrid();
        Runnable fill =
                () ->
                        grid.show(
                                items.stream()
                                        .map(i -> new ModelCard(ui, model, i, this::bring))
                                        .toList());
        items.addListener((ListChangeListener<Item>) _ -> fill.run());
        texts.languageProperty().addListener(_ -> fill.run());
        fill.run();
        return section(key, grid, items);
    }

    private void bring(Entry entry) {
        ui.files()
                .folder(
                        texts.now("app.window.library.bring"),
                        folder -> model.bring(entry, folder));
    }

    private VBox section(String key, Node content, ObservableList<?> items) {
        var title = new Label();
        title.getStyleClass().add("section-title");
        var text =
                Bindings.createStringBinding(
                        () -> texts.now(key, items.size()), items, texts.languageProperty());
        kept.add(text);
        title.textProperty().bind(text);
        var section = new VBox(12, title, content);
        return Labels.shownWhen(section, Bindings.isNotEmpty(items));
    }

    private VBox leftOvers() {
        var lines = new VBox(8);
        lines.getStyleClass().add("left-overs");
        Function<Orphan, HBox> line =
                orphan -> {
                    var words =
                            new Label(orphan.sentence() + " · " + ByteCount.say(orphan.bytes()));
                    words.setWrapText(true);
                    HBox.setHgrow(words, Priority.ALWAYS);
                    words.setMaxWidth(Double.MAX_VALUE);
                    var erase =
                            Labels.button(
                                    texts,
                                    "app.window.library.eraseLeft",
                                    () -> model.erase(orphan),
                                    Styles.SMALL);
                    var row = new HBox(8, words, erase);
                    row.setAlignment(Pos.CENTER_LEFT);
                    return row;
                };
        Runnable fill =
                () -> lines.getChildren().setAll(model.orphans().stream().map(line).toList());
        model.orphans().addListener((ListChangeListener<Orphan>) _ -> fill.run());
        texts.languageProperty().addListener(_ -> fill.run());
        return section("app.window.library.left", lines, model.orphans());
    }

    private Label nothingFound() {
        var sentence = Labels.of(texts, "app.window.library.notFound", "what");
        BooleanBinding searched =
                model.searchProperty()
                        .isNotEmpty()
                        .or(
                                Bindings.createBooleanBinding(
                                        () -> model.purposeProperty().get().isPresent(),
                                        model.purposeProperty()));
        return Labels.shownWhen(
                sentence,
                searched.and(Bindings.isEmpty(model.here()))
                        .and(Bindings.isEmpty(model.available()))
                        .and(Bindings.isEmpty(model.removed())));
    }

    /// Lies over the tab while files are held above it.
    private VBox veil() {
        var icon = Icons.of(MaterialDesignT.TRAY_ARROW_DOWN);
        icon.getStyleClass().add("empty-icon");
        var names = new Label();
        var text =
                Bindings.createStringBinding(
                        () -> held(model.drop().heldProperty().get()),
                        model.drop().heldProperty(),
                        texts.languageProperty());
        kept.add(text);
        names.textProperty().bind(text);
        names.setWrapText(true);
        var veil =
                new VBox(
                        8,
                        icon,
                        Labels.of(texts, "app.window.library.drop.letGo", Styles.TITLE_3),
                        names);
        veil.getStyleClass().add("drop-veil");
        veil.setAlignment(Pos.CENTER);
        veil.setMouseTransparent(true);
        return Labels.shownWhen(veil, model.drop().phaseProperty().isEqualTo(Phase.HOVERED));
    }

    private String held(List<Path> paths) {
        return switch (paths.size()) {
            case 0 -> "";
            case 1 -> String.valueOf(paths.getFirst().getFileName());
            default -> texts.now("app.window.library.drop.several", paths.size());
        };
    }

    private void typed(KeyEvent e) {
        if (FIND.match(e)) {
            search.requestFocus();
            search.selectAll();
            e.consume();
        }
    }
}
