package studio.likeness.app.conversation;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import studio.likeness.models.job.Owned;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.speech.LiveTranscriber;
import studio.likeness.models.speech.Recogniser;
import studio.likeness.models.speech.SpeechSegments;
import studio.likeness.models.speech.SpeechStream;
import studio.likeness.models.speech.Transcriber;
import studio.likeness.models.speech.VoiceActivities;

/// Whisper as it is installed, loaded once and kept until this is closed. One sentence is written
/// at a time.
final class InstalledHearing implements Hearing {
    /// A pause that ends a sentence in a talk, in milliseconds: shorter ones are for breath.
    private static final int PAUSE = 700;

    private static final SpeechSegments SENTENCES =
            new SpeechSegments(0.5, 250, PAUSE, 200, Double.POSITIVE_INFINITY);

    private final ModelFolders models;
    private final Supplier<Device> device;
    private final Supplier<Transcriber.Options> writing;
    private final Owned owned = new Owned();
    private Optional<Recogniser> loaded = Optional.empty();

    InstalledHearing(
            ModelFolders models, Supplier<Device> device, Supplier<Transcriber.Options> writing) {
        this.models = models;
        this.device = device;
        this.writing = writing;
    }

    @Override
    public synchronized void prepare() {
        if (loaded.isEmpty()) {
            var model = Recogniser.find(models, "");
            loaded = Optional.of(owned.own(Recogniser.open(model, models, device.get())));
        }
    }

    @Override
    public Listening listen(String microphone, Listener listener) {
        return new OpenMicrophone(microphone, () -> new Writer(recogniser()), listener);
    }

    private synchronized Recogniser recogniser() {
        prepare();
        return loaded.orElseThrow();
    }

    @Override
    public synchronized void close() {
        loaded = Optional.empty();
        owned.close();
    }

    private final class Writer implements OpenMicrophone.Scribe {
        private final Recogniser recogniser;
        private final Owned own = new Owned();
        private final LiveTranscriber live;

        Writer(Recogniser recogniser) {
            this.recogniser = recogniser;
            // Another than the recogniser's: this one hears every listening from its beginning.
            // Small enough for the processor.
            var activity = own.own(VoiceActivities.open(models, Device.processor()));
            live =
                    new LiveTranscriber(
                            recogniser.transcriber(),
                            new SpeechStream(activity, SENTENCES),
                            writing.get());
        }

        @Override
        public List<LiveTranscriber.Heard> push(float[] samples) {
            return whileLoaded(() -> live.push(samples));
        }

        @Override
        public List<LiveTranscriber.Heard> finish() {
            return whileLoaded(live::finish);
        }

        private List<LiveTranscriber.Heard> whileLoaded(
                Supplier<List<LiveTranscriber.Heard>> work) {
            synchronized (InstalledHearing.this) {
                boolean here = loaded.filter(now -> now == recogniser).isPresent();
                return here ? work.get() : List.of();
            }
        }

        @Override
        public void close() {
            own.close();
        }
    }
}
