package studio.likeness.models.face.animate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.face.Portrait.Mood;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.voice.SpokenChunk;

/// A face at work. One talk at a time; [#idle] may be asked by another thread meanwhile.
public interface FaceAnimator extends AutoCloseable {
    /// Time between two pictures.
    Duration FRAME = Duration.ofMillis(40);

    int width();

    int height();

    /// Which way the mouth is made, for the user: a key of words.
    String engine();

    /// Where its network runs; the processor where it has none.
    Device device();

    /// Between talks.
    ///
    /// @param time from the start of the session
    Picture idle(Mood mood, Duration time);

    /// Begins to speak.
    ///
    /// @param since the session's time at the talk's first picture, so that breathing and the clip
    ///     go on where they were
    Talk begin(Duration since);

    @Override
    void close();

    /// One stretch of speech; fed and asked by one thread.
    interface Talk extends AutoCloseable {
        /// @param phonemes that begin within it; empty where they are not known
        void hear(AudioChunk chunk, List<SpokenChunk.Phoneme> phonemes);

        /// No more sound will come; the pictures still owed can be asked for.
        void end();

        /// The next picture, with its time in the talk, once enough was heard for it; empty until
        /// then, and after the last. As many pictures as the sound is long.
        Optional<Picture> next() throws InterruptedException;

        /// How many pictures took over the mouth of the one before, because painting was slower
        /// than the pictures are shown.
        default int held() {
            return 0;
        }

        @Override
        void close();
    }
}
