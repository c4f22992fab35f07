package studio.likeness.app.window.library;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
import studio.likeness.app.window.library.Item.Standing;
import studio.likeness.app.window.library.Item.Subject;
import studio.likeness.models.catalogue.Catalogue;
import studio.likeness.models.catalogue.Entry;
import studio.likeness.models.catalogue.Entry.Purpose;
import studio.likeness.models.catalogue.GpuPackDownload;
import studio.likeness.models.download.Downloads.Kept;
import studio.likeness.models.job.Job.State;
import studio.likeness.models.library.ByteCount;
import studio.likeness.models.library.Conversion;
import studio.likeness.models.library.Fit;
import studio.likeness.models.library.Library;
import studio.likeness.models.library.Library.Afterwards;
import studio.likeness.models.library.Library.Shelf;
import studio.likeness.models.library.Library.Work;
import studio.likeness.models.library.Library.Work.Task;
import studio.likeness.models.library.Machine;
import studio.likeness.models.library.Orphan;
import studio.likeness.models.library.WeightChoice;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.modelfolder.ModelFolders.Trashed;
import studio.likeness.models.runtime.GpuPack;

/// What the tab shows and does: cards of what is here, of what can be had, of what was removed, and
/// what lies on the disk for nothing.
final class LibraryViewModel {
    /// What was found when the disk was last looked at.
    ///
    /// @param fits by the cards' keys
    /// @param fetched what is here of entries' files, by their identifiers
    private record Read(
            Shelf shelf,
            Catalogue catalogue,
            Machine machine,
            Map<String, Fit> fits,
            Map<String, Kept> fetched,
            GpuPack.State cards) {
        static final Read NOTHING =
                new Read(
                        new Shelf(List.of(), List.of(), List.of()),
                        new Catalogue(List.of()),
                        new Machine(0, Optional.empty()),
                        Map.of(),
                        Map.of(),
                        new GpuPack.State.NotNeeded());

        Fit fit(String key) {
            return fits.getOrDefault(key, new Fit.Unknown());
        }
    }

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
    private final Map<Work, LiveJob> live = new HashMap<>();
    private final Set<Work> putAway = new HashSet<>();
    private Read read = Read.NOTHING;
    private boolean loaded;
    private Subscription looking = Subscription.EMPTY;

    LibraryViewModel(Ui ui, Library library) {
        this.ui = ui;
        this.library = library;
        drop = new DropModel(ui.background(), this::preview, this::add);
        search.subscribe(_ -> arrange());
        purpose.subscribe(_ -> arrange());
    }

    private DropModel.Preview preview(Path path) {
        var found = library.inspect(path);
        return new DropModel.Preview(found, library.fit(found, Machine.here()));
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
        var known = read.machine();
        ui.background().run(() -> read(known), this::take, problem::set);
        ui.background().run(library::orphans, orphans::setAll, problem::set);
        if (known.equals(Read.NOTHING.machine())) {
            // Asking for cards loads native libraries; nobody waits for that.
            ui.background().run(() -> read(Machine.here()), this::take, problem::set);
        }
    }

    private void take(Read now) {
        read = now;
        loaded = true;
        arrange();
    }

    private Read read(Machine machine) {
        var shelf = library.shelf();
        var catalogue = library.catalogue();
        var fits = new HashMap<String, Fit>();
        shelf.models().forEach(model -> fits.put(model.id(), library.fit(model, machine)));
        catalogue
                .entries()
                .forEach(entry -> fits.put("entry-" + entry.id(), library.fit(entry, machine)));
        return new Read(shelf, catalogue, machine, fits, library.fetched(), library.gpuPack());
    }

    /// Looks at what runs, once a frame.
    private void look() {
        boolean changed = false;
        boolean ended = false;
        for (var work : library.work()) {
            var known = live.get(work);
            if (known == null) {
                live.put(work, new LiveJob(ui.texts(), work));
                changed = true;
            } else if (known.look()) {
                ended = true;
            }
        }
        if (ended) {
            refresh();
        }
        if (changed || ended) {
            arrange();
        }
    }

