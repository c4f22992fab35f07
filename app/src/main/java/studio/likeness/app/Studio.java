package studio.likeness.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.likeness.app.api.PersonaModelfiles;
import studio.likeness.app.conversation.ArchiveBrain;
import studio.likeness.app.conversation.Brain;
import studio.likeness.app.conversation.Conversation;
import studio.likeness.app.conversation.Face;
import studio.likeness.app.conversation.Hearing;
import studio.likeness.app.conversation.ModelBrain;
import studio.likeness.app.conversation.Voice;
import studio.likeness.corpus.faces.Faces;
import studio.likeness.corpus.memory.Memory;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.store.PersonaStore;
import studio.likeness.corpus.store.Provenance;
import studio.likeness.corpus.voices.Voices;
import studio.likeness.models.catalogue.GpuPackDownload;
import studio.likeness.models.download.Downloads;
import studio.likeness.models.download.Route;
import studio.likeness.models.face.animate.AnimationPlan;
import studio.likeness.models.face.animate.Engines;
import studio.likeness.models.face.profile.FaceMaker;
import studio.likeness.models.face.profile.ForeignFaces;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.JobRunner;
import studio.likeness.models.job.JobStore;
import studio.likeness.models.job.Owned;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.language.chat.PromptFormat;
import studio.likeness.models.library.Conversion;
import studio.likeness.models.library.InstalledFaces;
import studio.likeness.models.library.KeptAdapters;
import studio.likeness.models.library.Library;
import studio.likeness.models.library.LoadedModels;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.Speaker;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.GpuPack;
import studio.likeness.models.service.OllamaServer;
import studio.likeness.models.service.modelfile.GoTemplate;
import studio.likeness.models.service.modelfile.ModelfileFormat;
import studio.likeness.models.speech.ChineseScript;
import studio.likeness.models.speech.Transcriber;
import studio.likeness.models.speech.VoiceActivities;
import studio.likeness.models.worker.Worker;

/// Wires the services, in one readable place. Window, command line and tests each open one.
public final class Studio implements AutoCloseable {
    public static final String VERSION = "0.1.0";

    /// The persona that comes with the studio.
    public static final String SAMPLE = "sample";

    private static final System.Logger LOG = System.getLogger(Studio.class.getName());

    private final Owned owned = new Owned();
    private final Home home;
    private final SettingsFile settings;
    private final ChosenDevice device;
    private final JobRunner jobs;
    private final PersonaStore personas;
    private final ModelFolders models;
    private final BrainAdapters adapters;
    private final LoadedModels loaded;
    private final Downloads downloads;
    private final Library library;
    private final LocalApi api;
    private final Remembering remembering;

