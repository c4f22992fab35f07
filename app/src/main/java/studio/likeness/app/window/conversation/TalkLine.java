package studio.likeness.app.window.conversation;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.conversation.TalkModel.Phase;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.Persona;

/// The talk that is open with the persona that is chosen: opened and closed in the background,
/// opened anew when the persona thinks with something else.
final class TalkLine {
    private final Ui ui;
    private final Talks talks;
    private final Listener listener;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.NOBODY);
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private Optional<Persona> with = Optional.empty();
    private Optional<Talk> talk = Optional.empty();
    private boolean recordingsOnly;
    private boolean seen = true;
    private boolean stale;
    private Inbox inbox = new Inbox();

    /// Who is told.
    interface Listener {
        /// Somebody is to be talked with.
        void opening(Persona persona);

        void opened(Talk talk);

        /// The talk is gone.
        void ended(Ending ending);
    }

    /// What follows a talk.
    enum Ending {
        /// Another persona, or none.
        OVER,
        /// The same persona, that thinks with something else.
        OTHER_BRAIN,
        /// The same persona, that remembers by something else or runs elsewhere.
        OTHER_MEMORY,
        /// The same persona without its model.
        RECORDINGS_ONLY
    }

    TalkLine(Ui ui, Talks talks, Listener listener) {
        this.ui = ui;
        this.talks = talks;
        this.listener = listener;
    }

    /// A persona that only changed its words goes on talking.
    void talkWith(Optional<Persona> persona) {
        boolean same = persona.map(Persona::id).equals(with.map(Persona::id));
        if (!same) {
            letGo(Ending.OVER);
            recordingsOnly = false;
            stale = false;
        } else if (!persona.map(Persona::brain).equals(with.map(Persona::brain))) {
            letGo(Ending.OTHER_BRAIN);
            recordingsOnly = false;
            // Whoever tries one brain after the other elsewhere need not load them all.
            stale = !seen;
        } else {
            with = persona;
            return;
        }
        with = persona;
        phase.set(persona.isPresent() ? Phase.OPENING : Phase.NOBODY);
        persona.filter(_ -> !stale).ifPresent(this::open);
    }

    /// The memory it talks from is closed, or its models are to run elsewhere: it is opened anew
    /// when the tab is next seen.
    void rememberAnew() {
        if (with.isEmpty()) {
            return;
        }
        letGo(Ending.OTHER_MEMORY);
        stale = true;
        phase.set(Phase.OPENING);
    }

    /// The tab is on the screen.
    void shown() {
        seen(true);
        if (stale) {
            stale = false;
            with.ifPresent(this::open);
        }
    }

    void hidden() {
        seen(false);
    }

    private void seen(boolean now) {
        seen = now;
        tell(open -> open.seen(now));
    }

    /// Tries again what failed.
    void retry() {
        failure.set("");
        with.ifPresent(
                persona -> {
                    phase.set(Phase.OPENING);
                    open(persona);
                });
    }

    /// The same persona from now on without its model.
    void recordingsOnly() {
        recordingsOnly = true;
        letGo(Ending.RECORDINGS_ONLY);
        retry();
    }

    /// Whether there is a model that could be left out.
    boolean thinks() {
        return !recordingsOnly
                && with.filter(p -> p.brain().kind() != BrainChoice.Kind.ARCHIVE).isPresent();
    }

    private void open(Persona persona) {
        listener.opening(persona);
        boolean archive = recordingsOnly;
        ui.background()
                .run(
                        () -> archive ? talks.openRecordings(persona) : talks.open(persona),
                        opened -> opened(persona, archive, opened),
                        why -> {
                            if (isStill(persona, archive)) {
                                failure.set(why);
                                phase.set(Phase.FAILED);
                            }
                        });
    }

    /// Whether the user has not gone on to another persona, or brain, meanwhile.
    private boolean isStill(Persona persona, boolean archive) {
        return recordingsOnly == archive
                && with.map(Persona::id).equals(Optional.of(persona.id()))
                && with.map(Persona::brain).equals(Optional.of(persona.brain()));
    }

    private void opened(Persona persona, boolean archive, Talk opened) {
        if (!isStill(persona, archive) || talk.isPresent()) {
            release(opened);
            return;
        }
        var fresh = new Inbox();
        inbox = fresh;
        opened.onEvent(fresh::event);
        opened.onState(fresh::state);
        talk = Optional.of(opened);
        opened.seen(seen);
        phase.set(Phase.OPEN);
        listener.opened(opened);
    }

    private void letGo(Ending ending) {
        talk.ifPresent(this::release);
        talk = Optional.empty();
        inbox = new Inbox();
        failure.set("");
        listener.ended(ending);
    }

    private void release(Talk old) {
        ui.background().release(old, ui.toasts()::problem);
    }

    void tell(Consumer<Talk> command) {
        talk.ifPresent(command);
    }

    boolean isOpen() {
        return talk.isPresent();
    }

    Optional<Persona> with() {
        return with;
    }

    /// What the talk has told since the last frame.
    void empty(Inbox.Reader reader) {
        inbox.empty(reader);
    }

    void close() {
        talk.ifPresent(this::release);
        talk = Optional.empty();
    }

    ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }
}
