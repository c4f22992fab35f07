package studio.likeness.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import studio.likeness.app.api.Host;
import studio.likeness.app.conversation.Brain;
import studio.likeness.app.conversation.Voice;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.library.LoadedModels.Loaded;
import studio.likeness.models.library.TextEmbedder;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.speech.Recogniser;
import studio.likeness.models.speech.Transcript;
import studio.likeness.models.speech.WhisperMel;

/// The studio, as the API serves it.
record StudioHost(Studio studio) implements Host {
    /// Longer recordings are cut there: they would not fit into memory.
    private static final Duration LONGEST = Duration.ofHours(6);

    @Override
    public String version() {
        return Studio.VERSION;
    }

    @Override
    public List<Persona> personas() {
        return studio.personas().list();
    }

    @Override
    public Brain brain(String persona) {
        return studio.brains().of(persona);
    }

    @Override
    public List<ModelFolder> models() {
        return studio.models().list();
    }

    @Override
    public ChatSession session(String model) {
        return studio.brains().alone(model, studio.device().device());
    }

    @Override
    public List<Loaded> loaded() {
        return studio.loadedModels().loaded();
    }

    @Override
    public boolean unload(String model) {
        return studio.loadedModels().unload(model);
    }

    @Override
    public Transcript hear(
            String model,
            Path file,
            Optional<String> language,
            boolean words,
            Consumer<Transcript.Segment> each) {
        var sound = MediaReader.readSound(file, WhisperMel.SAMPLE_RATE_HZ, LONGEST);
        try (var recogniser =
                Recogniser.open(
                        studio.models().find(model), studio.models(), studio.device().forModel())) {
            var options = studio.conversations().writing();
            options = language.map(options::withLanguage).orElse(options);
            return recogniser
                    .transcriber()
                    .transcribe(
                            sound, words ? options.withWords() : options, each, Progress.none());
        }
    }

    @Override
    public Voice voice(String persona) {
        return studio.conversations().voice(persona);
    }

    @Override
    public String voiceKey(String persona) {
        try {
            return studio.device().device() + " " + studio.voices(persona).used();
        } catch (StudioException e) {
            return e.key(); // the voice that stands in says why
        }
    }

    @Override
    public TextEmbedder embedder(String model) {
        return TextEmbedder.open(studio.models().find(model), studio.device().forModel());
    }
}