    public Studio(Home home) {
        this.home = home;
        settings = new SettingsFile(home.settings());
        device = ChosenDevice.ofMachine(() -> settings.get().device());
        var folders = new ModelFolders(home, () -> modelsFolder(settings));
        models = folders;
        personas = owned.own(new PersonaStore(home, brain -> BrainAdapters.find(folders, brain)));
        adapters = new BrainAdapters(personas, models);
        jobs = owned.own(new JobRunner(new JobStore(home.jobs())));
        loaded = owned.own(new LoadedModels(models));
        api = new LocalApi(settings, new StudioHost(this));
        downloads = new Downloads(home, () -> route(settings));
        library = new Library(models, conversion(), downloads, jobs);
        remembering = owned.own(new Remembering(home, models, settings, device));
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
                this::servedByOllama);
    }

    /// The names of the models of the user's Ollama server; none without one.
    private List<String> servedByOllama() {
        return settings.get().ollama().isBlank() ? List.of() : ollama().models();
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

    /// With what a persona thinks, as it is chosen now; a model runs where the settings have it.
    /// Close it.
    public Brain brain(String id) {
        return brain(id, device.device());
    }

    /// With what a persona thinks, as it is chosen now; opening does not wait for the model. Close
    /// it.
    ///
    /// @param on where a model of the Library runs; nothing else is tried instead
    public Brain brain(String id, Device on) {
        return brain(id, personas.find(id).brain(), on);
    }

    /// Likewise, to try a choice that is not made yet.
    public Brain brain(String id, BrainChoice choice, Device on) {
        return switch (choice.kind()) {
            case ARCHIVE -> new ArchiveBrain(memory(id));
            case MODEL ->
                    new ModelBrain(
                            corpus(id), memory(id), choice, () -> session(settled(id, choice), on));
            case OLLAMA ->
                    new ModelBrain(
                            corpus(id), memory(id), choice, () -> ollama().open(choice.model()));
        };
    }

    /// An adapter that came with the persona goes to its model, which may have come since.
    private BrainChoice settled(String id, BrainChoice choice) {
        var persona = personas.find(id);
        return persona.brain().adapter().equals(choice.adapter())
                ? choice.withAdapter(adapters.settled(persona).brain().adapter())
                : choice;
    }

    /// The Ollama server that the user has named.
    ///
    /// @throws StudioException when none is
    public OllamaServer ollama() {
        var address = settings.get().ollama().strip();
        if (address.isEmpty()) {
            throw new StudioException("app.studio.noOllama");
        }
        try {
            return new OllamaServer(new URI(address));
        } catch (URISyntaxException e) {
            throw new StudioException(e, "models.service.address", address);
        }
    }

    /// The adapters of personas' brains.
    public BrainAdapters adapters() {
        return adapters;
    }

    /// Makes models out of published ones.
    public Conversion conversion() {
        return new Conversion(models, "Likeness " + VERSION);
    }

    /// A talk with a model alone. Close it.
    ///
    /// @throws StudioException when the device cannot run it; nothing else is tried instead
    public ChatSession talkWithModel(String id, Device on) {
        return talkWithModel(id, Optional.empty(), on);
    }

    /// Likewise, changed by a low-rank adapter.
    ///
    /// @param adapter its folder in PEFT's format
    public ChatSession talkWithModel(String id, Optional<Path> adapter, Device on) {
        return loaded.open(id, adapter, device.usable(on));
    }

    /// A talk with the model of a choice, changed by its adapter where it has one, and written down
    /// in its form. Close it.
    ///
    /// @throws StudioException when the model or the adapter is not there, or likewise
    public ChatSession session(BrainChoice choice, Device on) {
        return loaded.open(
                choice.model(), adapter(choice), own -> form(choice, own), device.usable(on));
    }

    private static PromptFormat form(BrainChoice choice, PromptFormat own) {
        var form = choice.form();
        if (form.equals(BrainChoice.Form.OWN)) {
            return own;
        }
        return new ModelfileFormat(form.template().map(GoTemplate::parse), form.stops(), own);
    }

    private Optional<Path> adapter(BrainChoice choice) {
        return Optional.of(choice.adapter())
                .filter(name -> !name.isEmpty())
                .map(name -> new KeptAdapters(models.find(choice.model())).find(name));
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

    /// The voice that a persona speaks with. Close it.
    Voice voice(String id) {
        return Voice.of(voices(id), models, device.device());
    }

    /// What the user says, written down; loads nothing before it is needed. Close it.
    public Hearing hearing() {
        return Hearing.of(models, device::forModel, this::writing);
    }

    /// How what is heard is written down, as the settings say.
    public Transcriber.Options writing() {
        var chosen = settings.get().script();
        return Transcriber.Options.usual()
                .withScript(
                        Arrays.stream(ChineseScript.values())
                                .filter(script -> script.name().equalsIgnoreCase(chosen))
                                .findFirst()
                                .orElse(ChineseScript.ANY));
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

    /// The first recorded answer would otherwise wait for the codecs to load.
    private static Corpus warm(Corpus corpus) {
        corpus.media().stream()
                .filter(media -> !media.kind().equals("picture"))
                .findFirst()
                .ifPresent(
                        media -> {
                            try (var reader =
                                    MediaReader.open(
                                            corpus.file(media), Conversation.SAMPLE_RATE_HZ)) {
                                reader.nextSound();
                            } catch (StudioException e) {
                                // Only a turn that needs this recording has something to say about
                                // it.
                                LOG.log(System.Logger.Level.INFO, "not warmed: " + e.key());
                            }
                        });
        return corpus;
    }

    /// Closes what is open of a persona and moves it to the trash.
    public synchronized void delete(String id) {
        remembering.forget(id);
        personas.delete(id);
    }

    /// Imports the persona that comes with the studio, unless it is there or was deleted on
    /// purpose.
    public synchronized void ensureSample() {
        boolean known =
                personas.list().stream().anyMatch(persona -> persona.id().equals(SAMPLE))
                        || personas.trash().stream()
                                .anyMatch(trashed -> trashed.id().startsWith(SAMPLE));
        if (known) {
            return;
        }
        try (var archive = Studio.class.getResourceAsStream("sample.likeness")) {
            if (archive == null) {
                throw new StudioException("app.studio.noSample");
            }
            var copy = Files.createTempFile(home.root(), ".sample", ".likeness");
            try {
                Files.copy(archive, copy, StandardCopyOption.REPLACE_EXISTING);
                personas.importArchive(copy, Progress.none());
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The speaker of the settings; a silent one, which keeps the same time, where the machine has
    /// none.
    public Speaker speaker() {
        try {
            var speaker = Speaker.open(settings.get().speaker(), Conversation.SAMPLE_RATE_HZ);
            speaker.volume(settings.get().volume());
            return speaker;
        } catch (StudioException e) {
            LOG.log(System.Logger.Level.INFO, "no speaker, going on in silence: " + e.getMessage());
            return Speaker.silent();
        }
    }

    /// A live talk: heard from the speaker, seen through its events. Close it.
    public Conversation talk(String id) {
        return talk(id, brain(id));
    }

    /// Likewise, with a brain of one's own.
    public Conversation talk(String id, Brain brain) {
        var corpus = warm(corpus(id));
        return Conversation.live(
                corpus, brain, voice(id), face(corpus, AnimationPlan.forShow()), speaker());
    }

    /// Neither heard nor seen, as fast as it can be made: for other programs. Close it.
    public Conversation talkUnheard(String id, Brain brain) {
        var corpus = warm(corpus(id));
        return Conversation.unheard(corpus, brain, voice(id), Face.of(corpus));
    }

    /// Into an MP4. Close it to complete the file.
    public Conversation talkToFile(String id, Brain brain, Path file) {
        var corpus = warm(corpus(id));
        return Conversation.toFile(
                corpus,
                brain,
                voice(id),
                face(corpus, AnimationPlan.forFile()),
                file,
                Locale.getDefault());
    }

    private Face face(Corpus corpus, AnimationPlan plan) {
        var on = device.device();
        return Face.of(corpus, faceEngines(on), on, plan);
    }

    /// How faces can be made to speak.
    ///
    /// @param on where a network runs; nothing else is tried instead
    public Engines faceEngines(Device on) {
        return Engines.of(models.list(), on)
                .withActivity(() -> VoiceActivities.open(home, ChosenDevice.forSmallNetwork()));
    }

    @Override
    public void close() {
        api.close(); // before what it serves
        owned.close();
    }
}
