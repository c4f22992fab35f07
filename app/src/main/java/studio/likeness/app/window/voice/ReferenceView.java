package studio.likeness.app.window.voice;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import studio.likeness.app.window.ChoiceWords;
import studio.likeness.app.window.FileChoosers;
import studio.likeness.app.window.Icons;
import studio.likeness.app.window.Texts;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.corpus.Labels;
import studio.likeness.app.window.sound.LevelMeter;
import studio.likeness.app.window.sound.SoundPanel;
import studio.likeness.app.window.voice.ReferenceModel.Phase;
import studio.likeness.models.voice.preparation.ReferenceCheck;
import studio.likeness.models.voice.preparation.ReferenceCheck.Verdict;

/// A reference: recording or choosing it, what it is worth, what it says, and making a voice of it.
final class ReferenceView extends VBox {
    static final List<String> SOUNDS =
            List.of("*.wav", "*.flac", "*.mp3", "*.m4a", "*.ogg", "*.mp4", "*");

    private final Ui ui;
    private final Texts texts;
    private final CloneModel model;
    private final ReferenceModel reference;
    private Subscription frames = Subscription.EMPTY;

    ReferenceView(Ui ui, CloneModel model) {
        super(12);
        this.ui = ui;
        this.texts = ui.texts();
        this.model = model;
        this.reference = model.reference();
        getStyleClass().add("voice-card");
        var meter = new LevelMeter(texts, reference.level());
        Labels.shownWhen(meter, reference.phaseProperty().isNotEqualTo(Phase.CLOSED));
        reference.phaseProperty().subscribe(phase -> follow(phase, meter));
        meter.setMinWidth(0);
        var sound = new SoundPanel(texts, ui.pulse(), reference.waveform());
        sound.setMinWidth(0);
        getChildren()
                .addAll(
                        Labels.of(texts, "app.window.voice.reference", "section-title"),
                        Labels.of(texts, "app.window.voice.reference.about", "what"),
                        buttons(),
                        meter,
                        sound,
                        checks(),
                        said(),
                        Labels.problem(reference.problemProperty()),
                        keep(),
                        Labels.problem(model.problemProperty()));
    }

    /// The meter moves only while the microphone is on.
    private void follow(Phase phase, LevelMeter meter) {
        frames.unsubscribe();
        frames = phase == Phase.CLOSED ? Subscription.EMPTY : ui.pulse().everyFrame(meter::refresh);
    }

