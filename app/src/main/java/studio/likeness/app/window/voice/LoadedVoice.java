package studio.likeness.app.window.voice;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.conversation.ReferenceVoice;
import studio.likeness.corpus.voices.Voices;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.speech.Recogniser;
import studio.likeness.models.voice.cloning.HeardAgain;
import studio.likeness.models.voice.cloning.Manner;
import studio.likeness.models.voice.profile.VoiceProfile;

/// The cloned voice that spoke last stays loaded, so that its next sentence is heard sooner.
/// Thread-safe: sentences queue.
final class LoadedVoice implements AutoCloseable {
    private final ModelFolders models;
    private final Supplier<Device> device;
    private Voices.@Nullable Voice of;
    private @Nullable ReferenceVoice voice;

    /// @param device where the next one is loaded
    LoadedVoice(ModelFolders models, Supplier<Device> device) {
        this.device = device;
        this.models = models;
    }

    /// @throws StudioException when it is none
    static VoiceProfile.Cloned cloned(Voices.Voice kept) {
        if (kept.profile() instanceof VoiceProfile.Cloned cloned) {
            return cloned;
        }
        throw new StudioException("app.window.voice.notCloned", kept.profile().name());
    }

    synchronized void prepare(Voices.Voice kept) {
        opened(kept);
    }

    private ReferenceVoice opened(Voices.Voice kept) {
        var known = voice;
        if (known != null
                && of != null
                && of.folder().equals(kept.folder())
                && of.profile().equals(kept.profile())) {
            return known;
        }
        close();
        var opened = ReferenceVoice.open(kept, cloned(kept), models, device.get());
        voice = opened;
        of = kept;
        return opened;
    }

    /// What was said is listened to, and said anew where something else was heard.
    synchronized HeardAgain.Take say(
            Voices.Voice kept, VoiceWork.Wish wish, Recogniser ears, Progress progress)
            throws InterruptedException {
        progress.at(0, 0, "app.window.voice.working");
        var speaker = opened(kept);
        return whileAsking(
                progress,
                () ->
                        speaker.sayUntilHeard(
                                wish.text(), "auto", manner(kept, wish), ears, progress));
    }

    /// Nobody listens to it.
    synchronized Waveform say(Voices.Voice kept, VoiceWork.Wish wish, Progress progress)
            throws InterruptedException {
        progress.at(0, 0, "app.window.voice.working");
        var speaker = opened(kept);
        return whileAsking(progress, () -> speaker.say(wish.text(), "auto", manner(kept, wish)));
    }

    private static Manner manner(Voices.Voice kept, VoiceWork.Wish wish) {
        var usual = cloned(kept).speaking().manner();
        return new Manner(usual.sampling(), wish.speed(), usual.noise(), wish.pause(), wish.seed());
    }

    /// A sentence is interrupted between two codes when the user cancels.
    private static <T> T whileAsking(Progress progress, Callable<T> work)
            throws InterruptedException {
        try (var thread = Executors.newSingleThreadExecutor()) {
            var future = thread.submit(work);
            try {
                while (!isDone(future)) {
                    progress.at(0, 0, "app.window.voice.working");
                }
                return future.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e);
            } finally {
                thread.shutdownNow();
            }
        }
    }

    private static boolean isDone(Future<?> future) throws InterruptedException {
        try {
            future.get(100, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException _) {
            return true; // The second look tells what went wrong.
        }
    }

    @Override
    public synchronized void close() {
        if (voice != null) {
            voice.close();
            voice = null;
            of = null;
        }
    }
}
