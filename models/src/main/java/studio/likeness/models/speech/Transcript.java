package studio.likeness.models.speech;

import java.util.List;
import java.util.stream.Collectors;

/// What was said in a recording.
///
/// @param language of [Languages]
/// @param segments in order
public record Transcript(String language, List<Segment> segments) {
    public Transcript {
        segments = List.copyOf(segments);
    }

    /// A sentence or so.
    ///
    /// @param from in seconds from the recording's beginning
    /// @param to likewise
    /// @param words with their times; none unless asked for
    /// @param quality how sure the network was
    public record Segment(double from, double to, String text, List<Word> words, Quality quality) {
        public Segment {
            words = List.copyOf(words);
        }
    }

    /// @param text with the blank before it
    /// @param chance of its tokens, on average
    public record Word(String text, double from, double to, double chance) {}

    /// Of the window in which a segment was written.
    ///
    /// @param logProbability of a token, on average
    /// @param noSpeech chance that nobody spoke
    /// @param compression how many times smaller the text becomes when it is compressed: high where
    ///     it repeats itself
    /// @param temperature at which it was drawn; 0 for the likeliest
    public record Quality(
            double logProbability, double noSpeech, double compression, double temperature) {}

    public String text() {
        return segments.stream().map(Segment::text).collect(Collectors.joining()).strip();
    }
}
