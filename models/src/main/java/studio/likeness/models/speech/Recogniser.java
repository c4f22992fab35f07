package studio.likeness.models.speech;

import java.util.Comparator;
import java.util.Optional;
import studio.likeness.models.job.Owned;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Waveform;

/// An installed model of speech recognition, loaded together with what finds the speech for it.
/// Safe for several threads, whose recordings then take turns.
public final class Recogniser implements AutoCloseable {
    private final Owned owned = new Owned();
    private final VoiceActivity activity;
    private final Transcriber transcriber;

    private Recogniser(ModelFolder model, ModelFolders models, Device device) {
        try {
            activity = owned.own(VoiceActivities.open(models, device));
            transcriber =
                    new Transcriber(owned.own(SpeechModel.open(model.path(), device)), activity);
        } catch (RuntimeException e) {
            owned.close();
            throw e;
        }
    }

    /// The newest one installed.
    public static Optional<ModelFolder> find(ModelFolders models) {
        return models.list().stream()
                .filter(model -> model.manifest().kind() == Manifest.Kind.SPEECH_RECOGNITION)
                .max(Comparator.comparing(model -> model.manifest().created()));
    }

    /// @param id empty for the newest one
    /// @throws StudioException when there is none
    public static ModelFolder find(ModelFolders models, String id) {
        return id.isEmpty()
                ? find(models).orElseThrow(() -> new StudioException("models.speech.noModel"))
                : models.find(id);
    }

    /// @param models where what finds speech is looked for
    public static Recogniser open(ModelFolder model, ModelFolders models, Device device) {
        return new Recogniser(model, models, device);
    }

    public VoiceActivity activity() {
        return activity;
    }

    /// For one thread at a time.
    public Transcriber transcriber() {
        return transcriber;
    }

    /// What is said in a sound.
    ///
    public synchronized String write(
            Waveform sound, Transcriber.Options options, Progress progress) {
        return transcriber.transcribe(sound, options, _ -> {}, progress).text().strip();
    }

    @Override
    public void close() {
        owned.close();
    }
}
