package studio.likeness.models.language.tokenizer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.tokenizer.SentencePieceModel.Type;

/// A SentencePiece model with the control tokens its family puts beside it.
final class SentencePieceFolder {
    private SentencePieceFolder() {}

    /// @param added control tokens beside the model's own; they win over pieces with their ids
    /// @param chatGlm whether blanks are named as ChatGLM-6B names them
    static SubwordTokenizer open(SentencePieceModel model, List<Control> added, boolean chatGlm) {
        // As controls the library never finds them in a text.
        var safe =
                model.retyped(
                        piece ->
                                piece.type() == Type.USER_DEFINED && Control.steers(piece.text())
                                        ? new SentencePieceModel.Piece(
                                                piece.text(), piece.score(), Type.CONTROL)
                                        : piece);
        if (!safe.pieces().stream().allMatch(SentencePieceSubwords::wellWritten)) {
            throw new StudioException("models.language.tokenizer.notSentencePiece");
        }
        var controls = new ArrayList<>(added);
        var taken = new HashSet<Integer>();
        added.forEach(control -> taken.add(control.id()));
        var vocabulary = new Vocabulary.Builder();
        for (int id = 0; id < safe.pieces().size(); id++) {
            var piece = safe.pieces().get(id);
            vocabulary.put(id, piece.text());
            if (!taken.contains(id)
                    && (piece.type() == Type.CONTROL || piece.type() == Type.UNKNOWN)) {
                controls.add(control(id, model.pieces().get(id)));
            }
        }
        var subwords = SentencePieceSubwords.open(safe);
        return new SubwordTokenizer(
                chatGlm ? new ChatGlmSubwords(subwords) : subwords,
                vocabulary.build(),
                new Controls(controls));
    }

    /// What the file calls ordinary text (`<think>`) is shown.
    private static Control control(int id, SentencePieceModel.Piece piece) {
        boolean hidden = piece.type() != Type.USER_DEFINED || !piece.text().contains("think");
        return new Control(id, piece.text(), hidden, false, false);
    }
}
