package studio.likeness.corpus.store;

/// What a model is told about the person beside the summary and the manner.
///
/// @param period the time of life in which the persona speaks, in words; empty when any
/// @param never what it must not claim, in words, a line each; may be empty
/// @param address how it calls the one it talks with; may be empty
public record Card(String period, String never, String address) {
    public static final Card EMPTY = new Card("", "", "");
}
