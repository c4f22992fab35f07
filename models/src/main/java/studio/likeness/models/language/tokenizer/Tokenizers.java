package studio.likeness.models.language.tokenizer;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import studio.likeness.models.language.tokenizer.SentencePieceModel.Merge;

/// Opens tokenizers in every form they are published in.
public final class Tokenizers {
    private Tokenizers() {}

    /// By what lies in a model's folder: `tokenizer.json`, SentencePiece or tiktoken files,
    /// `vocab.json` with `merges.txt`, or `vocab.txt`.
    ///
    /// @throws studio.likeness.models.job.StudioException when there is none, or it is broken
    public static Tokenizer open(Path folder) {
        return new TokenizerFolder(folder).open();
    }

    /// From what a GGUF file says of it.
    public static Tokenizer fromGguf(GgufTokens tokens) {
        return tokens.open();
    }

    /// A SentencePiece model by itself, blanks as it has them.
    public static Tokenizer sentencePiece(SentencePieceModel model) {
        return SentencePieceFolder.open(model, List.of(), false);
    }

    /// A byte-level BPE from its parts.
    ///
    /// @param regex what a word looks like
    /// @param composed whether text is brought to the normal form NFC first
    /// @param controls ids of the control tokens
    public static Tokenizer byteLevel(
            Map<String, Integer> vocabulary,
            List<Merge> merges,
            String regex,
            boolean composed,
            Map<String, Integer> controls) {
        return TokenizerJson.open(
                MadeJson.byteLevel(vocabulary, merges, new MadeJson.Words(regex, composed, false)),
                controls.entrySet().stream()
                        .map(c -> Control.hidden(c.getValue(), c.getKey()))
                        .toList());
    }

    /// BERT's, from its words and whether they are all in lower case.
    public static Tokenizer wordPiece(Map<String, Integer> vocabulary, boolean lowerCase) {
        return TokenizerJson.open(
                MadeJson.wordPiece(vocabulary, lowerCase), FamilyTokens.bert(vocabulary));
    }
}
