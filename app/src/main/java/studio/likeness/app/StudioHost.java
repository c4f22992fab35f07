package studio.likeness.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import studio.likeness.app.api.Host;
import studio.likeness.app.conversation.Brain;
import studio.likeness.app.conversation.Voice;
import studio.likeness.corpus.memory.Memory;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.library.LoadedModels.Loaded;
import studio.likeness.models.library.TextEmbedder;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.speech.SpeechModel;
import studio.likeness.models.speech.Transcriber;
import studio.likeness.models.speech.Transcript;
import studio.likeness.models.speech.VoiceActivities;
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
        return studio.brain(persona);
    }

    @Override
    public List<ModelFolder> models() {
        return studio.models().list();
    }

    @Override
    public ChatSession session(String model) {
        return studio.talkWithModel(model, studio.device().device());
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
        var on = studio.device().usable(studio.device().device());
        try (var speech = SpeechModel.open(studio.models().find(model).path(), on);
                var activity = VoiceActivities.open(studio.home(), Device.processor())) {
            var options = Transcriber.Options.usual();
            options = language.map(options::withLanguage).orElse(options);
            return new Transcriber(speech, activity)
                    .transcribe(
                            sound, words ? options.withWords() : options, each, Progress.none());
        }
    }

    @Override
    public Waveform say(String persona, String text) throws InterruptedException {
        var pieces = new ArrayList<Waveform>();
        try (var voice = Voice.ofSystem()) {
            if (voice.name().isEmpty()) {
                throw new StudioException("app.studio.noVoice");
            }
            voice.speak(
                    text,
                    Memory.languageOf(text),
                    Duration.ZERO,
                    chunk -> pieces.add(chunk.audio().sound()));
        }
        return joined(pieces);
    }

    private static Waveform joined(List<Waveform> pieces) {
        int length = pieces.stream().mapToInt(piece -> piece.samples().length).sum();
        var samples = new float[length];
        int at = 0;
        for (var piece : pieces) {
            System.arraycopy(piece.samples(), 0, samples, at, piece.samples().length);
            at += piece.samples().length;
        }
        return new Waveform(samples, pieces.isEmpty() ? 22_050 : pieces.getFirst().sampleRateHz());
    }

    @Override
    public TextEmbedder embedder(String model) {
        return TextEmbedder.open(
                studio.models().find(model), studio.device().usable(studio.device().device()));
    }
}
