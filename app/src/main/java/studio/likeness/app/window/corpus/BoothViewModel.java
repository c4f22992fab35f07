package studio.likeness.app.window.corpus;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.sound.Ears;
import studio.likeness.app.window.sound.Level;
import studio.likeness.app.window.sound.Pen;
import studio.likeness.app.window.sound.Player;
import studio.likeness.app.window.sound.Sounds;
import studio.likeness.app.window.sound.Track;
import studio.likeness.app.window.sound.WaveformModel;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.corpus.store.Provenance;
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
    private final Duration deafAfter;
    private final Level level = new Level();
    private final WaveformModel waveform;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.CLOSED);
    private final StringProperty question = new SimpleStringProperty("");
    private final StringProperty reply = new SimpleStringProperty("");
    private final ObservableList<Take> takes = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<Take>> chosen =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Said>> warning =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper microphone = new ReadOnlyStringWrapper("");
    private final BooleanBinding canKeep;
    private @Nullable Corpus corpus;
    private @Nullable Ears ears;
    private @Nullable Pen pen;
    private Path writing = Path.of("");
    private String language = "zh";
    private List<Prompts.Prompt> prompts = List.of();
    private int prompt;
    private boolean playWhenLoaded;
    private Subscription frames = Subscription.EMPTY;

    BoothViewModel(Ui ui, Sounds sounds, History history) {
        this(ui, sounds, history, Duration.ofSeconds(5));
    }

    /// @param deafAfter how long there may be no sound at all before it is said
    BoothViewModel(Ui ui, Sounds sounds, History history, Duration deafAfter) {
        this.deafAfter = deafAfter;
        this.ui = ui;
        this.sounds = sounds;
        this.history = history;
        waveform = new WaveformModel(new Player(sounds::speaker));
        canKeep =
                Bindings.createBooleanBinding(
                        () ->
                                phase.get() == Phase.READY
                                        && chosen.get().isPresent()
                                        && !question.get().isBlank()
                                        && !reply.get().isBlank(),
                        phase,
                        chosen,
                        question,
                        reply);
    }

    void open(Optional<Corpus> opened) {
        leave();
        corpus = opened.orElse(null);
        takes.clear();
        choose(Optional.empty());
        prompt = 0;
        reply.set("");
    }

    /// Opens the microphone, and looks for takes that were not kept.
    void enter() {
        var from = corpus;
        if (from == null || phase.get() != Phase.CLOSED) {
            return;
        }
        language = ui.texts().language();
        prompts = Prompts.in(language);
        ask(prompt);
        phase.set(Phase.READY);
        listen();
        frames = ui.pulse().everyFrame(this::tick);
        var folder = folder(from);
        ui.background()
                .run(
                        folder::leftovers,
                        found -> {
                            var known = takes.stream().map(Take::file).toList();
                            found.stream()
                                    .filter(take -> !known.contains(take.file()))
                                    .forEach(takes::add);
                        },
                        problem::set);
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
        waveform.pause();
        closeEars();
        frames.unsubscribe();
        warning.set(Optional.empty());
        phase.set(Phase.CLOSED);
    }

    private void closeEars() {
        if (ears != null) {
            ears.close();
            ears = null;
        }
    }

    void nextPrompt() {
        ask(prompt + 1);
    }

    void previousPrompt() {
        ask(prompt - 1);
    }

    private void ask(int number) {
        prompt = Math.floorMod(number, prompts.size());
        question.set(prompts.get(prompt).question());
    }

    /// The suggested question after this one.
    String upcoming() {
        return prompts.get(Math.floorMod(prompt + 1, prompts.size())).question();
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
        waveform.pause();
        problem.set("");
        warning.set(Optional.empty());
        level.forgetClipping();
        var words = question.get();
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
        chosen.set(Optional.empty());
        waveform.show(Track.growing(hearing.sampleRateHz()), false);
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
        pen = null;
        phase.set(Phase.WRITING);
        warning.set(Optional.empty());
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
                            takes.addFirst(take);
                            if (phase.get() == Phase.READY) {
                                choose(Optional.of(take));
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
                waveform.extend(chunk.sound().samples());
            }
            if (pen != null && pen.problem().isPresent()) {
                stop();
            }
        }
        warn(hearing);
    }

    private void lost(String sentence) {
        if (!sentence.equals(problem.get())) {
            problem.set(sentence);
            if (phase.get() == Phase.RECORDING) {
                stop();
            }
        }
    }

    private void warn(Ears hearing) {
        boolean deaf = hearing.problem().isEmpty() && hearing.silence().compareTo(deafAfter) >= 0;
        if (deaf) {
            warning.set(
                    Optional.of(Said.of("app.window.corpus.booth.silent", deafAfter.toSeconds())));
        } else if (phase.get() == Phase.RECORDING && level.read().clipped()) {
            warning.set(Optional.of(Said.of("app.window.corpus.booth.clipping")));
        } else if (phase.get() == Phase.RECORDING || isSilence()) {
            warning.set(Optional.empty());
        }
    }

    private boolean isSilence() {
        return warning.get()
                .map(said -> said.key().equals("app.window.corpus.booth.silent"))
                .orElse(false);
    }

    /// Shows a take, to be heard, trimmed and kept.
    void choose(Optional<Take> take) {
        chosen.set(take);
        waveform.clear();
        take.ifPresent(this::load);
    }

    private void load(Take take) {
        if (!take.question().isBlank()) {
            question.set(take.question());
        }
        ui.background()
                .run(
                        () -> Track.of(sounds.read(take.file())),
                        track -> {
                            if (chosen.get().equals(Optional.of(take))) {
                                waveform.show(track, true);
                                if (playWhenLoaded) {
                                    waveform.play();
                                }
                                playWhenLoaded = false;
                            }
                        },
                        problem::set);
    }

    /// Shows a take and plays it as soon as it is there.
    void play(Take take) {
        if (chosen.get().equals(Optional.of(take)) && waveform.lengthProperty().get() > 0) {
            waveform.togglePlay();
            return;
        }
        playWhenLoaded = true;
        choose(Optional.of(take));
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
                            drop(take);
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
                        takes::addFirst,
                        problem::set);
    }

    private void drop(Take take) {
        takes.remove(take);
        if (chosen.get().equals(Optional.of(take))) {
            choose(Optional.empty());
        }
    }

    /// Stores what the trim leaves of the chosen take as an answer.
    void keep() {
        var into = corpus;
        if (!canKeep.get() || into == null) {
            return;
        }
        var take = chosen.get().orElseThrow();
        var trim = waveform.trimProperty().get();
        boolean whole = trim.isEmpty() || trim.length() == waveform.lengthProperty().get();
        var cut = waveform.trimmed();
        var asked = question.get().strip();
        var said = reply.get().strip();
        var spoken = language;
        var topic = topicOf(asked);
        phase.set(Phase.WRITING);
        waveform.pause();
        ui.background()
                .run(
                        () -> {
                            var file = take.file();
                            if (!whole) {
                                file = TakeFolder.trimmed(file);
                                sounds.write(file, cut);
                            }
                            var origin = new Provenance("microphone", take.at(), "booth");
                            var media = into.addMedia(file, false, origin);
                            var answer =
                                    into.put(
                                            new Answer.Draft(
                                                    Optional.empty(),
                                                    spoken,
                                                    topic,
                                                    Optional.of(day(take.at())),
                                                    List.of(asked),
                                                    said,
                                                    Optional.of(media),
                                                    origin));
                            // Only now is it safe elsewhere.
                            folder(into).remove(take.file());
                            if (!whole) {
                                folder(into).remove(file);
                            }
                            return answer;
                        },
                        answer -> kept(into, take, answer),
                        this::failed);
    }

    private void kept(Corpus into, Take take, Answer answer) {
        back();
        drop(take);
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

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneId.systemDefault()).toLocalDate();
    }

    private String topicOf(String asked) {
        return prompts.stream()
                .filter(each -> each.question().equals(asked))
                .map(Prompts.Prompt::topic)
                .findFirst()
                .orElse("");
    }

    private TakeFolder folder(Corpus of) {
        return new TakeFolder(of.folder().resolve("takes"), sounds);
    }

    ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    StringProperty questionProperty() {
        return question;
    }

    /// What was said, in words.
    StringProperty replyProperty() {
        return reply;
    }

    ObservableList<Take> takes() {
        return takes;
    }

    ReadOnlyObjectProperty<Optional<Take>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    BooleanBinding canKeepProperty() {
        return canKeep;
    }

    ReadOnlyObjectProperty<Optional<Said>> warningProperty() {
        return warning.getReadOnlyProperty();
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
        return waveform;
    }
}
