package studio.likeness.app.window.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import studio.likeness.app.window.Overlay.Question;
import studio.likeness.app.window.Ui;
import studio.likeness.app.window.library.Item.Subject;
import studio.likeness.models.catalogue.Entry;
import studio.likeness.models.catalogue.Entry.Purpose;
import studio.likeness.models.library.ByteCount;
import studio.likeness.models.library.Conversion;
import studio.likeness.models.library.Fit;
import studio.likeness.models.library.Library;
import studio.likeness.models.library.Library.Afterwards;
import studio.likeness.models.library.Library.Work.Task;
import studio.likeness.models.library.Machine;
import studio.likeness.models.library.Orphan;
import studio.likeness.models.library.WeightChoice;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.modelfolder.ModelFolders.Trashed;

/// What the tab shows and does: cards of what is here, of what can be had, of what was removed, and
/// what lies on the disk for nothing.
final class LibraryViewModel {
    private final Ui ui;
    private final Library library;
    private final DropModel drop;
    private final StringProperty search = new SimpleStringProperty("");
    private final ObjectProperty<Optional<Purpose>> purpose =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObservableList<Item> here = FXCollections.observableArrayList();
    private final ObservableList<Item> available = FXCollections.observableArrayList();
    private final ObservableList<Item> removed = FXCollections.observableArrayList();
    private final ObservableList<Orphan> orphans = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper empty = new ReadOnlyBooleanWrapper();
    private final RunningWork work;
    private Inventory found = Inventory.NOTHING;
    private boolean loaded;
    private Subscription looking = Subscription.EMPTY;

    LibraryViewModel(Ui ui, Library library) {
        this.ui = ui;
        this.library = library;
        work = new RunningWork(ui.texts(), library);
        drop = new DropModel(ui.background(), this::preview, this::add);
        search.subscribe(_ -> arrange());
        purpose.subscribe(_ -> arrange());
    }

    private DropModel.Preview preview(Path path) {
        var what = library.inspect(path);
        return new DropModel.Preview(what, library.fit(what, Machine.here()));
    }

    void shown() {
        looking.unsubscribe();
        looking = ui.pulse().everyFrame(this::look);
        look();
        refresh();
    }

    void hidden() {
        looking.unsubscribe();
    }

    /// Reads the disk again.
    void refresh() {
        problem.set("");
        var known = found.machine();
        ui.background().run(() -> Inventory.of(library, known), this::take, problem::set);
        ui.background().run(library::orphans, orphans::setAll, problem::set);
        if (known.equals(Inventory.NOTHING.machine())) {
            // Asking for cards loads native libraries; nobody waits for that.
            ui.background()
                    .run(() -> Inventory.of(library, Machine.here()), this::take, problem::set);
        }
    }

    private void take(Inventory now) {
        found = now;
        loaded = true;
        arrange();
    }

    /// Looks at what runs, once a frame.
    private void look() {
        switch (work.look()) {
            case NONE -> {
                // All is as it was.
            }
            case BEGUN -> arrange();
            case ENDED -> {
                refresh();
                arrange();
            }
        }
    }

    /// Puts the cards that are wanted in order.
    private void arrange() {
        var cards = Cards.of(library, found, work);
        empty.set(loaded && cards.here().isEmpty());
        show(cards.here(), here);
        show(cards.available(), available);
        show(cards.removed(), removed);
    }

    private void show(List<Item> all, ObservableList<Item> where) {
        var wanted =
                all.stream()
                        .filter(item -> item.matches(search.get()))
                        .filter(item -> purpose.get().isEmpty() || isFor(item, purpose.get().get()))
                        .toList();
        if (!where.equals(wanted)) {
            where.setAll(wanted);
        }
    }

    private static boolean isFor(Item item, Purpose wanted) {
        return item.purpose().filter(wanted::equals).isPresent();
    }

    /// Files or folders were let go of over the tab, or chosen.
    void dropped(List<Path> paths) {
        drop.dropped(paths);
    }

    private void add(Path path, Optional<WeightChoice> weights) {
        var usual = Conversion.Options.usual();
        library.add(
                path,
                new Conversion.Options(weights, usual.precision(), usual.context(), usual.id()));
        look();
    }

