package studio.likeness.app.window.face;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.likeness.app.window.ChoiceWords;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.app.window.face.BringModel.Phase;
import studio.likeness.models.face.profile.FaceReport;

/// What was brought, as it was seen, before anything is kept.
final class BringPanel extends VBox {
    private final Texts texts;
    private final BringModel model;
    private final VBox report = new VBox(12);

    BringPanel(Texts texts, BringModel model) {
        super(12);
        this.texts = texts;
        this.model = model;
        setId("bring");
        getChildren().addAll(working(), report, Labels.problem(model.problemProperty()));
        model.reportProperty().subscribe(this::show);
        texts.languageProperty().subscribe(_ -> show(model.reportProperty().get()));
        report.visibleProperty().bind(model.phaseProperty().isEqualTo(Phase.PREVIEW));
        report.managedProperty().bind(report.visibleProperty());
        report.getStyleClass().addAll("face-card", "preview-card");
        Labels.shownWhen(
                this,
                model.watch()
                        .runningProperty()
                        .or(report.visibleProperty())
                        .or(model.problemProperty().isNotEmpty()));
    }

    private HBox working() {
        var what = new Label();
        what.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        texts.now(
                                                model.phaseProperty().get() == Phase.MAKING
                                                        ? "app.window.face.making"
                                                        : "app.window.face.looking",
                                                String.valueOf(model.file().getFileName())),
                                model.phaseProperty(),
                                texts.languageProperty()));
        var bar = new ProgressBar();
        bar.progressProperty().bind(model.watch().doneProperty());
        bar.accessibleTextProperty().bind(what.textProperty());
        var cancel = Labels.button(texts, "app.window.cancel", model::cancel);
        cancel.setId("cancelBring");
        var row = new HBox(12, what, bar, cancel);
        row.setAlignment(Pos.CENTER_LEFT);
        return Labels.shownWhen(row, model.watch().runningProperty());
    }

    private void show(Optional<FaceReport> now) {
        report.getChildren().clear();
        now.ifPresent(
                found -> {
                    var title = new Label(found.source().name());
                    title.getStyleClass().add("model-name");
                    var list = new CheckList();
                    list.show(found.findings());
                    report.getChildren().addAll(title, CheckList.sentence(source(found)), list);
                    if (found.faces().size() > 1) {
                        report.getChildren().add(which(found));
                    }
                    report.getChildren().add(buttons());
                });
    }

    private String source(FaceReport found) {
        var source = found.source();
        return source.seconds() > 0
                ? texts.now(
                        "app.window.face.source.clip",
                        String.format(Locale.ROOT, "%.1f", source.seconds()),
                        source.width(),
                        source.height(),
                        String.format(Locale.ROOT, "%.0f", source.framesPerSecond()))
                : texts.now("app.window.face.source.photo", source.width(), source.height());
    }

    /// Several people: who is meant.
    private HBox which(FaceReport found) {
        var box =
                new ComboBox<>(
                        FXCollections.observableArrayList(
                                IntStream.rangeClosed(1, found.faces().size()).boxed().toList()));
        box.setId("whichFace");
        ChoiceWords.say(texts, box, number -> texts.now("app.window.face.which.one", number));
        box.setValue(model.whichProperty().get());
        box.valueProperty().subscribe(number -> model.whichProperty().set(number));
        var row = new HBox(8, Labels.above(texts, "app.window.face.which", box), box);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private HBox buttons() {
        var add = Labels.button(texts, "app.window.face.keep", model::add, Styles.ACCENT);
        add.setId("keepFace");
        add.setDisable(!model.canAdd());
        var away = Labels.button(texts, "app.window.face.away", model::dismiss);
        away.setId("dismissFace");
        return new HBox(8, add, away);
    }
}
