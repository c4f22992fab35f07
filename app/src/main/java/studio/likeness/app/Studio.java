package studio.likeness.app;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import studio.likeness.app.api.PersonaModelfiles;
import studio.likeness.corpus.faces.Faces;
import studio.likeness.corpus.memory.Memory;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.store.PersonaStore;
import studio.likeness.corpus.store.Provenance;
import studio.likeness.corpus.voices.Voices;
import studio.likeness.models.catalogue.GpuPackDownload;
import studio.likeness.models.download.Downloads;
import studio.likeness.models.download.Route;
import studio.likeness.models.face.profile.FaceMaker;
import studio.likeness.models.face.profile.ForeignFaces;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.JobRunner;
import studio.likeness.models.job.JobStore;
import studio.likeness.models.job.Owned;
import studio.likeness.models.library.Conversion;
import studio.likeness.models.library.InstalledFaces;
import studio.likeness.models.library.Library;
import studio.likeness.models.library.LoadedModels;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.GpuPack;
import studio.likeness.models.worker.Worker;

/// Wires the services, in one readable place. Window, command line and tests each open one.
public final class Studio implements AutoCloseable {
    public static final String VERSION = "0.1.0";

    /// The persona that comes with the studio.
    public static final String SAMPLE = SamplePersona.ID;

    private final Owned owned = new Owned();
    private final Home home;
    private final SettingsFile settings;
    private final ChosenDevice device;
    private final JobRunner jobs;
    private final PersonaStore personas;
    private final ModelFolders models;
    private final LoadedModels loaded;
    private final Downloads downloads;
    private final Library library;
    private final LocalApi api;
    private final Remembering remembering;
    private final Brains brains;
    private final Conversations conversations;

    public Studio(Home home) {
        this.home = home;
        settings = new SettingsFile(home.settings());
        device = ChosenDevice.ofMachine(() -> settings.get().device());
        var folders = new ModelFolders(home, () -> modelsFolder(settings));
        models = folders;
        personas = owned.own(new PersonaStore(home, brain -> BrainAdapters.find(folders, brain)));
        jobs = owned.own(new JobRunner(new JobStore(home.jobs())));
        loaded = owned.own(new LoadedModels(models));
        api = new LocalApi(settings, new StudioHost(this));
        downloads = new Downloads(home, () -> route(settings));
        library = new Library(models, conversion(), downloads, jobs);
        remembering = owned.own(new Remembering(home, models, settings, device));
        brains = new Brains(settings, device, personas, models, loaded, this::memory);
        conversations = new Conversations(home, settings, device, personas, models, brains::of);
    }

    public Home home() {
        return home;
    }

    public SettingsFile settings() {
        return settings;
    }

    /// Where models run.
    public ChosenDevice device() {
        return device;
    }

    public JobRunner jobs() {
        return jobs;
    }

    public PersonaStore personas() {
        return personas;
    }

    public ModelFolders models() {
        return models;
    }

    /// The language models in memory.
    public LoadedModels loadedModels() {
        return loaded;
    }

    /// What there is of models, and getting more.
    public Library library() {
        return library;
    }

    /// The door for other programs: closed until it is opened.
    public LocalApi api() {
        return api;
    }

    /// Brains of personas out of Modelfiles.
    public PersonaModelfiles modelfiles() {
        return new PersonaModelfiles(
                personas,
                models,
                (source, progress) ->
                        conversion().add(source, Conversion.Options.usual(), progress),
                brains::servedByOllama);
    }

    /// Files from the net, whole and checked.
    public Downloads downloads() {
        return downloads;
    }

    /// The libraries that graphics cards are used with, and getting them.
    public GpuPackDownload gpuPack() {
        return new GpuPackDownload(
                downloads,
                new GpuPack(),
                library.catalogue().find(GpuPackDownload.ID).orElseThrow());
    }

    private static Route route(SettingsFile settings) {
        var network = settings.get().network();
        return new Route(network.mirrors(), Route.proxy(network.proxy()));
    }

    private static Optional<Path> modelsFolder(SettingsFile settings) {
        var chosen = settings.get().modelsFolder();
        return chosen.isBlank() ? Optional.empty() : Optional.of(Path.of(chosen));
    }

    /// Models lie there from now on; they must be there already.
    public void chooseModelsFolder(Path folder) {
        boolean own = folder.equals(home.root().resolve("models").toAbsolutePath().normalize());
        settings.change(old -> old.with(d -> d.modelsFolder(own ? "" : folder.toString())));
    }

    /// With what personas think.
    public Brains brains() {
        return brains;
    }

    /// Conversations with personas.
    public Conversations conversations() {
        return conversations;
    }

    /// Makes models out of published ones.
    public Conversion conversion() {
        return new Conversion(models, "Likeness " + VERSION);
    }

    /// The language to speak: the one asked for, else the settings', else the system's where it is
    /// Chinese, else English.
    public Locale locale(String asked) {
        var chosen = asked.isBlank() ? settings.get().language() : asked;
        var language =
                chosen.equals("system") || chosen.isBlank()
                        ? Locale.getDefault().getLanguage()
                        : chosen;
        return language.equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    }

    /// A persona's voices.
    public Voices voices(String id) {
        return new Voices(personas, id);
    }

    /// Makes a persona; a recorded statement of consent goes into its media.
    public Persona create(Persona.Draft draft, Optional<Path> statement) {
        var persona = personas.create(draft);
        if (statement.isEmpty()) {
            return persona;
        }
        try {
            var media =
                    corpus(persona.id())
                            .addMedia(
                                    statement.get(),
                                    false,
                                    new Provenance(
                                            "consent: " + statement.get().getFileName(),
                                            Instant.now(),
                                            "Likeness " + VERSION));
            return personas.update(
                    persona.withConsent(persona.consent().withStatement(media.sha256())));
        } catch (RuntimeException e) {
            personas.delete(persona.id());
            throw e;
        }
    }

    /// A persona's material; closed with the studio.
    public Corpus corpus(String id) {
        return personas.open(id);
    }

    /// A persona's memory; closed with the studio, or when personas are to remember by something
    /// else.
    public Memory memory(String id) {
        return remembering.of(id, corpus(id));
    }

    /// A persona's prepared faces.
    public Faces faces(String id) {
        return new Faces(personas, id, faceMaker());
    }

    /// Prepares faces with what is installed for it; files are opened in a process of its own,
    /// whose networks run on the processor: none of the card's memory is taken twice.
    public FaceMaker faceMaker() {
        return new ForeignFaces(InstalledFaces.choose(models), new Worker(Worker.Limits.usual()));
    }

    /// By what personas remember.
    public Remembering remembering() {
        return remembering;
    }

    /// Personas remember by something else from now on. Talks that are open have to be opened anew;
    /// other programs are cut off for a moment.
    ///
    /// @param encoder as [Remembering#choose] has it
    public void remember(String encoder) {
        boolean served = api.address().isPresent();
        api.stop();
        remembering.choose(encoder);
        if (served) {
            api.begin();
        }
    }

    /// Closes what is open of a persona and moves it to the trash.
    public synchronized void delete(String id) {
        remembering.forget(id);
        personas.delete(id);
    }

    /// Imports the persona that comes with the studio, unless it is there or was deleted on
    /// purpose.
    public synchronized void ensureSample() {
        new SamplePersona(home, personas).ensure();
    }

    @Override
    public void close() {
        api.close(); // before what it serves
        owned.close();
    }
}
