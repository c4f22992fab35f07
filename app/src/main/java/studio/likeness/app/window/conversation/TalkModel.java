package studio.likeness.app.window.conversation;

import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import studio.likeness.app.Settings;
import studio.likeness.app.conversation.Conversation.State;
import studio.likeness.app.conversation.Source;
import studio.likeness.app.conversation.TurnEvent;
import studio.likeness.app.window.Ui;
import studio.likeness.corpus.memory.Finds;
import studio.likeness.corpus.memory.Hit;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.signal.Picture;

/// The talk with the persona that is chosen: what the tab shows, and what can be done. FX thread
/// only.
final class TalkModel implements AutoCloseable {
    /// What the tab is.
    enum Phase {
        /// There is no persona to talk with.
        NOBODY,
        OPENING,
        OPEN,
        /// The talk could not be opened; [#failureProperty] says why.
        FAILED
    }

    private static final int SUGGESTED = 6;
    // How quickly the level falls when the sound ends, per frame.
    private static final double FALL = 0.85;

    private final Ui ui;
    private final Talks talks;
    private final TalkLine line;
    private final Transcript said = new Transcript();
    private final Subscription watching;

    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
    private final ReadOnlyObjectWrapper<BrainPlace> place =
            new ReadOnlyObjectWrapper<>(new BrainPlace.Archive());
    private final ObservableList<String> suggestions = FXCollections.observableArrayList();
    private final StringProperty draft = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Optional<Picture>> picture =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyDoubleWrapper level = new ReadOnlyDoubleWrapper();
    private final DoubleProperty volume = new SimpleDoubleProperty();
    private final BooleanProperty transcript = new SimpleBooleanProperty(true);
    private final SessionRecording recording;
    private final BooleanBinding canSend;
    private final BooleanBinding canStop;
    private List<Answer> answers = List.of();
    private Finds finds = Finds.WORDS_AND_MEANING;

    TalkModel(Ui ui, Talks talks) {
        this.ui = ui;
        this.talks = talks;
        line = new TalkLine(ui, talks, new Following());
        recording = new SessionRecording(ui);
        volume.set(ui.preferences().get().volume());
        canSend =
                Bindings.createBooleanBinding(
                        () -> takesWords() && !draft.get().isBlank(),
                        line.phaseProperty(),
                        draft,
                        said.waitingProperty());
        canStop = state.isEqualTo(State.SPEAKING).or(state.isEqualTo(State.THINKING));
        watching =
                Subscription.combine(
                        ui.persona().currentProperty().subscribe(line::talkWith),
                        ui.preferences()
                                .of(Settings::embedder)
                                .subscribe((_, _) -> line.rememberAnew()),
                        ui.preferences()
                                .of(Settings::device)
                                .subscribe((_, _) -> line.rememberAnew()),
                        ui.texts().languageProperty().subscribe(_ -> suggest()),
                        volume.subscribe(gain -> line.tell(t -> t.volume(gain.doubleValue()))),
                        draft.map(text -> !text.isBlank()).subscribe(this::attend),
                        ui.pulse().everyFrame(this::frame));
    }

    ReadOnlyObjectProperty<Phase> phaseProperty() {
        return line.phaseProperty();
    }

