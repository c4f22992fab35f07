package studio.likeness.corpus.memory;

/// A word of a text, as it is compared.
///
/// @param text Chinese as it stands; English by its stems, a phrase with spaces
/// @param concepts what it may mean, by [Lexicon]; empty for a word that the lexicon lacks
/// @param weight how much it says about what is asked, 0 to 1, before the persona is looked at
/// @param name whether it is written as the name of somebody or something, where that shows
/// @param need how much it matters that an answer lacks it, 0 to 1: less for what was only told
///     before the question
record Word(String text, int[] concepts, double weight, boolean name, double need) {
    /// A word that the lexicon lacks; it may be just a turn of phrase.
    static Word unlisted(String text, double weight) {
        return new Word(text, new int[0], weight, false, 1);
    }

    static Word of(String text, Lexicon.Entry entry) {
        return new Word(text, entry.concepts(), entry.weight(), false, entry.need());
    }

    Word named() {
        return new Word(text, concepts, weight, true, need);
    }

    Word needed(double share) {
        return new Word(text, concepts, weight, name, need * share);
    }

    boolean isKnown() {
        return concepts.length > 0;
    }
}
