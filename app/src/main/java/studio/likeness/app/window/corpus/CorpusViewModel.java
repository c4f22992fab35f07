package studio.likeness.app.window.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.sound.Sounds;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.job.JobRunner;

/// The tab's state: which persona's material, what of it is shown and chosen, and what can be done
/// with it.
final class CorpusViewModel implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CorpusViewModel.class.getName());

    enum Phase {
        NOBODY,
        /// What the persona has is being read.
        OPENING,
        EMPTY,
        TABLE,
        BOOTH
    }

    private final Ui ui;
    private final Function<String, Corpus> store;
    private final History history = new History();
    private final AnswerEditor editor;
    private final ImportViewModel imports;
    private final BoothViewModel booth;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.NOBODY);
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final FilteredList<Row> visible = new FilteredList<>(rows);
    private final ObservableList<Filter.Count> filters = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Filter> filter =
            new ReadOnlyObjectWrapper<>(Filter.Kind.ALL);
    private final StringProperty search = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper refreshing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private List<String> selected = List.of();
    private @Nullable Corpus corpus;
    private String personaId = "";
    private final Subscription following;
    private AutoCloseable listening = () -> {};
    private String revealed = "";
    private boolean inBooth;
    private boolean listed;

    /// Numbers the lists that were asked for, so that an older one never replaces a newer.
    private int asked;

    /// @param store opens a persona's corpus, which stays open: an import that runs, or a step that
    ///     is undone, may still write into an earlier one
    CorpusViewModel(Ui ui, Function<String, Corpus> store, Sounds sounds, JobRunner jobs) {
        this.ui = ui;
        this.store = store;
        editor = new AnswerEditor(ui.background(), sounds, history);
        imports = new ImportViewModel(ui.background(), jobs, ui.pulse());
        booth = new BoothViewModel(ui, sounds, history);
        search.addListener(_ -> sift());
        following = ui.persona().currentProperty().subscribe(this::choose);
    }

    private void choose(Optional<Persona> persona) {
        var id = persona.map(Persona::id).orElse("");
        if (id.equals(personaId)) {
            return;
        }
        personaId = id;
        stopListening();
        leaveBooth();
        use(Optional.empty());
        if (persona.isEmpty()) {
            return;
        }
        ui.background()
                .run(
                        () -> store.apply(id),
                        opened -> {
                            if (id.equals(personaId)) {
                                use(Optional.of(opened));
                            }
                        },
                        problem::set);
    }

    private void use(Optional<Corpus> opened) {
        corpus = opened.orElse(null);
        asked++;
        history.clear();
        editor.open(opened);
        imports.open(opened);
        booth.open(opened);
        rows.clear();
        filters.clear();
        filter.set(Filter.Kind.ALL);
        problem.set("");
        listed = false;
        show();
        if (opened.isEmpty()) {
            return;
        }
        listening = opened.get().onChange(() -> ui.background().onScreen(this::refresh));
        refresh();
    }

    /// Reads the rows again; what was selected stays so.
    void refresh() {
        var from = corpus;
        if (from == null) {
            return;
        }
        int turn = ++asked;
        ui.background()
                .run(
                        () -> rowsOf(from),
                        found -> {
                            if (turn == asked) {
                                take(found);
                            }
                        },
                        problem::set);
    }

    private static List<Row> rowsOf(Corpus corpus) {
        var rows = new ArrayList<Row>();
        corpus.answers().forEach(answer -> rows.add(new Row.Answered(answer)));
        corpus.documents().forEach(document -> rows.add(new Row.Written(document)));
        return rows;
    }

    private void take(List<Row> found) {
        var kept = selected;
        listed = true;
        refreshing.set(true);
        rows.setAll(found);
        filters.setAll(Filter.countsOf(found));
        if (filters.stream().noneMatch(count -> count.filter().equals(filter.get()))) {
            filter.set(Filter.Kind.ALL);
            sift();
        }
        selected = kept.stream().filter(id -> row(id).isPresent()).toList();
        refreshing.set(false);
        inspect();
        show();
    }

    private void show() {
        if (personaId.isEmpty()) {
            phase.set(Phase.NOBODY);
        } else if (inBooth) {
            phase.set(Phase.BOOTH);
        } else if (!listed) {
            phase.set(Phase.OPENING);
        } else {
            phase.set(rows.isEmpty() ? Phase.EMPTY : Phase.TABLE);
        }
    }

    private void sift() {
        var words = search.get();
        var wanted = filter.get();
        visible.setPredicate(row -> wanted.lets(row) && (words.isBlank() || row.matches(words)));
    }

    void filter(Filter wanted) {
        filter.set(wanted);
        sift();
    }

    /// The table's selection.
    void select(List<String> ids) {
        if (!refreshing.get()) {
            selected = List.copyOf(ids);
            inspect();
        }
    }

    /// Selects a row and brings it into view, also when the rows are still being read.
    void reveal(String id) {
        search.set("");
        filter(Filter.Kind.ALL);
        leaveBooth();
        selected = List.of(id);
        revealed = id;
        refresh();
    }

    /// What the table should bring into view now, once; empty when nothing.
    String takeRevealed() {
        var id = revealed;
        revealed = "";
        return id;
    }

    private void inspect() {
        editor.show(selected.size() == 1 ? row(selected.getFirst()) : Optional.empty());
    }

    Optional<Row> row(String id) {
        return rows.stream().filter(row -> row.id().equals(id)).findFirst();
    }

    void removeSelected() {
        var ids = selected;
        var from = corpus;
        if (ids.isEmpty() || from == null) {
            return;
        }
        editor.revert();
        ui.background()
                .run(
                        () -> {
                            from.remove(ids);
                            return ids.size();
                        },
                        count ->
                                history.did(
                                        Said.of("app.window.corpus.undo.removed", count),
                                        () -> restore(from, ids)),
                        problem::set);
    }

    private void restore(Corpus into, List<String> ids) {
        ui.background()
                .run(
                        () -> {
                            into.restore(ids);
                            return ids.size();
                        },
                        _ -> {},
                        problem::set);
    }

    void undo() {
        history.undo();
    }

    void playSelected() {
        editor.waveform().togglePlay();
    }

    void enterBooth() {
        if (corpus == null) {
            return;
        }
        editor.waveform().pause();
        inBooth = true;
        booth.enter();
        show();
    }

    void leaveBooth() {
        if (inBooth) {
            inBooth = false;
            booth.leave();
            show();
        }
    }

    /// Another tab is shown: nothing goes on sounding, and the microphone is let go.
    void hidden() {
        editor.waveform().pause();
        editor.save();
        leaveBooth();
    }

    private void stopListening() {
        try {
            listening.close();
        } catch (Exception e) {
            // It only forgets a listener; a failure would be a defect, not the user's business.
            LOG.log(System.Logger.Level.WARNING, "could not stop listening to the corpus", e);
        }
        listening = () -> {};
    }

    @Override
    public void close() {
        hidden();
        following.unsubscribe();
        stopListening();
    }

    ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /// What filter and search let through.
    ObservableList<Row> visible() {
        return visible;
    }

    int total() {
        return rows.size();
    }

    ObservableList<Filter.Count> filters() {
        return filters;
    }

    ReadOnlyObjectProperty<Filter> filterProperty() {
        return filter.getReadOnlyProperty();
    }

    StringProperty searchProperty() {
        return search;
    }

    List<String> selected() {
        return selected;
    }

    /// True while the rows are exchanged, when changes of the table's selection mean nothing.
    ReadOnlyBooleanProperty refreshingProperty() {
        return refreshing.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    History history() {
        return history;
    }

    AnswerEditor editor() {
        return editor;
    }

    ImportViewModel imports() {
        return imports;
    }

    BoothViewModel booth() {
        return booth;
    }
}
