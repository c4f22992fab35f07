package studio.likeness.app.window.persona;

import atlantafx.base.theme.Styles;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.corpus.store.Consent;

/// A new persona: who it is, and on what basis it may be made.
final class CreateForm extends VBox {
    private final Texts texts;
    private final CreateModel model;

    CreateForm(Texts texts, PersonaViewModel persona) {
        this.texts = texts;
        this.model = persona.create();
        setId("createForm");
        getStyleClass().add("create-form");
        var name = Fields.line("newName", model.nameProperty());
        var who =
                new Card(
                        texts,
                        "app.window.persona.create.who",
                        Fields.named(texts, "app.window.persona.name", name),
                        Fields.named(
                                texts,
                                "app.window.persona.alias",
                                Fields.line("newAlias", model.aliasProperty())),
                        Fields.named(
                                texts,
                                "app.window.persona.languages",
                                Fields.languages(texts, model.languagesProperty())),
                        Fields.named(
                                texts,
                                "app.window.persona.summary",
                                Fields.text("newSummary", 3, model.summaryProperty())));
        getChildren()
                .addAll(
                        Labels.of(texts, "app.window.persona.create", Styles.TITLE_3),
                        who,
                        consent(),
                        Labels.problem(model.problemProperty()),
                        buttons(persona));
    }

    private Card consent() {
        var group = new ToggleGroup();
        var choices = new VBox(8);
        for (var basis : Consent.Basis.values()) {
            choices.getChildren().add(choice(group, basis));
        }
        var grantedBy =
                Fields.named(
                        texts,
                        "app.window.persona.consent.grantedBy",
                        Fields.line("newGrantedBy", model.grantedByProperty()));
        Labels.shownWhen(
                grantedBy,
                javafx.beans.binding.Bindings.createBooleanBinding(
                        model::asksWho, model.basisProperty()));
        return new Card(
                texts,
                "app.window.persona.consent",
                Labels.of(texts, "app.window.persona.create.why", "muted"),
                Fields.named(
                        texts,
                        "app.window.persona.consent.subject",
                        Fields.line("newSubject", model.subjectProperty())),
                new VBox(
                        8,
                        Labels.of(texts, "app.window.persona.consent.basis", "field-name"),
                        choices),
                grantedBy,
                Fields.named(
                        texts,
                        "app.window.persona.consent.note",
                        Fields.text("newNote", 2, model.noteProperty())));
    }

    private RadioButton choice(ToggleGroup group, Consent.Basis basis) {
        var button = new RadioButton();
        button.setId("basis-" + basis);
        button.textProperty().bind(texts.of(ConsentCard.basisKey(basis)));
        button.setWrapText(true);
        button.setMinHeight(Region.USE_PREF_SIZE);
        button.setToggleGroup(group);
        button.setOnAction(_ -> model.basisProperty().set(basis));
        model.basisProperty().subscribe(now -> button.setSelected(now == basis));
        return button;
    }

    private HBox buttons(PersonaViewModel persona) {
        var make =
                Labels.button(
                        texts,
                        "app.window.persona.create.make",
                        persona::finishCreating,
                        Styles.ACCENT);
        make.setId("create");
        make.disableProperty().bind(model.readyProperty().not());
        var no = Labels.button(texts, "app.window.persona.create.cancel", persona::stopCreating);
        var missing = Labels.of(texts, "app.window.persona.create.missing", "muted");
        Labels.shownWhen(missing, model.readyProperty().not().and(model.busyProperty().not()));
        var row = new HBox(8, make, no, missing);
        row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        return row;
    }
}