    private HBox buttons() {
        var record = new Button();
        record.setId("recordReference");
        record.setMinWidth(USE_PREF_SIZE);
        record.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> texts.now(word(reference.phaseProperty().get())),
                                reference.phaseProperty(),
                                texts.languageProperty()));
        record.graphicProperty()
                .bind(
                        Bindings.createObjectBinding(
                                () -> Icons.of(icon(reference.phaseProperty().get())),
                                reference.phaseProperty()));
        record.setOnAction(_ -> reference.toggle());
        var choose =
                Labels.button(
                        texts,
                        MaterialDesignF.FOLDER_OPEN_OUTLINE,
                        "app.window.voice.reference.choose",
                        this::choose);
        choose.setId("chooseReference");
        var row = new HBox(8, record, choose);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static String word(Phase phase) {
        return switch (phase) {
            case CLOSED -> "app.window.voice.reference.microphone";
            case LISTENING -> "app.window.voice.reference.record";
            case RECORDING, WRITING -> "app.window.voice.reference.stop";
        };
    }

    private static Ikon icon(Phase phase) {
        return switch (phase) {
            case CLOSED -> MaterialDesignM.MICROPHONE;
            case LISTENING -> MaterialDesignR.RECORD;
            case RECORDING, WRITING -> MaterialDesignS.STOP;
        };
    }

    private void choose() {
        var filter = new FileChoosers.Filter(texts.now("app.window.voice.filter"), SOUNDS);
        ui.files()
                .open(
                        texts.now("app.window.voice.reference.choose"),
                        List.of(filter),
                        files -> reference.take(files.getFirst()));
    }

    private VBox checks() {
        var list = new VBox(6);
        list.setId("referenceChecks");
        list.getStyleClass().add("check-list");
        Runnable fill =
                () ->
                        list.getChildren()
                                .setAll(
                                        reference
                                                .checkProperty()
                                                .get()
                                                .map(ReferenceCheck::findings)
                                                .orElse(List.of())
                                                .stream()
                                                .map(ReferenceView::line)
                                                .toList());
        reference.checkProperty().subscribe(_ -> fill.run());
        texts.languageProperty().subscribe(_ -> fill.run());
        var again =
                Labels.button(
                        texts,
                        "app.window.voice.reference.again",
                        reference::recheck,
                        Styles.FLAT,
                        Styles.SMALL);
        again.setId("recheck");
        Labels.shownWhen(
                again,
                Bindings.createBooleanBinding(
                        () -> reference.checkProperty().get().isPresent(),
                        reference.checkProperty()));
        return new VBox(6, list, again);
    }

    private static HBox line(ReferenceCheck.Finding finding) {
        var sign = Icons.of(sign(finding.verdict()));
        sign.getStyleClass().add("sign");
        var name = new Label(finding.aspect().title());
        name.setMinWidth(USE_PREF_SIZE);
        var sentence = new Label(finding.sentence());
        sentence.getStyleClass().add("what");
        sentence.setWrapText(true);
        var words = new VBox(2, name, sentence);
        HBox.setHgrow(words, Priority.ALWAYS);
        var line = new HBox(8, sign, words);
        line.getStyleClass().addAll("check", finding.verdict().name().toLowerCase(Locale.ROOT));
        return line;
    }

    private static Ikon sign(Verdict verdict) {
        return switch (verdict) {
            case GOOD -> MaterialDesignC.CHECK_CIRCLE_OUTLINE;
            case FAIR -> MaterialDesignA.ALERT_CIRCLE_OUTLINE;
            case BAD -> MaterialDesignC.CLOSE_CIRCLE_OUTLINE;
        };
    }

    private Node said() {
        var field = new TextArea();
        field.setId("referenceText");
        field.setWrapText(true);
        field.setPrefRowCount(2);
        field.textProperty().bindBidirectional(reference.textProperty());
        Labels.prompt(texts, "app.window.voice.reference.text.prompt", field);
        var ring = new ProgressIndicator();
        ring.getStyleClass().add("small-ring");
        Labels.shownWhen(ring, reference.hearingProperty());
        var head = new HBox(8, Labels.above(texts, "app.window.voice.reference.text", field), ring);
        head.setAlignment(Pos.CENTER_LEFT);
        var box = new VBox(4, head, field);
        return Labels.shownWhen(
                box,
                Bindings.createBooleanBinding(
                        () -> reference.checkProperty().get().isPresent(),
                        reference.checkProperty()));
    }

    private Node keep() {
        var name = new TextField();
        name.setId("voiceName");
        name.textProperty().bindBidirectional(model.nameProperty());
        Labels.prompt(texts, "app.window.voice.name.prompt", name);
        var mood = new ComboBox<>(FXCollections.observableArrayList(CloneModel.MOODS));
        mood.setId("mood");
        ChoiceWords.say(texts, mood, key -> texts.now("app.window.voice.mood." + key));
        mood.valueProperty().bindBidirectional(model.moodProperty());
        mood.accessibleTextProperty().bind(texts.of("app.window.voice.mood"));
        var make = Labels.button(texts, "app.window.voice.clone", model::cloneIt, Styles.ACCENT);
        make.setId("cloneVoice");
        make.disableProperty().bind(model.ready().not());
        var ring = new ProgressIndicator();
        ring.getStyleClass().add("small-ring");
        Labels.shownWhen(ring, model.watch().runningProperty());
        var row = new HBox(8, name, mood, make, ring);
        row.setAlignment(Pos.CENTER_LEFT);
        return Labels.shownWhen(
                row,
                Bindings.createBooleanBinding(
                        () -> reference.checkProperty().get().isPresent(),
                        reference.checkProperty()));
    }
}
