package studio.likeness.app.window.corpus;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.window.Background;
import studio.likeness.app.window.sound.Player;
import studio.likeness.app.window.sound.Sounds;
import studio.likeness.app.window.sound.Track;
import studio.likeness.app.window.sound.WaveformModel;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.corpus.store.Media;

/// What the inspector shows of a row, and the changes to it that are not yet saved.
final class AnswerEditor {
    private final Background background;
    private final Sounds sounds;
    private final History history;
    private final WaveformModel waveform;
    private final ReadOnlyObjectWrapper<Optional<Row>> shown =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<StringProperty> wordings =
            FXCollections.observableArrayList(text -> new StringProperty[] {text});
    private final StringProperty reply = new SimpleStringProperty("");
    private final StringProperty language = new SimpleStringProperty("zh");
    private final StringProperty topic = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable LocalDate> date = new SimpleObjectProperty<>();
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private @Nullable Corpus corpus;

    /// While fields are filled in by the program, which is no change.
    private boolean filling;

    AnswerEditor(Background background, Sounds sounds, History history) {
        this.background = background;
        this.sounds = sounds;
        this.history = history;
        waveform = new WaveformModel(new Player(sounds::speaker));
        InvalidationListener touched = _ -> touched();
        wordings.addListener(touched);
        List.<Observable>of(reply, language, topic, date)
                .forEach(field -> field.addListener(touched));
    }

    void open(Optional<Corpus> chosen) {
        leave();
        corpus = chosen.orElse(null);
        fill(Optional.empty());
    }

    /// Shows another row; changes to the one before are saved first, and can be undone.
    void show(Optional<Row> row) {
        if (row.map(Row::id).equals(shown.get().map(Row::id)) && changed.get()) {
            // It was stored again elsewhere while it is being edited here: the edit wins.
            return;
        }
        if (row.equals(shown.get())) {
            return;
        }
        leave();
        fill(row);
    }

    private void leave() {
        if (changed.get()) {
            save();
        }
        waveform.pause();
    }

    private void fill(Optional<Row> row) {
        boolean same = row.flatMap(Row::recording).equals(shown.get().flatMap(Row::recording));
        filling = true;
        shown.set(row);
        problem.set("");
        wordings.clear();
        reply.set("");
        row.ifPresent(
                r -> {
                    reply.set(r.reply());
                    language.set(r.language());
                    topic.set(r.topic());
                    date.set(r.date().orElse(null));
                });
        answer().ifPresent(a -> a.questions().forEach(q -> wordings.add(wording(q))));
        filling = false;
        changed.set(false);
        if (!same || row.isEmpty()) {
            load(row.flatMap(Row::recording));
        }
    }

    private void load(Optional<Media> recording) {
        waveform.clear();
        var from = corpus;
        if (recording.isEmpty() || from == null) {
            return;
        }
        background.run(
                () -> Track.of(sounds.read(from.file(recording.get()))),
                track -> {
                    if (shown.get().flatMap(Row::recording).equals(recording)) {
                        waveform.show(track, false);
                    }
                },
                problem::set);
    }

    private static StringProperty wording(String text) {
        return new SimpleStringProperty(text);
    }

    private Optional<Answer> answer() {
        return shown.get().map(row -> row instanceof Row.Answered(var answer) ? answer : null);
    }

    private void touched() {
        // Reading them keeps later changes coming.
        language.get();
        topic.get();
        date.get();
        reply.get();
        if (!filling && answer().isPresent()) {
            changed.set(!draft(answer().orElseThrow()).equals(draftOf(answer().orElseThrow())));
        }
    }

    void addWording() {
        wordings.add(wording(""));
    }

    void removeWording(int index) {
        if (wordings.size() > 1) {
            wordings.remove(index);
        }
    }

    /// Stores the changes; leaves a step in the history.
    void save() {
        var into = corpus;
        if (!changed.get() || into == null || answer().isEmpty()) {
            return;
        }
        var before = answer().orElseThrow();
        var draft = draft(before);
        if (draft.questions().isEmpty()) {
            problem.set(studio.likeness.models.job.Words.say("app.window.corpus.edit.noQuestion"));
            return;
        }
        if (draft.reply().isBlank() && before.recording().isEmpty()) {
            problem.set(studio.likeness.models.job.Words.say("app.window.corpus.edit.noReply"));
            return;
        }
        problem.set("");
        changed.set(false);
        background.run(
                () -> into.put(draft),
                after -> {
                    if (shown.get().map(Row::id).equals(Optional.of(after.id()))
                            && !changed.get()) {
                        shown.set(Optional.of(new Row.Answered(after)));
                    }
                    history.did(
                            Said.of("app.window.corpus.undo.changed"),
                            () ->
                                    background.run(
                                            () -> into.put(draftOf(before)),
                                            _ -> {},
                                            problem::set));
                },
                sentence -> {
                    problem.set(sentence);
                    changed.set(true);
                });
    }

    void revert() {
        fill(shown.get());
    }

    private Answer.Draft draft(Answer before) {
        return new Answer.Draft(
                Optional.of(before.id()),
                language.get(),
                topic.get().strip(),
                Optional.ofNullable(date.get()),
                wordings.stream()
                        .map(StringProperty::get)
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .toList(),
                reply.get().strip(),
                before.recording(),
                before.provenance());
    }

    static Answer.Draft draftOf(Answer answer) {
        return new Answer.Draft(
                Optional.of(answer.id()),
                answer.language(),
                answer.topic(),
                answer.date(),
                answer.questions(),
                answer.reply(),
                answer.recording(),
                answer.provenance());
    }

    /// A document cannot be edited here, only read.
    ReadOnlyObjectProperty<Optional<Row>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    ObservableList<StringProperty> wordings() {
        return wordings;
    }

    StringProperty replyProperty() {
        return reply;
    }

    StringProperty languageProperty() {
        return language;
    }

    StringProperty topicProperty() {
        return topic;
    }

    ObjectProperty<@Nullable LocalDate> dateProperty() {
        return date;
    }

    ReadOnlyBooleanProperty changedProperty() {
        return changed.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    WaveformModel waveform() {
        return waveform;
    }
}
