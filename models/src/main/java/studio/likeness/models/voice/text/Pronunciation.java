package studio.likeness.models.voice.text;

import java.util.List;

/// How a stretch of text in one language is spoken, as GPT-SoVITS counts it.
///
/// @param language `zh` or `en`
/// @param normalised the text with numbers, signs and abbreviations as words; for Chinese, one
///     character per entry of `perCharacter`
/// @param phonemes in the symbols' names
/// @param ids the same as row numbers of the text embedding
/// @param perCharacter for Chinese, how many phonemes each character of `normalised` has; empty
///     for English
public record Pronunciation(
        String language,
        String normalised,
        List<String> phonemes,
        long[] ids,
        List<Integer> perCharacter) {
    public Pronunciation {
        phonemes = List.copyOf(phonemes);
        perCharacter = List.copyOf(perCharacter);
    }
}
