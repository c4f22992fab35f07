package studio.likeness.models.library;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import studio.likeness.models.catalogue.Catalogue;
import studio.likeness.models.catalogue.Entry;
import studio.likeness.models.catalogue.GpuPackDownload;
import studio.likeness.models.download.Downloads;
import studio.likeness.models.download.Fetched;
import studio.likeness.models.job.Job;
import studio.likeness.models.job.JobRunner;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.library.Recognized.Reason;
import studio.likeness.models.library.Recognized.Use;
import studio.likeness.models.modelfolder.Damage;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.modelfolder.ModelFolders.Problem;
import studio.likeness.models.modelfolder.ModelFolders.Trashed;
import studio.likeness.models.runtime.GpuPack;

/// Everything a user does with models: what there is, what can be had, and the long work of getting
/// it, as jobs. Window and command line call the same methods. Thread-safe.
public final class Library {
    /// Of the whole, converting counted in: fetching from the net is most of it, copying from a
    /// stick is not.
    private static final double FETCHING = 0.7;

    private static final double BRINGING = 0.2;

    private final ModelFolders folders;
    private final Conversion conversion;
    private final Downloads downloads;
    private final JobRunner jobs;
    private final Supplier<Catalogue> catalogue;
    private final GpuPack pack = new GpuPack();
    private final List<Work> work = new CopyOnWriteArrayList<>();

    public Library(
            ModelFolders folders, Conversion conversion, Downloads downloads, JobRunner jobs) {
        this(folders, conversion, downloads, jobs, Catalogue::load);
    }

    /// @param catalogue in place of the one that comes with the studio
    public Library(
            ModelFolders folders,
            Conversion conversion,
            Downloads downloads,
            JobRunner jobs,
            Supplier<Catalogue> catalogue) {
        this.catalogue = catalogue;
        this.folders = folders;
        this.conversion = conversion;
        this.downloads = downloads;
        this.jobs = jobs;
    }

    /// What is installed; the broken and the removed apart.
    public record Shelf(List<ModelFolder> models, List<Problem> problems, List<Trashed> trash) {}

    /// A job and what it is about.
    ///
    /// @param subject the file's name, the entry's or the model's identifier, or the folder
    public record Work(Task task, String subject, Job job) {
        public enum Task {
            ADD,
            GET,
            VERIFY,
            MOVE
        }
    }

    /// What becomes of a download once it is converted.
    public enum Afterwards {
        /// Its space is freed; converting again would need another download.
        FREE,
        KEEP
    }

    public Shelf shelf() {
        return new Shelf(folders.list(), folders.problems(), folders.trash());
    }

    /// Where the models lie.
    public Path folder() {
        return folders.folder();
    }

    public Catalogue catalogue() {
        return catalogue.get();
    }

    /// The model that came of an entry, when it is here.
    public Optional<ModelFolder> installed(Entry entry, List<ModelFolder> models) {
        return models.stream().filter(model -> cameOf(model, entry)).findFirst();
    }

    /// Its source lay in the entry's download.
    private static boolean cameOf(ModelFolder model, Entry entry) {
        var source = model.manifest().source().path().replace('\\', '/') + "/";
        return source.contains("/downloads/" + entry.id() + "/");
    }

    /// Whether the studio can do something with an entry once it is here.
    public boolean canUse(Entry entry) {
        return LanguageSignatures.ALL.stream()
                .anyMatch(s -> s.family().equals(entry.family()) && s.use().isPresent());
    }

    /// What a file or folder is.
    public Recognized inspect(Path path) {
        return new Recognizer().recognize(path);
    }

    /// Whether what was recognised would fit, once converted.
    public Fit fit(Recognized found, Machine machine) {
        return Need.of(found).map(machine::fit).orElseGet(Fit.Unknown::new);
    }

    public Fit fit(ModelFolder model, Machine machine) {
        return machine.fit(Need.of(model));
    }

    public Fit fit(Entry entry, Machine machine) {
        return entry.parameters() > 0
                ? machine.fit(Need.ofParameters(entry.parameters()))
                : new Fit.Unknown();
    }

    /// Converts a published model; the job's outcome names what was made. Cancelled, it leaves
    /// nothing.
    public Job add(Path source, Conversion.Options options) {
        var name = String.valueOf(source.toAbsolutePath().normalize().getFileName());
        return start(
                Work.Task.ADD,
                name,
                "models.library.job.add",
                name,
                progress -> made(conversion.add(source, options, Steps.ofConversion(progress))));
    }

    /// Fetches an entry of the catalogue, adds it, and frees the download.
    ///
    /// @param folder where its files lie already, on a USB stick for example; empty to fetch them
    public Job get(Entry entry, Optional<Path> folder) {
        return get(entry, folder, Afterwards.FREE);
    }

    /// Cancelled while it fetches, it keeps what came for the next try; cancelled later, the whole
    /// download.
    public Job get(Entry entry, Optional<Path> folder, Afterwards afterwards) {
        return start(
                Work.Task.GET,
                entry.id(),
                "models.library.job.get",
                entry.name(),
                progress -> get(entry, folder, afterwards, progress));
    }

