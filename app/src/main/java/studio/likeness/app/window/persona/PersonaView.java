package studio.likeness.app.window.persona;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import studio.likeness.app.window.FileDrops;
import studio.likeness.app.window.PersonaFace;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.app.window.corpus.UndoBar;
import studio.likeness.app.window.persona.PersonaViewModel.Phase;
import studio.likeness.corpus.store.Persona;

/// The page of a persona, the form for a new one, and the trash under both.
final class PersonaView extends ScrollPane {
    private static final KeyCombination UNDO =
            new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination SAVE =
            new KeyCodeCombination(KeyCode.S, KeyCombination.SHORTCUT_DOWN);
    private static final double PORTRAIT = 192;

    /// Letters.
    private static final double FIELDS = 42;

    private static final double LEAST_FIELDS = 30;
    private static final double ABOUT_GAP = 24;

    private final Ui ui;
    private final Texts texts;
    private final PersonaViewModel model;

    PersonaView(Ui ui, PersonaViewModel model) {
        this.ui = ui;
        this.texts = ui.texts();
        this.model = model;
        getStyleClass().addAll("persona-page");
        getStylesheets()
                .add(
                        Objects.requireNonNull(PersonaView.class.getResource("persona.css"))
                                .toExternalForm());
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        var page =
                new VBox(
                        16,
                        head(),
                        Labels.problem(model.problemProperty()),
                        progress(),
                        new UndoBar(texts, model.history()),
                        Labels.shownWhen(person(), in(Phase.PERSONA)),
                        Labels.shownWhen(new CreateForm(texts, model), in(Phase.CREATING)),
                        Labels.shownWhen(nobody(), in(Phase.NOBODY)),
                        new TrashList(texts, model));
        page.getStyleClass().add("persona-content");
        setContent(page);
        addEventHandler(KeyEvent.KEY_PRESSED, this::typed);
    }

    private BooleanBinding in(Phase phase) {
        return model.phaseProperty().isEqualTo(phase);
    }

    private FlowPane head() {
        var talk =
                Labels.button(
                        texts,
                        MaterialDesignC.CHAT_OUTLINE,
                        "app.window.persona.talk",
                        () -> ui.navigation().go("conversation"),
                        Styles.ACCENT);
        var create =
                Labels.button(
                        texts,
                        MaterialDesignP.PLUS,
                        "app.window.persona.create",
                        model::startCreating);
        create.setId("startCreate");
        var bring =
                Labels.button(
                        texts,
                        MaterialDesignI.IMPORT,
                        "app.window.persona.import",
                        model.transfer()::chooseImport);
        var export =
                Labels.button(
                        texts,
                        MaterialDesignE.EXPORT,
                        "app.window.persona.export",
                        model::chooseExport);
        export.setId("export");
        var delete =
                Labels.button(
                        texts,
                        MaterialDesignD.DELETE_OUTLINE,
                        "app.window.persona.delete",
                        model::delete,
                        Styles.BUTTON_OUTLINED,
                        Styles.DANGER);
        delete.setId("deletePersona");
        Labels.tip(texts, "app.window.persona.delete.tip", delete);
        var head =
                new FlowPane(
                        8,
                        8,
                        Labels.shownWhen(talk, in(Phase.PERSONA)),
                        create,
                        bring,
                        Labels.shownWhen(export, in(Phase.PERSONA)),
                        Labels.shownWhen(delete, in(Phase.PERSONA)));
        head.setAlignment(Pos.CENTER_LEFT);
        return Labels.shownWhen(head, in(Phase.CREATING).not());
    }

    private HBox progress() {
        var bar = new ProgressBar();
        bar.progressProperty().bind(model.transfer().watch().doneProperty());
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.accessibleTextProperty().bind(texts.of("app.window.persona.progress"));
        HBox.setHgrow(bar, Priority.ALWAYS);
        var stop =
                Labels.button(
                        texts,
                        "app.window.persona.stop",
                        model.transfer().watch()::cancel,
                        Styles.SMALL);
        var row = new HBox(8, bar, stop);
        row.setAlignment(Pos.CENTER_LEFT);
        return Labels.shownWhen(row, model.transfer().watch().runningProperty());
    }

    private VBox person() {
        return new VBox(
                16,
                about(),
                new Card(texts, "app.window.persona.ready", new Rings(ui, model)),
                cards());
    }

    /// What it is and thinks with, beside a question to try that on and what a model is told.
    private TwoColumns cards() {
        return new TwoColumns(
                new VBox(
                        16,
                        BrainCard.of(ui, model.brain()),
                        ConsentCard.of(ui, model),
                        FiguresCard.of(texts, model)),
                new VBox(16, TryOutCard.of(ui, model), PromptCard.of(texts, model.prompt())));
    }

