package studio.likeness.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import studio.likeness.app.conversation.ArchiveBrain;
import studio.likeness.app.conversation.Brain;
import studio.likeness.app.conversation.ModelBrain;
import studio.likeness.corpus.memory.Memory;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.PersonaStore;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.language.chat.PromptFormat;
import studio.likeness.models.library.KeptAdapters;
import studio.likeness.models.library.LoadedModels;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.service.OllamaServer;
import studio.likeness.models.service.modelfile.GoTemplate;
import studio.likeness.models.service.modelfile.ModelfileFormat;

/// With what personas think: their archive, a model of the Library, or a server that the user has
/// named.
public final class Brains {
    private final SettingsFile settings;
    private final ChosenDevice device;
    private final PersonaStore personas;
    private final ModelFolders models;
    private final LoadedModels loaded;
    private final BrainAdapters adapters;
    private final Function<String, Memory> memories;

    /// @param memories of personas by their ids
    Brains(
            SettingsFile settings,
            ChosenDevice device,
            PersonaStore personas,
            ModelFolders models,
            LoadedModels loaded,
            Function<String, Memory> memories) {
        this.settings = settings;
        this.device = device;
        this.personas = personas;
        this.models = models;
        this.loaded = loaded;
        this.memories = memories;
        adapters = new BrainAdapters(personas, models);
    }

    /// The adapters of personas' brains.
    public BrainAdapters adapters() {
        return adapters;
    }

    /// With what a persona thinks, as it is chosen now; a model runs where the settings have it.
    /// Close it.
    public Brain of(String id) {
        return of(id, device.device());
    }

    /// With what a persona thinks, as it is chosen now; opening does not wait for the model. Close
    /// it.
    ///
    /// @param on where a model of the Library runs; nothing else is tried instead
    public Brain of(String id, Device on) {
        return of(id, personas.find(id).brain(), on);
    }

    /// Likewise, to try a choice that is not made yet.
    public Brain of(String id, BrainChoice choice, Device on) {
        return switch (choice.kind()) {
            case ARCHIVE -> new ArchiveBrain(memories.apply(id));
            case MODEL ->
                    new ModelBrain(
                            personas.open(id),
                            memories.apply(id),
                            choice,
                            () -> session(settled(id, choice), on));
            case OLLAMA ->
                    new ModelBrain(
                            personas.open(id),
                            memories.apply(id),
                            choice,
                            () -> ollama().open(choice.model()));
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

    /// The names of the models of the user's Ollama server; none without one.
    List<String> servedByOllama() {
        return settings.get().ollama().isBlank() ? List.of() : ollama().models();
    }

    /// A talk with a model alone. Close it.
    ///
    /// @throws StudioException when the device cannot run it; nothing else is tried instead
    public ChatSession alone(String id, Device on) {
        return alone(id, Optional.empty(), on);
    }

    /// Likewise, changed by a low-rank adapter.
    ///
    /// @param adapter its folder in PEFT's format
    public ChatSession alone(String id, Optional<Path> adapter, Device on) {
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
}