    ReadOnlyStringProperty failureProperty() {
        return line.failureProperty();
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ObservableList<Bubble> bubbles() {
        return said.bubbles();
    }

    /// What could be asked first.
    ObservableList<String> suggestions() {
        return suggestions;
    }

    StringProperty draftProperty() {
        return draft;
    }

    ReadOnlyStringProperty captionProperty() {
        return said.captionProperty();
    }

    /// Where that comes from which is heard now; empty while nothing is said.
    ReadOnlyObjectProperty<Optional<Source>> speakingProperty() {
        return said.speakingProperty();
    }

    /// The recorded answer that is heard now.
    Optional<Answer> speakingAnswer() {
        return said.speakingAnswer();
    }

    /// Where the persona's brain runs.
    ReadOnlyObjectProperty<BrainPlace> placeProperty() {
        return place.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Picture>> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    ReadOnlyDoubleProperty levelProperty() {
        return level.getReadOnlyProperty();
    }

    DoubleProperty volumeProperty() {
        return volume;
    }

    BooleanProperty transcriptProperty() {
        return transcript;
    }

    ReadOnlyObjectProperty<SessionRecording.State> recordingProperty() {
        return recording.stateProperty();
    }

    ReadOnlyObjectProperty<Waterfall> waterfallProperty() {
        return said.waterfallProperty();
    }

    /// Whether a model wrote what was said last: then the time to its first clause counts.
    ReadOnlyBooleanProperty writtenProperty() {
        return said.writtenProperty();
    }

    /// What speaks where there is no recording; empty when there is text only.
    ReadOnlyStringProperty voiceProperty() {
        return said.voiceProperty();
    }

    BooleanBinding canSend() {
        return canSend;
    }

    BooleanBinding canStop() {
        return canStop;
    }

    void send() {
        if (canSend.get()) {
            var text = draft.get().strip();
            draft.set("");
            ask(text);
        }
    }

    /// Says it as if it were typed and sent. What is asked while the talk is still being opened
    /// is said as soon as it is.
    void ask(String text) {
        if (line.isOpen()) {
            line.tell(talk -> talk.say(text));
        } else if (takesWords()) {
            said.await(text);
        }
    }

    private boolean takesWords() {
        var phase = line.phaseProperty().get();
        return phase == Phase.OPEN
                || (phase == Phase.OPENING && said.waitingProperty().get().isEmpty());
    }

    void stop() {
        if (canStop.get()) {
            line.tell(Talk::stop);
        }
    }

    /// Plays it once more; the transcript does not grow by it.
    void replay(Bubble.Theirs bubble) {
        bubble.turnProperty()
                .get()
                .ifPresent(
                        turn ->
                                line.tell(
                                        talk -> {
                                            said.replaying(bubble);
                                            talk.replay(turn);
                                        }));
    }

    void copy(String text) {
        ui.clipboard().accept(text);
        ui.toasts().done(ui.texts().now("app.window.copied"));
    }

    /// How memory found for the last turn.
    Finds finds() {
        return finds;
    }

    /// Shows what memory found where it is kept.
    void open(Hit hit) {
        ui.navigation().go("corpus", hit.id());
    }

    void toggleTranscript() {
        transcript.set(!transcript.get());
    }

    void toggleCaptions() {
        ui.preferences().change(d -> d.captions(!ui.preferences().get().captions()));
    }

    /// The user let go of the slider.
    void keepVolume() {
        ui.preferences().change(d -> d.volume(volume.get()));
    }

    void toggleRecording() {
        line.tell(recording::toggle);
    }

    /// Tries again what failed.
    void retry() {
        line.retry();
    }

    /// Whether there is a model that could be left out.
    boolean thinks() {
        return line.thinks();
    }

    /// From now on without the model, which has failed; what was asked last is asked again.
    void recordingsOnly() {
        line.recordingsOnly();
    }

    /// The tab is on the screen.
    void shown() {
        line.shown();
    }

    void hidden() {
        line.hidden();
    }

    /// While one writes, the face attends.
    private void attend(boolean writing) {
        line.tell(talk -> talk.attend(writing));
    }

    private void read(Persona persona) {
        ui.background()
                .run(
                        () -> talks.answers(persona),
                        found -> {
                            if (isStill(persona)) {
                                answers = List.copyOf(found);
                                suggest();
                            }
                        },
                        // Without suggestions one can still talk.
                        _ -> {});
        ui.background()
                .run(
                        () -> ui.portraits().of(persona, 720),
                        still -> {
                            if (isStill(persona) && picture.get().isEmpty()) {
                                picture.set(Optional.of(still));
                            }
                        },
                        // The talk's own pictures follow; until then the stage is empty.
                        _ -> {});
    }

    private boolean isStill(Persona persona) {
        return line.with().map(Persona::id).equals(Optional.of(persona.id()));
    }

    /// A model that was not in memory may be there now, and memory may have been gone through.
    private void look() {
        line.with()
                .ifPresent(
                        persona ->
                                ui.background()
                                        .run(
                                                () -> talks.finds(persona),
                                                now -> finds = now,
                                                // The turn itself says what is wrong.
                                                _ -> {}));
        line.with()
                .filter(_ -> line.thinks())
                .ifPresentOrElse(
                        persona ->
                                ui.background()
                                        .run(
                                                () -> talks.place(persona),
                                                place::set,
                                                // The turn itself says what is wrong.
                                                _ -> {}),
                        () -> place.set(new BrainPlace.Archive()));
    }

    private void suggest() {
        suggestions.setAll(Talks.suggestions(answers, ui.texts().language(), SUGGESTED));
    }

    private void frame() {
        level.set(level.get() < 0.001 ? 0 : level.get() * FALL);
        line.empty(reader);
    }

    /// What belongs to the talk that is open.
    private final class Following implements TalkLine.Listener {
        @Override
        public void opening(Persona persona) {
            read(persona);
        }

        @Override
        public void opened(Talk talk) {
            talk.volume(volume.get());
            said.begin(talk.voiceName());
            look();
            said.waitingProperty().get().ifPresent(talk::say);
        }

        @Override
        public void ended(TalkLine.Ending ending) {
            recording.forget();
            state.set(State.IDLE);
            level.set(0);
            said.end();
            switch (ending) {
                case OVER -> clear();
                case OTHER_MEMORY -> {}
                case OTHER_BRAIN -> said.note("app.window.talk.otherBrain");
                case RECORDINGS_ONLY -> {
                    said.awaitAgain();
                    said.note("app.window.talk.recordingsOnly.note");
                }
            }
        }

        private void clear() {
            said.clear();
            answers = List.of();
            suggestions.clear();
            picture.set(Optional.empty());
        }
    }

    private final Inbox.Reader reader =
            new Inbox.Reader() {
                @Override
                public void event(TurnEvent event) {
                    said.apply(event);
                }

                @Override
                public void state(State now) {
                    state.set(now);
                    if (now == State.THINKING || now == State.SPEAKING) {
                        look();
                    }
                }

                @Override
                public void level(double rms) {
                    level.set(rms);
                }

                @Override
                public void picture(Picture frame) {
                    picture.set(Optional.of(frame));
                }
            };

    @Override
    public void close() {
        watching.unsubscribe();
        line.close();
    }
}