    private FlowPane about() {
        var details = details();
        var about = new FlowPane(ABOUT_GAP, 16, portrait(), details);
        // Fields as wide as text reads well, but never wider than the page.
        var ruler = new Label();
        ruler.setManaged(false);
        ruler.setVisible(false);
        details.getChildren().add(ruler);
        details.prefWidthProperty()
                .bind(
                        Bindings.createDoubleBinding(
                                () -> fieldsWidth(about.getWidth(), ruler.getFont().getSize()),
                                about.widthProperty(),
                                ruler.fontProperty()));
        return about;
    }

    /// Beside the portrait where there is room for a line of text, else below it.
    private double fieldsWidth(double page, double letter) {
        double beside = page - PORTRAIT * ui.preferences().get().textScale() - ABOUT_GAP;
        double room = beside >= LEAST_FIELDS * letter ? beside : Math.max(1, page);
        return Math.min(FIELDS * letter, room);
    }

    private Node portrait() {
        var face = new PersonaFace(ui, model.personaProperty(), PORTRAIT);
        face.accessibleTextProperty().bind(texts.of("app.window.persona.portrait"));
        var choose =
                Labels.button(
                        texts,
                        MaterialDesignA.ACCOUNT_BOX_OUTLINE,
                        "app.window.persona.photo",
                        model.media()::choosePhoto);
        var drawn =
                Labels.button(
                        texts, "app.window.persona.drawn", model.media()::useDrawn, Styles.FLAT);
        Labels.shownWhen(
                drawn,
                Bindings.createBooleanBinding(
                        () ->
                                model.personaProperty()
                                        .get()
                                        .map(p -> !p.portrait().isEmpty())
                                        .orElse(false),
                        model.personaProperty()));
        var hint = Labels.of(texts, "app.window.persona.photo.drop", "muted");
        hint.setMaxWidth(PORTRAIT);
        hint.setAlignment(Pos.CENTER);
        var box = new VBox(8, face, choose, drawn, hint);
        box.setAlignment(Pos.TOP_CENTER);
        FileDrops.take(box, model.media()::usePhoto);
        return box;
    }

    private VBox details() {
        var fields = model.details();
        var names =
                new HBox(
                        16,
                        grow(named("name", Fields.line("name", fields.nameProperty()))),
                        grow(named("alias", Fields.line("alias", fields.aliasProperty()))));
        var save = Labels.button(texts, "app.window.persona.save", fields::save, Styles.ACCENT);
        save.setId("savePersona");
        Labels.tip(texts, "app.window.persona.save.tip", save);
        var revert = Labels.button(texts, "app.window.persona.revert", fields::revert);
        var details =
                new VBox(
                        12,
                        sampleNote(),
                        names,
                        named("languages", Fields.languages(texts, fields.languagesProperty())),
                        named("summary", Fields.text("summary", 4, fields.summaryProperty())),
                        named("manner", Fields.text("manner", 3, fields.mannerProperty())),
                        new HBox(
                                16,
                                grow(named("period", period())),
                                grow(named("address", address()))),
                        named("never", never()),
                        Labels.problem(fields.problemProperty()),
                        Labels.shownWhen(new HBox(8, save, revert), fields.changedProperty()));
        details.getStyleClass().add("details");
        return details;
    }

    private TextField period() {
        var field = Fields.line("period", model.details().periodProperty());
        return Labels.prompt(texts, "app.window.persona.period.prompt", field);
    }

    private TextField address() {
        var field = Fields.line("address", model.details().addressProperty());
        return Labels.prompt(texts, "app.window.persona.address.prompt", field);
    }

    private TextArea never() {
        var field = Fields.text("never", 2, model.details().neverProperty());
        return Labels.prompt(texts, "app.window.persona.never.prompt", field);
    }

    private Label sampleNote() {
        var note = Labels.of(texts, "app.window.persona.sample", "muted");
        return Labels.shownWhen(
                note,
                Bindings.createBooleanBinding(
                        () -> model.personaProperty().get().map(Persona::sample).orElse(false),
                        model.personaProperty()));
    }

    private VBox named(String name, javafx.scene.layout.Region control) {
        return Fields.named(texts, "app.window.persona." + name, control);
    }

    private static VBox grow(VBox box) {
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private VBox nobody() {
        return Labels.emptyPage(
                texts, MaterialDesignA.ACCOUNT_OUTLINE, "app.window.persona.nobody", List.of());
    }

    private void typed(KeyEvent e) {
        if (UNDO.match(e)) {
            model.history().undo();
        } else if (SAVE.match(e)) {
            model.details().save();
        } else {
            return;
        }
        e.consume();
    }
}
