package studio.likeness.app.window.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.likeness.app.conversation.Source;
import studio.likeness.app.conversation.Trace;
import studio.likeness.app.conversation.Turn;
import studio.likeness.app.conversation.TurnEvent;
import studio.likeness.corpus.store.Answer;

/// What was said in a talk, and what is being said now, made from what the talk tells.
final class Transcript {
    private final ObservableList<Bubble> bubbles = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper caption = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Source>> speaking =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Waterfall> waterfall =
            new ReadOnlyObjectWrapper<>(Waterfall.EMPTY);
    // Whether a model wrote what was said last.
    private final ReadOnlyBooleanWrapper written = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper voice = new ReadOnlyStringWrapper("");
    // Asked before the talk was open.
    private final ReadOnlyObjectWrapper<Optional<String>> waiting =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    private final List<Trace> traces = new ArrayList<>();
    private Optional<Bubble.Theirs> current = Optional.empty();
    // Asked for, until the talk takes it up.
    private Optional<Bubble.Theirs> replayed = Optional.empty();
    // Whether the turn that runs is a replay.
    private boolean again;
    private String lastHeard = "";

    /// A talk is open.
    ///
    /// @param voiceName what speaks where there is no recording; empty when there is text only
    void begin(String voiceName) {
        voice.set(voiceName);
    }

    /// The talk is over. What was said stays, and what waits is for the next one.
    void end() {
        replayed = Optional.empty();
        voice.set("");
        quiet();
    }

    /// The talk is over and nobody wants to see it any more.
    void clear() {
        waiting.set(Optional.empty());
        traces.clear();
        bubbles.clear();
        lastHeard = "";
        written.set(false);
        waterfall.set(Waterfall.EMPTY);
    }

    /// It will be said when the talk is open.
    void await(String text) {
        waiting.set(Optional.of(text));
        bubbles.add(new Bubble.Mine(text));
    }

    /// What was asked last is asked once more, without another bubble.
    void awaitAgain() {
        if (waiting.get().isEmpty() && !lastHeard.isEmpty()) {
            waiting.set(Optional.of(lastHeard));
        }
    }

    /// Nothing to part where nothing was said.
    ///
    /// @param key of its words
    void note(String key) {
        var note = new Bubble.Note(key);
        if (!bubbles.isEmpty() && !bubbles.getLast().equals(note)) {
            bubbles.add(note);
        }
    }

    /// The next turn is this one once more; the transcript does not grow by it.
    void replaying(Bubble.Theirs bubble) {
        replayed = Optional.of(bubble);
    }

    void apply(TurnEvent event) {
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
            case TurnEvent.Wrote(var piece) -> {
                if (!again) {
                    current.ifPresent(bubble -> bubble.wrote(piece));
                }
            }
            case TurnEvent.Said(var clause) -> caption.set(clause);
            case TurnEvent.Ended(var turn) -> over(turn, false);
            case TurnEvent.Stopped(var turn) -> over(turn, true);
            case TurnEvent.Failed(var why, _) -> failed(why);
            case TurnEvent.Noted(var what) -> bubbles.add(new Bubble.Problem(what, false));
            // Levels and frames come by way of the newest-only slots.
            case TurnEvent.Level _, TurnEvent.Shown _ -> {}
        }
    }

    private void heard(String text) {
        again = replayed.filter(bubble -> bubble.answers(text)).isPresent();
        if (again) {
            current = replayed;
        } else if (!waiting.get().equals(Optional.of(text))) {
            bubbles.add(new Bubble.Mine(text));
        }
        lastHeard = text;
        waiting.set(Optional.empty());
        replayed = Optional.empty();
    }

    private void over(Turn turn, boolean stopped) {
        if (!again) {
            current.ifPresent(bubble -> bubble.over(turn, stopped));
            traces.add(turn.trace());
            written.set(turn.reply().source() == Source.GENERATED);
            waterfall.set(Waterfall.of(traces));
        }
        quiet();
    }

    private void failed(String why) {
        boolean whileThinking =
                current.isEmpty()
                        || current.filter(b -> b.source() == Source.GENERATED).isPresent();
        current.filter(_ -> !again).ifPresent(Bubble.Theirs::brokenOff);
        bubbles.add(new Bubble.Problem(why, whileThinking));
        quiet();
    }

    private void quiet() {
        again = false;
        current = Optional.empty();
        caption.set("");
        speaking.set(Optional.empty());
    }

    ObservableList<Bubble> bubbles() {
        return bubbles;
    }

    ReadOnlyStringProperty captionProperty() {
        return caption.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Source>> speakingProperty() {
        return speaking.getReadOnlyProperty();
    }

    /// The recorded answer that is heard now.
    Optional<Answer> speakingAnswer() {
        return current.flatMap(Bubble.Theirs::answer);
    }

    ReadOnlyObjectProperty<Waterfall> waterfallProperty() {
        return waterfall.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty writtenProperty() {
        return written.getReadOnlyProperty();
    }

    ReadOnlyStringProperty voiceProperty() {
        return voice.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<String>> waitingProperty() {
        return waiting.getReadOnlyProperty();
    }
}
