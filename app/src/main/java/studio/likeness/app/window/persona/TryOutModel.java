package studio.likeness.app.window.persona;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.util.Subscription;
import studio.likeness.app.conversation.Reply;
import studio.likeness.app.window.Ui;
import studio.likeness.corpus.memory.Finds;
import studio.likeness.corpus.memory.Hit;
import studio.likeness.corpus.store.Persona;

/// One question and its answer, outside of any talk: nothing of it is kept.
final class TryOutModel {
    enum State {
        IDLE,
        THINKING,
        WRITING,
        DONE,
        STOPPED,
        FAILED
    }

    /// What an answer took.
    record Pace(Optional<Duration> firstClause, OptionalDouble tokensPerSecond) {
        static final Pace UNKNOWN = new Pace(Optional.empty(), OptionalDouble.empty());
    }

    private final Ui ui;
    private final Minds minds;
    private final DetailsModel details;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
    private final ReadOnlyStringWrapper answer = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Reply>> reply =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Pace> pace = new ReadOnlyObjectWrapper<>(Pace.UNKNOWN);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private Finds finds = Finds.WORDS_AND_MEANING;
    private Optional<Trial> running = Optional.empty();
    private Subscription watching = Subscription.EMPTY;

    TryOutModel(Ui ui, Minds minds, DetailsModel details) {
        this.ui = ui;
        this.minds = minds;
        this.details = details;
    }

    /// What was changed on the page is saved first: the brain reads what is stored.
    void ask(String question) {
        if (!question.isBlank()) {
            clear();
            details.saveThen(
                    () -> details.editedProperty().get().ifPresent(p -> ask(p, question.strip())));
        }
    }

    private void ask(Persona persona, String question) {
        clear();
        state.set(State.THINKING);
        var trial = new Trial(minds, persona, question);
        running = Optional.of(trial);
        watching = ui.pulse().everyFrame(this::look);
        ui.background().run(trial::run, end -> over(trial, end), why -> failed(trial, why));
    }

    /// What was written since the last frame.
    private void look() {
        running.ifPresent(
                trial -> {
                    if (reply.get().isEmpty()) {
                        trial.decided().ifPresent(this::decided);
                    }
                    var fresh = trial.written();
                    if (!fresh.isEmpty()) {
                        answer.set(answer.get() + fresh);
                        state.set(State.WRITING);
                    }
                    trial.firstClause()
                            .filter(_ -> pace.get().firstClause().isEmpty())
                            .ifPresent(
                                    at ->
                                            pace.set(
                                                    new Pace(
                                                            Optional.of(at),
                                                            OptionalDouble.empty())));
                });
    }

    private void decided(Reply decision) {
        reply.set(Optional.of(decision));
        answer.set(decision.text());
    }

    private void over(Trial trial, Trial.End end) {
        if (!running.equals(Optional.of(trial))) {
            return;
        }
        look();
        rest();
        end.tried()
                .ifPresent(
                        tried -> {
                            finds = tried.finds();
                            reply.set(Optional.of(tried.reply()));
                            answer.set(tried.reply().text());
                            pace.set(new Pace(trial.firstClause(), tried.tokensPerSecond()));
                        });
        state.set(end.tried().isPresent() ? State.DONE : State.STOPPED);
    }

    private void failed(Trial trial, String why) {
        if (running.equals(Optional.of(trial))) {
            look();
            rest();
            problem.set(why);
            state.set(State.FAILED);
        }
    }

    /// How memory found for the answer.
    Finds finds() {
        return finds;
    }

    private void rest() {
        watching.unsubscribe();
        watching = Subscription.EMPTY;
        running = Optional.empty();
    }

    /// Within one token; what was written stays.
    void stop() {
        running.ifPresent(Trial::stop);
    }

    void clear() {
        stop();
        rest();
        answer.set("");
        reply.set(Optional.empty());
        pace.set(Pace.UNKNOWN);
        problem.set("");
        state.set(State.IDLE);
    }

    void copy() {
        ui.clipboard().accept(answer.get());
        ui.toasts().done(ui.texts().now("app.window.copied"));
    }

    /// Shows what memory found where it is kept.
    void open(Hit hit) {
        ui.navigation().go("corpus", hit.id());
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyStringProperty answerProperty() {
        return answer.getReadOnlyProperty();
    }

    /// What was decided: where the answer comes from. Empty before.
    ReadOnlyObjectProperty<Optional<Reply>> replyProperty() {
        return reply.getReadOnlyProperty();
    }

    List<Hit> memory() {
        return reply.get().map(Reply::memory).orElse(List.of());
    }

    ReadOnlyObjectProperty<Pace> paceProperty() {
        return pace.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