    /// Puts the cards that are wanted in order.
    private void arrange() {
        var shelf = read.shelf();
        var cards = new ArrayList<Item>();
        works(Task.ADD).forEach(j -> cards.add(incoming(j)));
        for (var problem : shelf.problems()) {
            cards.add(item(new Subject.Broken(problem), new Fit.Unknown(), Optional.empty()));
        }
        for (var model : shelf.models()) {
            var checking = works(Task.VERIFY).filter(j -> j.work().subject().equals(model.id()));
            cards.add(
                    item(new Subject.Installed(model), read.fit(model.id()), checking.findFirst()));
        }
        read.catalogue()
                .find(GpuPackDownload.ID)
                .ifPresent(
                        entry -> {
                            if (read.cards() instanceof GpuPack.State.Ready(var bytes, _)) {
                                cards.add(cards(entry, bytes));
                            }
                        });
        empty.set(loaded && cards.isEmpty());
        show(cards, here);
        show(
                read.catalogue().entries().stream()
                        .filter(e -> library.installed(e, shelf.models()).isEmpty())
                        .filter(e -> !isInPlace(e))
                        .map(this::available)
                        .toList(),
                available);
        show(
                shelf.trash().stream()
                        .map(t -> item(new Subject.Removed(t), new Fit.Unknown(), Optional.empty()))
                        .toList(),
                removed);
    }

    /// Work of a kind that has something to show: it runs, or it failed. The newest first.
    private Stream<LiveJob> works(Task task) {
        return library.work().stream()
                .filter(work -> work.task() == task && !putAway.contains(work))
                .flatMap(work -> Stream.ofNullable(live.get(work)))
                .filter(j -> !j.isOver() || j.snapshot().state() == State.FAILED);
    }

    private static Item incoming(LiveJob job) {
        return item(
                new Subject.Incoming(job.work().subject()), new Fit.Unknown(), Optional.of(job));
    }

    private static Item cards(Entry entry, long bytes) {
        return item(new Subject.Cards(entry, bytes), new Fit.Unknown(), Optional.empty());
    }

    private boolean isInPlace(Entry entry) {
        return entry.id().equals(GpuPackDownload.ID)
                && read.cards() instanceof GpuPack.State.Ready;
    }

    private Standing standing(Entry entry) {
        if (entry.id().equals(GpuPackDownload.ID)) {
            return read.cards() instanceof GpuPack.State.NotNeeded
                    ? Standing.NOT_NEEDED
                    : Standing.USABLE;
        }
        return library.canUse(entry) ? Standing.USABLE : Standing.LATER;
    }

    private Item available(Entry entry) {
        var job = works(Task.GET).filter(j -> j.work().subject().equals(entry.id())).findFirst();
        return item(
                new Subject.Available(
                        entry,
                        standing(entry),
                        Optional.ofNullable(read.fetched().get(entry.id()))),
                read.fit("entry-" + entry.id()),
                job);
    }

    private static Item item(Subject subject, Fit fit, Optional<LiveJob> job) {
        return new Item(subject, fit, job);
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
        library.work().stream()
                .filter(w -> w.task() == Task.VERIFY && w.subject().equals(model.id()))
                .forEach(putAway::add);
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
        ask(
                "app.window.library.erase",
                entry.name(),
                bytes,
                () -> library.forget(entry));
    }

    void removeCards(Entry entry, long bytes) {
        ask("app.window.library.erase", entry.name(), bytes, library::removeGpuPack);
    }

    /// Puts a failure away that was read.
    void putAway(LiveJob job) {
        putAway.add(job.work());
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

    /// In plain words what a licence allows, where the catalogue knows it; else its name.
    String licence(Item item) {
        var texts = ui.texts();
        return switch (item.subject()) {
            case Subject.Available(var entry, _, _) -> texts.now(entry.licence().terms());
            case Subject.Cards(var entry, _) -> texts.now(entry.licence().terms());
            case Subject.Installed(var model) -> licence(model);
            case Subject.Broken _, Subject.Incoming _, Subject.Removed _ -> "";
        };
    }

    private String licence(ModelFolder model) {
        var name = model.manifest().licence().name();
        if (name.isEmpty()) {
            return ui.texts()
                    .now(
                            model.manifest().licence().file().isEmpty()
                                    ? "app.window.library.licence.none"
                                    : "app.window.library.licence.file");
        }
        return terms(name);
    }

    /// @param name as published
    String terms(String name) {
        return read.catalogue().entries().stream()
                .map(Entry::licence)
                .filter(licence -> licence.name().equalsIgnoreCase(name))
                .findFirst()
                .map(licence -> ui.texts().now(licence.terms()))
                .orElseGet(() -> ui.texts().now("app.window.library.licence.named", name));
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
