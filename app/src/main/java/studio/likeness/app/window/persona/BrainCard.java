package studio.likeness.app.window.persona;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.BrainChoice.Kind;
import studio.likeness.corpus.store.BrainChoice.Temperament;
import studio.likeness.models.library.ByteCount;

/// With what the persona thinks: recordings only, a model of the Library, or a server's.
final class BrainCard {
    private final Ui ui;
    private final Texts texts;
    private final BrainModel model;

    private BrainCard(Ui ui, BrainModel model) {
        this.ui = ui;
        this.texts = ui.texts();
        this.model = model;
    }

    static Node of(Ui ui, BrainModel model) {
        return new BrainCard(ui, model).card();
    }

    private Card card() {
        var writes = is(Kind.ARCHIVE).not();
        var card =
                new Card(
                        texts,
                        "app.window.persona.brain",
                        kinds(),
                        Labels.shownWhen(models(), is(Kind.MODEL)),
                        Labels.shownWhen(server(), is(Kind.OLLAMA)),
                        Labels.shownWhen(recordedFirst(), writes),
                        Labels.shownWhen(temperaments(), writes),
                        Labels.shownWhen(NumbersPane.of(texts, model), writes),
                        place(),
                        Labels.problem(model.problemProperty()));
        card.setId("brainCard");
        return card;
    }

    private BooleanBinding is(Kind kind) {
        return Bindings.createBooleanBinding(
                () -> model.choiceProperty().get().kind() == kind, model.choiceProperty());
    }

    private VBox kinds() {
        var group = new ToggleGroup();
        var box = new VBox(8);
        for (var kind : Kind.values()) {
            var button = radio("brain-" + kind, group);
            button.textProperty().bind(texts.of(key("kind.", kind)));
            button.setOnAction(_ -> model.choose(kind));
            model.choiceProperty().subscribe(now -> button.setSelected(now.kind() == kind));
            box.getChildren().add(button);
        }
        return box;
    }

    private static RadioButton radio(String id, ToggleGroup group) {
        var button = new RadioButton();
        button.setId(id);
        button.setToggleGroup(group);
        button.setWrapText(true);
        button.setMinHeight(Region.USE_PREF_SIZE);
        return button;
    }

    private static String key(String part, Enum<?> constant) {
        return "app.window.persona.brain." + part + constant.name().toLowerCase(Locale.ROOT);
    }

    /// The installed ones; where there are none, the way to the Library.
    private VBox models() {
        var rows = new VBox(8);
        rows.setId("brainModels");
        Runnable fill = () -> rows.getChildren().setAll(installed());
        model.installed().addListener((ListChangeListener<Minds.Model>) _ -> fill.run());
        texts.languageProperty().addListener(_ -> fill.run());
        model.choiceProperty().subscribe(fill);
        model.stateProperty().subscribe(fill);
        var box = new VBox(8, heading("app.window.persona.brain.model"), rows, library());
        box.getStyleClass().add("brain-part");
        return box;
    }

    private List<? extends Node> installed() {
        if (model.stateProperty().get() == BrainState.UNKNOWN) {
            return List.of();
        }
        if (model.installed().isEmpty()) {
            return List.of(Labels.of(texts, "app.window.persona.brain.noModels", "muted"));
        }
        var group = new ToggleGroup();
        var rows =
                new java.util.ArrayList<Node>(
                        model.installed().stream().map(m -> row(m, group)).toList());
        if (model.stateProperty().get() == BrainState.MISSING) {
            rows.addFirst(missing());
        }
        return rows;
    }

