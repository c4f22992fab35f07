package studio.likeness.app.window.face;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.models.face.lip.LipStory.Learning;
import studio.likeness.models.training.LipCourse.Standing;
import studio.likeness.models.training.LipCourse.Use;

/// What a face learnt, whether it speaks with it, and how to be rid of it.
final class LipsResult extends VBox {
    private final Texts texts;
    private final FaceModel face;
    private final LipsModel model;

    LipsResult(Texts texts, FaceModel face) {
        super(8);
        this.texts = texts;
        this.face = face;
        this.model = face.lips();
        getChildren()
                .addAll(
                        Labels.of(texts, "app.window.face.lips.result", "section-title"),
                        badges(),
                        figures(),
                        buttons());
    }

    /// Whether there is anything to be shown of a face.
    static boolean of(Standing standing) {
        return standing.use() != Use.NONE || standing.begun().isPresent();
    }

    private BooleanBinding when(Predicate<Standing> holds) {
        return Bindings.createBooleanBinding(
                () ->
                        model.seenProperty()
                                .get()
                                .map(LipsModel.Seen::standing)
                                .filter(holds)
                                .isPresent(),
                model.seenProperty());
    }

    private BooleanBinding is(Use use) {
        return when(now -> now.use() == use);
    }

    private HBox badges() {
        var used = Labels.of(texts, "app.window.face.lips.used", "state-badge", "good");
        used.setId("lipsUsed");
        var unused = Labels.of(texts, "app.window.face.lips.unused", "state-badge");
        var badges =
                new HBox(
                        Labels.shownWhen(used, is(Use.USED)),
                        Labels.shownWhen(unused, is(Use.UNUSED)));
        return Labels.shownWhen(badges, is(Use.NONE).not());
    }

    private Label figures() {
        var label = CheckList.sentence("");
        label.setId("lipsLearnt");
        label.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                this::learnt, model.seenProperty(), texts.languageProperty()));
        return Labels.shownWhen(label, label.textProperty().isNotEmpty());
    }

    private HBox buttons() {
        var use = Labels.button(texts, "app.window.face.lips.use", model::use, Styles.ACCENT);
        use.setId("useLips");
        var tries =
                Labels.button(
                        texts,
                        "app.window.face.card.try",
                        () -> face.paneProperty().set(FaceModel.Pane.TRY));
        tries.setId("tryLips");
        var aside = Labels.button(texts, "app.window.face.lips.aside", model::setAside);
        aside.setId("asideLips");
        var remove =
                Icons.button(
                        texts, MaterialDesignT.TRASH_CAN_OUTLINE, "app.window.face.lips.remove");
        remove.setId("removeLips");
        remove.setOnAction(_ -> model.remove());
        var row =
                new HBox(
                        8,
                        Labels.shownWhen(use, is(Use.UNUSED)),
                        Labels.shownWhen(tries, is(Use.USED)),
                        Labels.shownWhen(aside, is(Use.USED)),
                        Labels.space(),
                        remove);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private String learnt() {
        return model.seenProperty()
                .get()
                .flatMap(now -> now.standing().learnt())
                .map(this::learnt)
                .orElse("");
    }

    private String learnt(Learning learnt) {
        return texts.now(
                "app.window.face.lips.learnt",
                String.format(Locale.ROOT, "%.0f", learnt.seconds()),
                String.format(Locale.ROOT, "%.1f", learnt.processorSeconds() / 120),
                learnt.steps(),
                String.format(Locale.ROOT, "%.2f", learnt.agreement()));
    }
}
