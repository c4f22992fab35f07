package studio.likeness.app.window.corpus;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.sound.Ears;
import studio.likeness.app.window.sound.Level;
import studio.likeness.app.window.sound.Pen;
import studio.likeness.app.window.sound.Sounds;
import studio.likeness.app.window.sound.WaveformModel;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.models.job.StudioException;

/// Recording an answer: a question, takes, and the one that is kept.
final class BoothViewModel {
    enum Phase {
        CLOSED,
        READY,
        RECORDING,
        /// A take is being completed or stored.
        WRITING
    }

    private final Ui ui;
    private final Sounds sounds;
    private final History history;
    private final Level level = new Level();
    private final TakeReview review;
    private final Prompter prompter = new Prompter();
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.CLOSED);
    private final StringProperty reply = new SimpleStringProperty("");
    private final SoundWarning warning;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper microphone = new ReadOnlyStringWrapper("");
    private final BooleanBinding canKeep;
    private @Nullable Corpus corpus;
    private @Nullable Ears ears;
    private @Nullable Pen pen;
    private Path writing = Path.of("");
    private Subscription frames = Subscription.EMPTY;

    BoothViewModel(Ui ui, Sounds sounds, History history) {
        this(ui, sounds, history, Duration.ofSeconds(5));
    }

    /// @param deafAfter how long there may be no sound at all before it is said
    BoothViewModel(Ui ui, Sounds sounds, History history, Duration deafAfter) {
        warning = new SoundWarning(level, deafAfter);
        this.ui = ui;
        this.sounds = sounds;
        this.history = history;
        review = new TakeReview(ui.background(), sounds, this::recall, problem::set);
        canKeep =
                Bindings.createBooleanBinding(
                        () ->
                                phase.get() == Phase.READY
                                        && review.chosenProperty().get().isPresent()
                                        && !questionProperty().get().isBlank()
                                        && !reply.get().isBlank(),
                        phase,
                        review.chosenProperty(),
                        questionProperty(),
                        reply);
    }

    void open(Optional<Corpus> opened) {
        leave();
        corpus = opened.orElse(null);
        review.clear();
        prompter.startOver();
        reply.set("");
    }

    /// Opens the microphone, and looks for takes that were not kept.
    void enter() {
        var from = corpus;
        if (from == null || phase.get() != Phase.CLOSED) {
            return;
        }
        prompter.speak(ui.texts().language());
        phase.set(Phase.READY);
        listen();
        frames = ui.pulse().everyFrame(this::tick);
        ui.background().run(folder(from)::leftovers, review::add, problem::set);
    }

    /// Opens the microphone anew, for example after it was plugged in.
    void listen() {
        closeEars();
        problem.set("");
        level.reset();
        ears = new Ears(sounds::microphone, level);
        ui.background().run(sounds::microphoneName, microphone::set, _ -> microphone.set(""));
    }

    /// Stops what records, and lets the microphone go. Takes stay on disk.
    void leave() {
        if (phase.get() == Phase.CLOSED) {
            return;
        }
        if (phase.get() == Phase.RECORDING) {
            stop();
        }
        waveform().pause();
        closeEars();
        frames.unsubscribe();
        warning.clear();
        phase.set(Phase.CLOSED);
    }

    private void closeEars() {
        if (ears != null) {
            ears.close();
            ears = null;
        }
    }

    void nextPrompt() {
        prompter.next();
    }

    void previousPrompt() {
        prompter.previous();
    }

    /// The suggested question after this one.
    String upcoming() {
        return prompter.upcoming();
    }

    void toggleRecording() {
        switch (phase.get()) {
            case READY -> record();
            case RECORDING -> stop();
            case CLOSED, WRITING -> {
                // Nothing to start or stop.
            }
        }
    }

    private void record() {
        var into = corpus;
        var hearing = ears;
        if (into == null || hearing == null) {
            return;
        }
        if (hearing.problem().isPresent() || hearing.sampleRateHz() == 0) {
            listen();
            return;
        }
        waveform().pause();
        problem.set("");
        warning.clear();
        level.forgetClipping();
        var words = questionProperty().get();
        phase.set(Phase.WRITING);
        var folder = folder(into);
        ui.background()
                .run(
                        () -> folder.next(Instant.now(), words),
                        file -> begin(hearing, file),
                        this::failed);
    }

    private void begin(Ears hearing, Path file) {
        if (phase.get() != Phase.WRITING || hearing != ears) {
            return;
        }
        writing = file;
        var started = new Pen(sounds, file);
        pen = started;
        review.showRecording(hearing.sampleRateHz());
        hearing.record(started);
        phase.set(Phase.RECORDING);
    }

    private void stop() {
        var finished = pen;
        var from = corpus;
        if (finished == null || from == null) {
            return;
        }
        if (ears != null) {
            ears.stop();
        }
        finished.end();
        // A window that closes meanwhile waits for the last of it; what fails is told below.
        ui.background().release(finished::finish, _ -> {});
        pen = null;
        phase.set(Phase.WRITING);
        warning.clear();
        var file = writing;
        var folder = folder(from);
        ui.background()
                .run(
                        () -> {
                            finished.finish();
                            return folder.read(file, false);
                        },
                        take -> {
                            back();
                            review.addFirst(take);
                            if (phase.get() == Phase.READY) {
                                review.choose(Optional.of(take));
                            }
                        },
                        this::failed);
    }

    private void back() {
        if (phase.get() == Phase.WRITING) {
            phase.set(Phase.READY);
        }
    }

    private void failed(String sentence) {
        back();
        problem.set(sentence);
    }

    /// Once a frame: shows what was heard, and warns.
    void tick() {
        var hearing = ears;
        if (hearing == null) {
            return;
        }
        hearing.problem().map(StudioException::explanation).ifPresent(this::lost);
        if (phase.get() == Phase.RECORDING) {
            for (var chunk : hearing.fresh()) {
                waveform().extend(chunk.sound().samples());
            }
            if (pen != null && pen.problem().isPresent()) {
                stop();
            }
        }
        warning.look(hearing, phase.get() == Phase.RECORDING);
    }

    private void lost(String sentence) {
        if (!sentence.equals(problem.get())) {
            problem.set(sentence);
            if (phase.get() == Phase.RECORDING) {
                stop();
            }
        }
    }

    /// Shows a take, to be heard, trimmed and kept.
    void choose(Optional<Take> take) {
        review.choose(take);
    }

    /// Shows a take and plays it as soon as it is there.
    void play(Take take) {
        review.play(take);
    }

    /// The question that a take answers, where it is known.
    private void recall(Take take) {
        if (!take.question().isBlank()) {
            questionProperty().set(take.question());
        }
    }

    void discard(Take take) {
        var from = corpus;
        if (from == null) {
            return;
        }
        var folder = folder(from);
        ui.background()
                .run(
                        () -> folder.discard(take.file()),
                        _ -> {
                            review.drop(take);
                            history.did(
                                    Said.of(
                                            "app.window.corpus.undo.discarded",
                                            Spoken.length(take.length())),
                                    () -> takeBack(folder, take));
                        },
                        problem::set);
    }

    private void takeBack(TakeFolder folder, Take take) {
        ui.background()
                .run(
                        () -> {
                            folder.takeBack(take.file());
                            return take;
                        },
                        review::addFirst,
                        problem::set);
    }

    /// Stores what the trim leaves of the chosen take as an answer.
    void keep() {
        var into = corpus;
        if (!canKeep.get() || into == null) {
            return;
        }
        var take = chosenProperty().get().orElseThrow();
        var trim = waveform().trimProperty().get();
        boolean whole = trim.isEmpty() || trim.length() == waveform().lengthProperty().get();
        var asked = questionProperty().get().strip();
        var keeping =
                new Keeping(
                        take,
                        whole ? Optional.empty() : Optional.of(waveform().trimmed()),
                        prompter.language(),
                        prompter.topicOf(asked),
                        asked,
                        reply.get().strip());
        phase.set(Phase.WRITING);
        waveform().pause();
        var folder = folder(into);
        ui.background()
                .run(
                        () -> keeping.store(into, folder, sounds),
                        answer -> kept(into, take, answer),
                        this::failed);
    }

    private void kept(Corpus into, Take take, Answer answer) {
        back();
        review.drop(take);
        reply.set("");
        nextPrompt();
        history.did(
                Said.of("app.window.corpus.undo.kept", Spoken.length(take.length())),
                () ->
                        ui.background()
                                .run(
                                        () -> {
                                            into.remove(List.of(answer.id()));
                                            return answer;
                                        },
                                        _ -> {},
                                        problem::set));
    }

    private TakeFolder folder(Corpus of) {
        return new TakeFolder(of.folder().resolve("takes"), sounds);
    }

    ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    StringProperty questionProperty() {
        return prompter.questionProperty();
    }

    /// What was said, in words.
    StringProperty replyProperty() {
        return reply;
    }

    ObservableList<Take> takes() {
        return review.takes();
    }

    ReadOnlyObjectProperty<Optional<Take>> chosenProperty() {
        return review.chosenProperty();
    }

    BooleanBinding canKeepProperty() {
        return canKeep;
    }

    ReadOnlyObjectProperty<Optional<Said>> warningProperty() {
        return warning.property();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyStringProperty microphoneProperty() {
        return microphone.getReadOnlyProperty();
    }

    Level level() {
        return level;
    }

    WaveformModel waveform() {
        return review.waveform();
    }
}
