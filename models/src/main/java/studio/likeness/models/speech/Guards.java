package studio.likeness.models.speech;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Deflater;
import studio.likeness.models.speech.Transcript.Quality;

/// Against texts that nobody has said: what repeats itself or is unlikely is drawn again, less
/// strictly; what is likely to be silence is left out. The limits are OpenAI's.
///
/// @param compression above which a text repeats itself
/// @param logProbability below which a text is unlikely
/// @param noSpeech above which nobody spoke, where the text is unlikely, too
/// @param temperatures tried one after the other
public record Guards(
        double compression, double logProbability, double noSpeech, List<Double> temperatures) {
    public static final Guards USUAL =
            new Guards(2.4, -1.0, 0.6, List.of(0.0, 0.2, 0.4, 0.6, 0.8, 1.0));

    public Guards {
        temperatures = List.copyOf(temperatures);
    }

    /// Whether the text is to be drawn again.
    boolean refuses(Quality quality) {
        return !isSilence(quality)
                && (quality.compression() > compression
                        || quality.logProbability() < logProbability);
    }

    /// Whether nothing was said.
    boolean isSilence(Quality quality) {
        return quality.noSpeech() > noSpeech && quality.logProbability() <= logProbability;
    }

    /// Bytes of a text to its bytes compressed.
    static double compression(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        try (var deflater = new Deflater()) {
            deflater.setInput(bytes);
            deflater.finish();
            var room = new byte[bytes.length + 64];
            int size = 0;
            while (!deflater.finished()) {
                size += deflater.deflate(room);
            }
            return (double) bytes.length / Math.max(1, size);
        }
    }
}
