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
    Word(String text, int[] concepts, double weight) {
        this(text, concepts, weight, false, 1);
    }

    Word named() {
        return new Word(text, concepts, weight, true, need);
    }

    Word needed(double need) {
        return new Word(text, concepts, weight, name, need);
    }

    boolean isKnown() {
        return concepts.length > 0;
    }
}
