package studio.likeness.app.window.conversation;

import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import studio.likeness.app.Studio;
import studio.likeness.app.conversation.Hearing;
import studio.likeness.app.window.Tab;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.camera.Cameras;

/// Talking with a persona, like a video call.
public final class ConversationTab implements Tab {
    private static final KeyCombination RECORD =
            new KeyCodeCombination(KeyCode.R, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination TRANSCRIPT =
            new KeyCodeCombination(KeyCode.T, KeyCombination.SHORTCUT_DOWN);
    // Of the tab's width, so that the stage stays the larger part at any text size.
    private static final double WIDEST_TRANSCRIPT = 0.45;

    private final Ui ui;
    private final TalkModel model;
    private final DraftField draft;
    private final Webcam webcam;
    private final SpokenDraft spoken;

    ConversationTab(Ui ui, Talks talks, Hearing hearing) {
        this(ui, talks, hearing, Cameras.ofMachine());
    }

    ConversationTab(Ui ui, Talks talks, Hearing hearing, Cameras cameras) {
        this.ui = ui;
        webcam = new Webcam(ui, cameras);
        model = new TalkModel(ui, talks);
        spoken = new SpokenDraft(ui, hearing, model);
        draft = new DraftField(ui.texts(), model);
    }

    public static ConversationTab of(Ui ui, Studio studio) {
        return new ConversationTab(ui, Talks.of(studio), studio.conversations().hearing());
    }

    TalkModel model() {
        return model;
    }

    SpokenDraft spoken() {
        return spoken;
    }

    @Override
    public String key() {
        return "conversation";
    }

    @Override
    public Ikon icon() {
        return MaterialDesignF.FORUM_OUTLINE;
    }

    @Override
    public Node view() {
        var stage = new StagePane(ui, model, webcam);
        BorderPane.setMargin(stage, new Insets(16));
        var page = new BorderPane(stage);
        page.getStyleClass().add("conversation");
        var transcript = new TranscriptView(ui, model);
        transcript
                .maxWidthProperty()
                .bind(Bindings.max(0, page.widthProperty().multiply(WIDEST_TRANSCRIPT)));
        model.transcriptProperty().subscribe(shown -> page.setRight(shown ? transcript : null));
        page.setBottom(new TalkBar(ui, model, webcam, spoken, draft));
        page.addEventFilter(KeyEvent.KEY_PRESSED, this::shortcut);
        HoldToTalk.on(page, spoken, draft);
        return page;
    }

    private void shortcut(KeyEvent event) {
        if (RECORD.match(event)) {
            model.toggleRecording();
            event.consume();
        } else if (TRANSCRIPT.match(event)) {
            model.toggleTranscript();
            event.consume();
        }
    }

    @Override
    public void shown(String item) {
        model.shown();
        webcam.shown();
        draft.requestFocus();
    }

    @Override
    public void hidden() {
        spoken.off();
        model.hidden();
        webcam.hidden();
    }

    @Override
    public void escape() {
        model.stop();
    }

    @Override
    public void close() {
        webcam.close();
        spoken.close();
        model.close();
    }
}