    /// Fetches an entry and adds it.
    void get(Entry entry) {
        library.get(entry, Optional.empty(), Afterwards.FREE);
        look();
    }

    /// The same from a folder that has its files, as a stick brings them.
    void bring(Entry entry, Path folder) {
        library.get(entry, Optional.of(folder), Afterwards.FREE);
        look();
    }

    void verify(ModelFolder model) {
        work.putAway(Task.VERIFY, model.id());
        library.verify(model.id());
        look();
    }

    /// To the trash, with a way back.
    void remove(String id) {
        ui.background()
                .run(
                        () -> {
                            library.remove(id);
                            return id;
                        },
                        _ -> {
                            refresh();
                            ui.toasts()
                                    .done(
                                            ui.texts().now("app.window.library.removed", id),
                                            ui.texts().now("app.window.library.undo"),
                                            () -> restore(id));
                        },
                        problem::set);
    }

    void restore(String id) {
        ui.background().run(() -> library.restore(id), _ -> refresh(), problem::set);
    }

    /// For good, once the user has said so.
    void erase(Trashed model) {
        ask("app.window.library.erase", model.id(), model.bytes(), () -> library.erase(model));
    }

    void erase(Orphan orphan) {
        ask(
                "app.window.library.eraseLeft",
                orphan.sentence(),
                orphan.bytes(),
                () -> library.erase(orphan));
    }

    private void ask(String key, String what, long bytes, Runnable erase) {
        var size = ByteCount.say(bytes);
        var texts = ui.texts();
        ui.overlay()
                .ask(
                        new Question(
                                texts.now(key + ".title", what),
                                texts.now(key + ".text", size),
                                texts.now(key + ".verb", size)),
                        () ->
                                ui.background()
                                        .run(
                                                () -> {
                                                    erase.run();
                                                    return what;
                                                },
                                                _ -> refresh(),
                                                problem::set));
    }

    /// Erases an entry's files, which wait for a later version.
    void forget(Entry entry, long bytes) {
        ask("app.window.library.erase", entry.name(), bytes, () -> library.forget(entry));
    }

    void removeCards(Entry entry, long bytes) {
        ask("app.window.library.erase", entry.name(), bytes, library::removeGpuPack);
    }

    /// Puts a failure away that was read.
    void putAway(LiveJob job) {
        work.putAway(job);
        arrange();
    }

    void open(Path folder) {
        ui.files().reveal(folder);
    }

    /// The address of its page, for a browser.
    void copyPage(Entry entry) {
        ui.clipboard().accept(entry.page().toString());
        ui.toasts().done(ui.texts().now("app.window.copied"));
    }

    /// A licence's name, and in plain words what it allows, where the catalogue knows that.
    String licence(Item item) {
        return licences().of(item);
    }

    /// @param name as published
    String terms(String name) {
        return licences().of(name);
    }

    private LicenceWords licences() {
        return new LicenceWords(ui.texts(), found.catalogue());
    }

    /// Where it runs; empty for what does not.
    String device(Item item) {
        if (!(item.subject() instanceof Subject.Installed)) {
            return "";
        }
        return item.fit() instanceof Fit.OnCard(_, var card)
                ? ui.texts().now("app.window.library.device.card", card.name())
                : ui.texts().now("app.window.library.device.processor");
    }

    DropModel drop() {
        return drop;
    }

    StringProperty searchProperty() {
        return search;
    }

    ObjectProperty<Optional<Purpose>> purposeProperty() {
        return purpose;
    }

    /// What is installed, broken, or on its way.
    ObservableList<Item> here() {
        return here;
    }

    /// What the catalogue has and this machine has not.
    ObservableList<Item> available() {
        return available;
    }

    ObservableList<Item> removed() {
        return removed;
    }

    ObservableList<Orphan> orphans() {
        return orphans;
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Whether nothing is installed and nothing is on its way.
    ReadOnlyBooleanProperty emptyProperty() {
        return empty.getReadOnlyProperty();
    }
}
