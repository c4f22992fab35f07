package studio.likeness.app.window.conversation;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.conversation.Conversation;
import studio.likeness.app.conversation.Hearing;
import studio.likeness.app.window.Background;
import studio.likeness.app.window.Ui;
import studio.likeness.models.job.StudioException;

/// What the user says becomes what they would have typed: while a key is held, or from a
/// microphone that stays open until it is switched off. An open one is deaf while the persona
/// thinks or speaks, or the persona would hear itself. FX thread only.
final class SpokenDraft implements AutoCloseable {
    enum State {
        OFF,
        /// The recogniser is being loaded.
        PREPARING,
        /// Listens until the key is let go.
        HELD,
        /// Listens until it is switched off.
        OPEN,
        /// What was said last is being written down.
        WRITING
    }

    // How quickly the level falls, per frame.
    private static final double FALL = 0.85;

    private final Ui ui;
    private final Hearing hearing;
    private final TalkModel model;
    private final Subscription watching;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.OFF);
    private final ReadOnlyDoubleWrapper level = new ReadOnlyDoubleWrapper();
    private @Nullable Heard current;
    private String before = "";

    SpokenDraft(Ui ui, Hearing hearing, TalkModel model) {
        this.ui = ui;
        this.hearing = hearing;
        this.model = model;
        watching =
                Subscription.combine(
                        model.stateProperty().subscribe(_ -> attend()),
                        ui.pulse().everyFrame(this::frame));
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// How loud the user is, 0 to 1.
    ReadOnlyDoubleProperty levelProperty() {
        return level.getReadOnlyProperty();
    }

    /// The key went down. The persona, who may be speaking, stops.
    void hold() {
        model.stop();
        if (state.get() == State.OFF) {
            begin(State.HELD);
        }
    }

    /// The key was let go: what was said is asked.
    void release() {
        if (state.get() == State.HELD && current != null) {
            state.set(State.WRITING);
            current.listening.finish();
        } else if (state.get() == State.PREPARING && wanted == State.HELD) {
            off();
        }
    }

    /// Opens the microphone, or closes it.
    void toggle() {
        if (state.get() == State.OFF) {
            begin(State.OPEN);
        } else {
            off();
        }
    }

    /// At once; a sentence that is not written yet is given up.
    void off() {
        if (current != null) {
            current.listening.close();
            current = null;
        }
        state.set(State.OFF);
        level.set(0);
    }

    private State wanted = State.OFF;

    private void begin(State next) {
        wanted = next;
        before = model.draftProperty().get().strip();
        state.set(State.PREPARING);
        var microphone = ui.preferences().get().microphone();
        ui.background()
                .run(
                        () -> {
                            hearing.prepare();
                            return microphone;
                        },
                        this::open,
                        this::fail);
    }

    private void open(String microphone) {
        if (state.get() == State.PREPARING) {
            state.set(wanted);
            current = new Heard(microphone);
            attend();
        }
    }

    private void fail(String why) {
        off();
        ui.toasts().problem(why);
    }

    private void attend() {
        if (current != null && state.get() == State.OPEN) {
            var now = model.stateProperty().get();
            boolean busy = now == Conversation.State.THINKING || now == Conversation.State.SPEAKING;
            current.listening.deaf(busy);
        }
    }

    private void frame() {
        double now = current == null ? 0 : current.loudness;
        level.set(Math.max(now, level.get() < 0.001 ? 0 : level.get() * FALL));
    }

    private void show(String sentence) {
        model.draftProperty().set((before + " " + sentence).strip());
    }

    private void ask() {
        before = "";
        model.send();
    }

    /// One opening of the microphone.
    private final class Heard implements Hearing.Listener {
        private final Hearing.Listening listening;
        private volatile double loudness;

        Heard(String microphone) {
            listening = hearing.listen(microphone, this);
        }

        private void onScreen(Runnable change) {
            Background screen = ui.background();
            screen.onScreen(
                    () -> {
                        if (current == this) {
                            change.run();
                        }
                    });
        }

        @Override
        public void level(double rms) {
            loudness = rms;
        }

        @Override
        public void heard(String text, boolean done) {
            onScreen(
                    () -> {
                        show(text);
                        if (done && state.get() == State.OPEN) {
                            ask();
                        } else if (done) {
                            before = model.draftProperty().get();
                        }
                    });
        }

        @Override
        public void over() {
            onScreen(
                    () -> {
                        off();
                        ask();
                    });
        }

        @Override
        public void failed(StudioException why) {
            onScreen(() -> fail(why.explanation()));
        }
    }

    @Override
    public void close() {
        off();
        watching.unsubscribe();
        ui.background().release(hearing, _ -> {}); // nobody is there to be told
    }
}
