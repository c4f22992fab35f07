package studio.likeness.app.conversation;

import java.util.function.Supplier;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.speech.Transcriber;

/// Writes down what the user says, so that one can talk by voice.
public interface Hearing extends AutoCloseable {
    /// What is told while somebody listens; on threads of the listening.
    interface Listener {
        /// @param rms of the last 20 ms or so, 0 to 1
        void level(double rms);

        /// @param text of the sentence; empty when it was no speech
        /// @param done whether its speaker has paused; else it may still change
        void heard(String text, boolean done);

        /// All that was said before [Listening#finish] is written down.
        void over();

        void failed(StudioException why);
    }

    /// A microphone that is open.
    interface Listening extends AutoCloseable {
        /// What comes while deaf is not heard; a sentence begun is given up.
        void deaf(boolean on);

        /// No more sound; the rest is still written down, then the listener is told it is over.
        void finish();

        /// At once; does not wait.
        @Override
        void close();
    }

    /// Loads what is needed; blocks for seconds the first time.
    ///
    /// @throws StudioException when no recogniser is installed, or it cannot be loaded
    void prepare();

    /// Opens the microphone of the settings; [#prepare] comes first.
    ///
    /// @param microphone as [studio.likeness.models.media.Microphone#open] has it
    Listening listen(String microphone, Listener listener);

    /// Waits for what is still being written.
    @Override
    void close();

    /// By the newest recogniser in the Library.
    ///
    /// @param device where it is to run, asked when it is loaded
    /// @param writing how it is written down, asked for every listening
    static Hearing of(
            ModelFolders models, Supplier<Device> device, Supplier<Transcriber.Options> writing) {
        return new InstalledHearing(models, device, writing);
    }
}