    private Label missing() {
        var label = new Label();
        label.textProperty()
                .bind(
                        texts.of(
                                "app.window.persona.brain.missing",
                                model.choiceProperty().get().model()));
        label.getStyleClass().add("problem");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private Node row(Minds.Model each, ToggleGroup group) {
        var button = radio("model-" + each.id(), group);
        button.setText(each.id());
        button.setMnemonicParsing(false);
        button.setSelected(each.id().equals(model.choiceProperty().get().model()));
        button.setOnAction(_ -> model.chooseModel(each.id()));
        var about =
                new Label(
                        texts.now(
                                "app.window.persona.brain.about",
                                ByteCount.say(each.bytes()),
                                each.fit().sentence()));
        about.getStyleClass().add("muted");
        about.setWrapText(true);
        about.setMinHeight(Region.USE_PREF_SIZE);
        var row = new VBox(2, button, about);
        row.getStyleClass().add("brain-model");
        if (button.isSelected()) {
            row.getChildren().addAll(changes(model.choiceProperty().get()));
        }
        return row;
    }

    /// What changes the model that is chosen.
    private List<Node> changes(BrainChoice choice) {
        var changes = new ArrayList<Node>();
        if (!choice.adapter().isEmpty()) {
            var line =
                    new Line(
                            texts.now("app.window.persona.brain.adapter", choice.adapter()),
                            "withoutAdapter",
                            "app.window.persona.brain.adapter.without");
            changes.add(change(line, model::withoutAdapter));
        }
        choice.form()
                .template()
                .ifPresent(
                        text -> {
                            var line =
                                    new Line(
                                            texts.now("app.window.persona.brain.template"),
                                            "withoutTemplate",
                                            "app.window.persona.brain.template.without");
                            var shown = change(line, model::withoutTemplate);
                            Tooltip.install(shown, new Tooltip(text));
                            changes.add(shown);
                        });
        if (!choice.form().stops().isEmpty()) {
            var stops = String.join("  ", choice.form().stops());
            changes.add(muted(texts.now("app.window.persona.brain.stops", stops)));
        }
        return changes;
    }

    private static Label muted(String text) {
        var label = new Label(text);
        label.getStyleClass().add("muted");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /// What is said of a change, and the button that takes it back.
    private record Line(String about, String id, String key) {}

    private HBox change(Line said, Runnable without) {
        var leave = Labels.button(texts, said.key(), without, Styles.SMALL, Styles.FLAT);
        leave.setId(said.id());
        leave.setMinWidth(Region.USE_PREF_SIZE);
        var line = new HBox(8, muted(said.about()), leave);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("brain-adapter");
        return line;
    }

    private Node library() {
        var link =
                Labels.button(
                        texts,
                        "app.window.persona.brain.library",
                        () -> ui.navigation().go("library"),
                        Styles.SMALL);
        link.setId("toLibrary");
        return link;
    }

    private VBox server() {
        var address = new TextField();
        address.setId("ollamaAddress");
        address.textProperty().bindBidirectional(model.serverProperty());
        Labels.prompt(texts, "app.window.persona.brain.server.prompt", address);
        address.setOnAction(_ -> model.askServer());
        HBox.setHgrow(address, Priority.ALWAYS);
        var ask = Labels.button(texts, "app.window.persona.brain.server.ask", model::askServer);
        ask.setId("askOllama");
        ask.disableProperty().bind(model.askingProperty());
        var line = new HBox(8, address, ask);
        line.setAlignment(Pos.CENTER_LEFT);
        var rows = new VBox(8);
        Runnable fill = () -> rows.getChildren().setAll(served());
        model.served().addListener((ListChangeListener<String>) _ -> fill.run());
        model.choiceProperty().subscribe(fill);
        var box =
                new VBox(
                        8,
                        Labels.above(texts, "app.window.persona.brain.server", address),
                        line,
                        Labels.of(texts, "app.window.persona.brain.server.about", "muted"),
                        Labels.problem(model.serverProblemProperty()),
                        rows);
        box.getStyleClass().add("brain-part");
        return box;
    }

    /// The chosen one is seen before the server was asked.
    private List<RadioButton> served() {
        var chosen = model.choiceProperty().get().model();
        var names =
                model.served().isEmpty() && !chosen.isEmpty()
                        ? List.of(chosen)
                        : List.copyOf(model.served());
        var group = new ToggleGroup();
        return names.stream().map(name -> servedRow(name, group, chosen)).toList();
    }

    private RadioButton servedRow(String name, ToggleGroup group, String chosen) {
        var button = radio("served-" + name, group);
        button.setText(name);
        button.setMnemonicParsing(false);
        button.setSelected(name.equals(chosen));
        button.setOnAction(_ -> model.chooseModel(name));
        return button;
    }

    private CheckBox recordedFirst() {
        var box = new CheckBox();
        box.setId("recordedFirst");
        box.textProperty().bind(texts.of("app.window.persona.brain.recordedFirst"));
        box.setWrapText(true);
        box.setMinHeight(Region.USE_PREF_SIZE);
        model.choiceProperty().subscribe(now -> box.setSelected(now.recordedFirst()));
        box.setOnAction(_ -> model.recordedFirst(box.isSelected()));
        return box;
    }

    private VBox temperaments() {
        var group = new ToggleGroup();
        var box = new VBox(8, heading("app.window.persona.brain.temperament"));
        for (var each : Temperament.values()) {
            var button = radio("temperament-" + each, group);
            button.textProperty().bind(texts.of(key("temperament.", each)));
            button.setOnAction(_ -> model.choose(each));
            model.choiceProperty().subscribe(now -> button.setSelected(now.temperament() == each));
            box.getChildren().add(button);
        }
        return box;
    }

    private Label heading(String key) {
        return Labels.of(texts, key, "field-name");
    }

    private Label place() {
        var place = Labels.said(texts, model.placeProperty(), "muted");
        place.setId("brainPlace");
        place.setGraphic(Icons.of(MaterialDesignC.CHIP));
        place.setMinHeight(Region.USE_PREF_SIZE);
        return place;
    }
}
