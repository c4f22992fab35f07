package studio.likeness.app;

import java.nio.file.Path;
import java.util.Optional;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.store.PersonaStore;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.library.KeptAdapters;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.modelfolder.ModelFolders;

/// The adapters of personas' brains: they lie with their models, and travel with the personas. One
/// that comes where its model is not waits in the persona's folder. Thread-safe.
public final class BrainAdapters {
    private final PersonaStore personas;
    private final ModelFolders models;

    BrainAdapters(PersonaStore personas, ModelFolders models) {
        this.personas = personas;
        this.models = models;
    }

    /// Where the one that a brain names lies with its model.
    static Optional<Path> find(ModelFolders models, BrainChoice brain) {
        return brain.adapter().isEmpty()
                ? Optional.empty()
                : model(models, brain)
                        .map(KeptAdapters::new)
                        .filter(kept -> kept.names().contains(brain.adapter()))
                        .map(kept -> kept.find(brain.adapter()));
    }

    private static Optional<ModelFolder> model(ModelFolders models, BrainChoice brain) {
        return models.list().stream().filter(m -> m.id().equals(brain.model())).findFirst();
    }

    /// Takes one that waits to its model, where that is here now. Its name may change on the way.
    ///
    /// @return the persona as it is then
    /// @throws StudioException when it does not fit the model; then it goes on waiting
    public synchronized Persona settled(Persona persona) {
        var waiting = personas.adapterToSettle(persona.id());
        var model = model(models, persona.brain());
        if (waiting.isEmpty() || model.isEmpty()) {
            return persona;
        }
        var name = new KeptAdapters(model.get()).add(waiting.get());
        return personas.adapterSettled(persona.id(), name);
    }

    /// Likewise for a persona that was just imported, saying what its brain lacks.
    ///
    /// @return a sentence and what to do; empty where it can think here
    public Optional<String> landed(Persona persona) {
        var brain = persona.brain();
        if (brain.kind() != BrainChoice.Kind.MODEL) {
            return Optional.empty();
        }
        var model = model(models, brain);
        if (model.isEmpty()) {
            var key =
                    personas.adapterToSettle(persona.id()).isPresent()
                            ? "app.studio.adapterWaits"
                            : "app.studio.modelAway";
            var why = new StudioException(key, persona.name(), brain.model(), brain.adapter());
            return Optional.of(why.explanation());
        }
        try {
            var settled = settled(persona).brain();
            if (!settled.adapter().isEmpty()) {
                new KeptAdapters(model.get()).find(settled.adapter()); // says that there is none
            }
            return Optional.empty();
        } catch (StudioException e) {
            return Optional.of(e.explanation());
        }
    }
}
