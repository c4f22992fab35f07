package studio.likeness.app.window.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import studio.likeness.app.conversation.Conversation.State;
import studio.likeness.app.conversation.Source;
import studio.likeness.app.conversation.Trace;
import studio.likeness.app.conversation.Turn;
import studio.likeness.app.conversation.TurnEvent;
import studio.likeness.app.window.Ui;
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
    private final Subscription watching;

    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.NOBODY);
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
    private final ObservableList<Bubble> bubbles = FXCollections.observableArrayList();
    private final ObservableList<String> suggestions = FXCollections.observableArrayList();
    private final StringProperty draft = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper caption = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Source>> speaking =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Picture>> picture =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyDoubleWrapper level = new ReadOnlyDoubleWrapper();
    private final DoubleProperty volume = new SimpleDoubleProperty();
    private final BooleanProperty transcript = new SimpleBooleanProperty(true);
    private final SessionRecording recording;
    private final ReadOnlyObjectWrapper<Waterfall> waterfall =
            new ReadOnlyObjectWrapper<>(Waterfall.EMPTY);
    // Asked before the talk was open.
    private final ObjectProperty<Optional<String>> waiting =
            new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyStringWrapper voice = new ReadOnlyStringWrapper("");
    private final BooleanBinding canSend;
    private final BooleanBinding canStop;

    private final List<Trace> traces = new ArrayList<>();
    private Optional<Persona> with = Optional.empty();
    private Optional<Talk> talk = Optional.empty();
    private Optional<Bubble.Theirs> current = Optional.empty();
    // Asked for, until the talk takes it up.
    private Optional<Bubble.Theirs> replayed = Optional.empty();
    // Whether the turn that runs is a replay.
    private boolean again;
    private List<Answer> answers = List.of();
    private Inbox inbox = new Inbox();

    TalkModel(Ui ui, Talks talks) {
        this.ui = ui;
        this.talks = talks;
        recording = new SessionRecording(ui);
        volume.set(ui.preferences().get().volume());
        canSend =
                Bindings.createBooleanBinding(
                        () -> takesWords() && !draft.get().isBlank(), phase, draft, waiting);
        canStop = state.isEqualTo(State.SPEAKING).or(state.isEqualTo(State.THINKING));
        watching =
                Subscription.combine(
                        ui.persona().currentProperty().subscribe(this::talkWith),
                        ui.texts().languageProperty().subscribe(_ -> suggest()),
                        volume.subscribe(gain -> talk.ifPresent(t -> t.volume(gain.doubleValue()))),
                        draft.map(text -> !text.isBlank()).subscribe(this::attend),
                        ui.pulse().everyFrame(this::frame));
    }

    ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ObservableList<Bubble> bubbles() {
        return bubbles;
    }

    /// What could be asked first.
    ObservableList<String> suggestions() {
        return suggestions;
    }

    StringProperty draftProperty() {
        return draft;
    }

    ReadOnlyStringProperty captionProperty() {
        return caption.getReadOnlyProperty();
    }

    /// Where that comes from which is heard now; empty while nothing is said.
    ReadOnlyObjectProperty<Optional<Source>> speakingProperty() {
        return speaking.getReadOnlyProperty();
    }

    /// The recorded answer that is heard now.
    Optional<Answer> speakingAnswer() {
        return current.flatMap(Bubble.Theirs::answer);
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
        return waterfall.getReadOnlyProperty();
    }

    /// What speaks where there is no recording; empty when there is text only.
    ReadOnlyStringProperty voiceProperty() {
        return voice.getReadOnlyProperty();
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
        if (talk.isPresent()) {
            talk.get().say(text);
        } else if (takesWords()) {
            waiting.set(Optional.of(text));
            bubbles.add(new Bubble.Mine(text));
        }
    }

    private boolean takesWords() {
        return phase.get() == Phase.OPEN
                || (phase.get() == Phase.OPENING && waiting.get().isEmpty());
    }

    void stop() {
        if (canStop.get()) {
            talk.ifPresent(Talk::stop);
        }
    }

    /// Plays it once more; the transcript does not grow by it.
    void replay(Bubble.Theirs bubble) {
        bubble.turnProperty()
                .get()
                .ifPresent(
                        turn ->
                                talk.ifPresent(
                                        t -> {
                                            replayed = Optional.of(bubble);
                                            t.replay(turn);
                                        }));
    }

    void copy(String text) {
        ui.clipboard().accept(text);
        ui.toasts().done(ui.texts().now("app.window.copied"));
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
        talk.ifPresent(recording::toggle);
    }

    /// Tries again what failed.
    void retry() {
        var persona = with;
        with = Optional.empty();
        talkWith(persona);
    }

    /// While one writes, the face attends.
    private void attend(boolean writing) {
        talk.ifPresent(t -> t.attend(writing));
    }

    /// A persona that only changed its words goes on talking.
    private void talkWith(Optional<Persona> persona) {
        if (persona.map(Persona::id).equals(with.map(Persona::id))) {
            with = persona;
            return;
        }
        letGo();
        with = persona;
        phase.set(persona.isPresent() ? Phase.OPENING : Phase.NOBODY);
        persona.ifPresent(this::open);
    }

    private void open(Persona persona) {
        ui.background()
                .run(
                        () -> talks.open(persona),
                        opened -> opened(persona, opened),
                        why -> {
                            if (with.equals(Optional.of(persona))) {
                                failure.set(why);
                                phase.set(Phase.FAILED);
                            }
                        });
        ui.background()
                .run(
                        () -> talks.answers(persona),
                        found -> {
                            if (with.equals(Optional.of(persona))) {
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
                            if (with.equals(Optional.of(persona)) && picture.get().isEmpty()) {
                                picture.set(Optional.of(still));
                            }
                        },
                        // The talk's own pictures follow; until then the stage is empty.
                        _ -> {});
    }

    private void opened(Persona persona, Talk opened) {
        if (!with.map(Persona::id).equals(Optional.of(persona.id()))) {
            // The user has gone on to another persona meanwhile.
            closeInBackground(opened);
            return;
        }
        var fresh = new Inbox();
        inbox = fresh;
        opened.onEvent(fresh::event);
        opened.onState(fresh::state);
        opened.volume(volume.get());
        voice.set(opened.voiceName());
        talk = Optional.of(opened);
        phase.set(Phase.OPEN);
        waiting.get().ifPresent(opened::say);
    }

    private void letGo() {
        talk.ifPresent(this::closeInBackground);
        talk = Optional.empty();
        current = Optional.empty();
        replayed = Optional.empty();
        waiting.set(Optional.empty());
        again = false;
        inbox = new Inbox();
        answers = List.of();
        traces.clear();
        bubbles.clear();
        suggestions.clear();
        caption.set("");
        failure.set("");
        voice.set("");
        speaking.set(Optional.empty());
        picture.set(Optional.empty());
        waterfall.set(Waterfall.EMPTY);
        state.set(State.IDLE);
        recording.forget();
        level.set(0);
    }

    private void closeInBackground(Talk old) {
        ui.background()
                .run(
                        () -> {
                            old.close();
                            return true;
                        },
                        _ -> {},
                        ui.toasts()::problem);
    }

    private void suggest() {
        suggestions.setAll(Talks.suggestions(answers, ui.texts().language(), SUGGESTED));
    }

    private void frame() {
        level.set(level.get() < 0.001 ? 0 : level.get() * FALL);
        inbox.empty(reader);
    }

    private final Inbox.Reader reader =
            new Inbox.Reader() {
                @Override
                public void event(TurnEvent event) {
                    apply(event);
                }

                @Override
                public void state(State now) {
                    state.set(now);
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

    private void apply(TurnEvent event) {
        switch (event) {
            case TurnEvent.Heard(_, var text) -> heard(text);
            case TurnEvent.Decided(var reply) -> {
                if (!again) {
                    var bubble = new Bubble.Theirs(reply, !voice.get().isEmpty());
                    current = Optional.of(bubble);
                    bubbles.add(bubble);
                }
                caption.set("");
                speaking.set(Optional.of(reply.source()));
            }
            case TurnEvent.Said(var clause) -> {
                caption.set(clause);
                if (!again) {
                    current.ifPresent(bubble -> bubble.said(clause));
                }
            }
            case TurnEvent.Ended(var turn) -> over(turn, false);
            case TurnEvent.Stopped(var turn) -> over(turn, true);
            case TurnEvent.Failed(var why, _) -> {
                bubbles.add(new Bubble.Problem(why));
                quiet();
            }
            // Levels and frames come by way of the newest-only slots.
            case TurnEvent.Wrote _, TurnEvent.Level _, TurnEvent.Shown _ -> {}
        }
    }

    private void heard(String text) {
        again = replayed.filter(bubble -> bubble.answers(text)).isPresent();
        if (again) {
            current = replayed;
        } else if (!waiting.get().equals(Optional.of(text))) {
            bubbles.add(new Bubble.Mine(text));
        }
        waiting.set(Optional.empty());
        replayed = Optional.empty();
    }

    private void over(Turn turn, boolean stopped) {
        if (!again) {
            current.ifPresent(bubble -> bubble.over(turn, stopped));
            traces.add(turn.trace());
            waterfall.set(Waterfall.of(traces));
        }
        quiet();
    }

    private void quiet() {
        again = false;
        current = Optional.empty();
        caption.set("");
        speaking.set(Optional.empty());
    }

    @Override
    public void close() {
        watching.unsubscribe();
        // On purpose not in the background: the program ends, and a recording must become whole.
        talk.ifPresent(Talk::close);
        talk = Optional.empty();
    }
}
