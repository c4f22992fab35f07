package studio.likeness.app.window.persona;

import atlantafx.base.theme.Styles;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.app.window.sound.SoundPanel;
import studio.likeness.corpus.store.Consent;
import studio.likeness.corpus.store.Persona;

/// On whose word this likeness exists.
final class ConsentCard {
    private ConsentCard() {}

    static Node of(Ui ui, PersonaViewModel model) {
        var texts = ui.texts();
        var grid = new GridPane(16, 8);
        row(texts, model, grid, 0, "subject", Consent::subject);
        row(texts, model, grid, 1, "basis", c -> texts.now(basisKey(c.basis())));
        row(texts, model, grid, 2, "grantedBy", Consent::grantedBy);
        row(texts, model, grid, 3, "at", c -> moment(texts, c));
        row(texts, model, grid, 4, "note", Consent::note);
        var sound = new SoundPanel(texts, ui.pulse(), model.media().statement());
        var add =
                Labels.button(
                        texts,
                        "app.window.persona.consent.addStatement",
                        () -> model.media().chooseStatement(),
                        Styles.SMALL);
        return new Card(
                texts,
                "app.window.persona.consent",
                grid,
                Labels.shownWhen(sound, hasStatement(model)),
                Labels.shownWhen(add, hasStatement(model).not()));
    }

    static String basisKey(Consent.Basis basis) {
        return "app.window.persona.basis." + basis.name().toLowerCase(Locale.ROOT);
    }

    private static BooleanBinding hasStatement(PersonaViewModel model) {
        return Bindings.createBooleanBinding(
                () ->
                        model.personaProperty()
                                .get()
                                .map(p -> !p.consent().statementMedia().isEmpty())
                                .orElse(false),
                model.personaProperty());
    }

    private static void row(
            Texts texts,
            PersonaViewModel model,
            GridPane grid,
            int line,
            String name,
            Function<Consent, String> value) {
        var key = Labels.of(texts, "app.window.persona.consent." + name, "field-name");
        key.setMinWidth(Label.USE_PREF_SIZE);
        var words = new Label();
        words.setWrapText(true);
        words.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        model.personaProperty()
                                                .get()
                                                .map(Persona::consent)
                                                .map(value)
                                                .orElse(""),
                                model.personaProperty(),
                                texts.languageProperty()));
        var there = words.textProperty().isNotEmpty();
        grid.addRow(line, Labels.shownWhen(key, there), Labels.shownWhen(words, there));
        GridPane.setHgrow(words, Priority.ALWAYS);
    }

    private static String moment(Texts texts, Consent consent) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(texts.languageProperty().get())
                .format(consent.at().atZone(ZoneId.systemDefault()));
    }
}