    private String get(
            Entry entry, Optional<Path> folder, Afterwards afterwards, Progress progress) {
        if (entry.id().equals(GpuPackDownload.ID)) {
            return getGpuPack(new GpuPackDownload(downloads, pack, entry), folder, progress);
        }
        var steps = Steps.ofGetting(progress, folder.isPresent() ? BRINGING : FETCHING);
        var fetched =
                folder.isPresent()
                        ? downloads.bring(entry.id(), entry.files(), folder.get(), steps)
                        : downloads.fetch(entry.id(), entry.files(), steps);
        var found = inspect(fetched.folder());
        if (!found.can(Use.CONVERT)) {
            var why = found.whyNot().map(Reason::sentence).orElse("");
            return join(
                    Words.say("models.library.job.fetched", fetched.folder()), why, trust(fetched));
        }
        var made = made(conversion.add(found.path(), Conversion.Options.usual(), steps));
        return join(made, leave(entry, fetched, afterwards), trust(fetched));
    }

    private static String getGpuPack(
            GpuPackDownload getting, Optional<Path> folder, Progress progress) {
        if (folder.isPresent()) {
            getting.bring(folder.get(), progress);
        } else {
            getting.get(progress);
        }
        return Words.say("models.library.job.gpuPack");
    }

    private String leave(Entry entry, Fetched fetched, Afterwards afterwards) {
        return switch (afterwards) {
            case KEEP -> Words.say("models.library.job.kept", fetched.folder());
            case FREE -> {
                downloads.forget(entry.id());
                yield Words.say("models.library.job.freed", ByteCount.say(entry.bytes()));
            }
        };
    }

    /// What nobody had told the fingerprints of was trusted, and that is said.
    private static String trust(Fetched fetched) {
        return fetched.trusted().isEmpty()
                ? ""
                : Words.say("models.library.job.trusted", fetched.trusted().size());
    }

    private static String join(String... sentences) {
        return List.of(sentences).stream()
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String made(ModelFolder model) {
        return Words.say("models.library.job.made", model.id());
    }

    /// Moves a model to the trash, a broken one too.
    public void remove(String id) {
        folders.remove(id);
    }

    /// Takes it back out of the trash.
    public ModelFolder restore(String id) {
        return folders.restore(id);
    }

    /// Erases a removed model for good.
    public void erase(Trashed removed) {
        folders.erase(removed);
    }

    /// Checks every byte of a model; the job fails when something has changed, and says what.
    public Job verify(String id) {
        return start(
                Work.Task.VERIFY,
                id,
                "models.library.job.verify",
                id,
                progress -> {
                    var model = folders.find(id);
                    var damage = folders.verify(model, progress);
                    if (!damage.isEmpty()) {
                        throw new StudioException("models.library.damaged", id, list(damage));
                    }
                    return Words.say(
                            "models.library.job.sound", id, model.manifest().files().size());
                });
    }

    private static String list(List<Damage> damage) {
        return damage.stream().map(Damage::file).collect(Collectors.joining(", "));
    }

    /// Carries all models to another folder.
    ///
    /// @param choose makes a folder the one in use, at once and for good
    public Job move(Path folder, Consumer<Path> choose) {
        return start(
                Work.Task.MOVE,
                folder.toString(),
                "models.library.job.move",
                folder.toString(),
                progress -> {
                    var moved = folders.moveTo(folder, choose, progress);
                    return join(
                            Words.say("models.library.job.moved", moved.to()),
                            moved.erased()
                                    ? ""
                                    : Words.say("models.library.job.notErased", moved.from()));
                });
    }

    /// What lies on the disk and nothing needs.
    public List<Orphan> orphans() {
        var orphans = new ArrayList<>(Orphans.of(folders));
        var models = folders.list();
        for (var kept : downloads.kept()) {
            if (!isWanted(kept, models)) {
                orphans.add(
                        new Orphan(
                                Orphan.Kind.DOWNLOAD,
                                kept.id(),
                                Path.of("downloads", kept.id()),
                                kept.bytes()));
            }
        }
        return orphans;
    }

    /// Half of it can be gone on with; the whole of it waits for a version that can use it, unless
    /// it has become a model.
    private boolean isWanted(Downloads.Kept kept, List<ModelFolder> models) {
        boolean comes =
                work.stream()
                        .anyMatch(
                                w ->
                                        w.task() == Work.Task.GET
                                                && kept.id().startsWith(w.subject())
                                                && !w.job().snapshot().state().over());
        return comes
                || catalogue()
                        .find(kept.id().replaceFirst("-list$", "")) // NVIDIA's list, of the GPU pack
                        .filter(entry -> installed(entry, models).isEmpty())
                        .isPresent();
    }

    /// Erases it for good.
    public void erase(Orphan orphan) {
        if (!orphans().contains(orphan)) {
            throw new StudioException("models.library.noOrphan", orphan.path());
        }
        if (orphan.kind() == Orphan.Kind.DOWNLOAD) {
            downloads.forget(orphan.name());
        } else {
            Orphans.erase(folders, orphan);
        }
    }

    /// What is here of entries' files, by the entries' identifiers: half come, or waiting for a
    /// version that can use them.
    public Map<String, Downloads.Kept> fetched() {
        return downloads.kept().stream()
                .collect(Collectors.toMap(Downloads.Kept::id, kept -> kept));
    }

    /// Erases what was fetched of an entry.
    public void forget(Entry entry) {
        downloads.forget(entry.id());
    }

    /// Whether cards can be used, and what is lacking.
    public GpuPack.State gpuPack() {
        return pack.state();
    }

    /// Erases the libraries that cards are used with; they can be had again.
    public void removeGpuPack() {
        pack.remove();
    }

    /// The work of this run of the program, the newest first.
    public List<Work> work() {
        return List.copyOf(work);
    }

    private Job start(
            Work.Task task, String subject, String title, String name, JobRunner.Work what) {
        var job = jobs.start(title, List.of(name), what);
        work.addFirst(new Work(task, subject, job));
        return job;
    }
}
