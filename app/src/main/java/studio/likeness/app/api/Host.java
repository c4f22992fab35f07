package studio.likeness.app.api;

import java.util.List;
import studio.likeness.app.conversation.Brain;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.library.LoadedModels.Loaded;
import studio.likeness.models.library.TextEmbedder;
import studio.likeness.models.modelfolder.ModelFolder;

/// What is served. Thread-safe.
public interface Host {
    /// Of the studio.
    String version();

    List<Persona> personas();

    /// With what a persona thinks now. Whoever asks closes it.
    Brain brain(String persona);

    /// Those that are installed.
    List<ModelFolder> models();

    /// A talk with a language model. Whoever asks closes it.
    ///
    /// @throws studio.likeness.models.job.StudioException when it cannot be loaded
    ChatSession session(String model);

    /// The language models in memory.
    List<Loaded> loaded();

    /// Lets go of a language model with which nobody talks.
    boolean unload(String model);

    /// Whoever asks closes it.
    ///
    /// @throws studio.likeness.models.job.StudioException when it cannot be loaded
    TextEmbedder embedder(String model);
}
