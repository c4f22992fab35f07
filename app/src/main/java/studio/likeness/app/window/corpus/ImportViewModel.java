package studio.likeness.app.window.corpus;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.window.Background;
import studio.likeness.app.window.Pulse;
import studio.likeness.app.window.Texts;
import studio.likeness.corpus.imports.Importer;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.models.job.Job;
import studio.likeness.models.job.JobRunner;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.Words;

/// Files on their way in: dropped, looked at, agreed to, stored.
final class ImportViewModel {
    enum Phase {
        IDLE,
        /// Files are held over the tab.
        HOVERED,
        LOOKING,
        PREVIEW,
        STORING,
        DONE
    }

    private final Background background;
    private final JobRunner jobs;
    private final JobWatch watch;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.IDLE);
    private final ObservableList<Importer.Found> found = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<Said>> summary =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private @Nullable Corpus corpus;
    private List<Path> paths = List.of();
    private Phase before = Phase.IDLE;

    /// Counts drops, so that a slow look at earlier files is not taken for one at later ones.
    private int looks;

    ImportViewModel(Background background, JobRunner jobs, Pulse pulse) {
        this.background = background;
        this.jobs = jobs;
        this.watch = new JobWatch(pulse);
    }

    void open(Optional<Corpus> chosen) {
        corpus = chosen.orElse(null);
        // A job that runs goes on; what is merely looked at belonged to the other persona.
        dismiss();
    }

    /// Files are over the tab; says how many and what they seem to be by their names.
    void hovering(List<Path> files) {
        if (phase.get() == Phase.STORING || corpus == null) {
            return;
        }
        if (phase.get() != Phase.HOVERED) {
            before = phase.get();
        }
        summary.set(Optional.of(guess(files)));
        phase.set(Phase.HOVERED);
    }

    void left() {
        if (phase.get() == Phase.HOVERED) {
            phase.set(before);
        }
    }

    void dropped(List<Path> files) {
        var into = corpus;
        left();
        if (phase.get() == Phase.STORING || into == null || files.isEmpty()) {
            return;
        }
        paths = List.copyOf(files);
        problem.set("");
        found.clear();
        phase.set(Phase.LOOKING);
        int look = ++looks;
        background.run(
                () -> new Importer(into).preview(files, Progress.none()),
                seen -> {
                    if (look == looks) {
                        found.setAll(seen);
                        summary.set(Optional.of(sum(seen)));
                        phase.set(Phase.PREVIEW);
                    }
                },
                sentence -> {
                    if (look == looks) {
                        problem.set(sentence);
                        phase.set(Phase.DONE);
                    }
                });
    }

    /// Whether anything that was looked at can be stored.
    boolean canAdd() {
        return phase.get() == Phase.PREVIEW && found.stream().anyMatch(ImportViewModel::accepted);
    }

    void add() {
        var into = corpus;
        if (!canAdd() || into == null) {
            return;
        }
        var wanted = paths;
        var outcome = new AtomicReference<Importer.@Nullable Outcome>();
        phase.set(Phase.STORING);
        var job =
                jobs.start(
                        "app.window.corpus.job.import",
                        List.of(found.stream().filter(ImportViewModel::accepted).count() + ""),
                        progress -> {
                            var stored = new Importer(into).add(wanted, progress);
                            outcome.set(stored);
                            return Words.say(
                                    "app.window.corpus.import.stored",
                                    stored.answers(),
                                    stored.recordings(),
                                    stored.documents());
                        });
        watch.watch(job, end -> stored(end, outcome.get()));
    }

    private void stored(Job.Snapshot end, Importer.@Nullable Outcome outcome) {
        found.clear();
        if (outcome != null) {
            found.setAll(outcome.refused());
            summary.set(
                    Optional.of(
                            Said.of(
                                    "app.window.corpus.import.stored",
                                    outcome.answers(),
                                    outcome.recordings(),
                                    outcome.documents())));
        } else if (end.state() == Job.State.CANCELLED) {
            summary.set(Optional.of(Said.of("app.window.corpus.import.cancelled")));
        } else {
            summary.set(Optional.empty());
            problem.set(end.outcome());
        }
        phase.set(Phase.DONE);
    }

    void cancel() {
        watch.cancel();
    }

    /// Puts the panel away; nothing that was looked at is stored.
    void dismiss() {
        if (phase.get() == Phase.STORING) {
            return;
        }
        looks++;
        found.clear();
        problem.set("");
        summary.set(Optional.empty());
        phase.set(Phase.IDLE);
    }

    static boolean accepted(Importer.Found file) {
        return !file.what().equals("refused");
    }

    private static Said sum(List<Importer.Found> seen) {
        int answers = 0;
        int passages = 0;
        int refused = 0;
        for (var file : seen) {
            switch (file.what()) {
                case "answers", "recording" -> answers += file.count();
                case "document" -> passages += file.count();
                default -> refused++;
            }
        }
        return Said.of("app.window.corpus.import.seen", answers, passages, refused);
    }

    private static Said guess(List<Path> files) {
        int tables = 0;
        int texts = 0;
        int media = 0;
        for (var file : files) {
            var name = file.getFileName() == null ? "" : file.getFileName().toString();
            switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
                case "csv", "json", "jsonl" -> tables++;
                case "txt", "md", "markdown" -> texts++;
                case "wav", "mp3", "m4a", "flac", "ogg", "opus", "mp4", "mov", "mkv", "webm" ->
                        media++;
                default -> {
                    // A folder, or something the importer will tell about.
                }
            }
        }
        return Said.of("app.window.corpus.import.hover", files.size(), tables, texts, media);
    }

    ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /// What was looked at; afterwards what was refused.
    ObservableList<Importer.Found> found() {
        return found;
    }

    ReadOnlyObjectProperty<Optional<Said>> summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    JobWatch watch() {
        return watch;
    }

    static String phaseKey(Phase phase, Texts texts) {
        return texts.now("app.window.corpus.import." + phase.name().toLowerCase(Locale.ROOT));
    }
}
