package studio.likeness.app.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import studio.likeness.app.conversation.Brain;
import studio.likeness.app.conversation.Voice;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.library.LoadedModels.Loaded;
import studio.likeness.models.library.TextEmbedder;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.speech.Transcript;

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

    /// Writes down what is said in a recording.
    ///
    /// @param model of speech recognition
    /// @param language of the recording; empty to find it out
    /// @param words whether they get their times
    /// @param each is told every segment as soon as it is written
    /// @throws studio.likeness.models.job.StudioException when it is no recording, the language is
    ///     not known, or the model cannot be loaded
    Transcript hear(
            String model,
            Path file,
            Optional<String> language,
            boolean words,
            Consumer<Transcript.Segment> each)
            throws InterruptedException;

    /// The voice that a persona speaks with; where that cannot be had, one that stands in and says
    /// so. Whoever asks closes it.
    Voice voice(String persona);

    /// Another text where [#voice] would give another voice.
    String voiceKey(String persona);

    /// Whoever asks closes it.
    ///
    /// @throws studio.likeness.models.job.StudioException when it cannot be loaded
    TextEmbedder embedder(String model);
}
