package studio.likeness.models.speech;

import java.util.Arrays;
import java.util.List;
import studio.likeness.models.speech.SpeechSegments.Segment;

/// How likely it is that somebody speaks, chunk by chunk of one stream. Not thread-safe.
public interface VoiceActivity extends AutoCloseable {
    /// Samples of a chunk, at 16 kHz: 32 ms.
    int CHUNK = 512;

    int SAMPLE_RATE_HZ = 16_000;

    /// @param chunk the next 512 samples
    /// @return 0 to 1
    double next(float[] chunk);

    /// A new stream begins.
    void reset();

    /// Whether it only tells loud from quiet, and so takes music for speech.
    boolean simple();

    /// Where somebody speaks in a whole sound.
    ///
    /// @param samples at 16 kHz
    default List<Segment> segments(float[] samples, SpeechSegments rules) {
        reset();
        var chances = new double[(samples.length + CHUNK - 1) / CHUNK];
        for (int i = 0; i < chances.length; i++) {
            // The last one is filled up with silence.
            chances[i] = next(Arrays.copyOfRange(samples, i * CHUNK, (i + 1) * CHUNK));
        }
        reset();
        return rules.find(chances, samples.length);
    }

    @Override
    void close();
}
