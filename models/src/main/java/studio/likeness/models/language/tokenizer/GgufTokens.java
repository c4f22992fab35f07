package studio.likeness.models.language.tokenizer;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.tokenizer.SentencePieceModel.Merge;
import studio.likeness.models.language.tokenizer.SentencePieceModel.Piece;
import studio.likeness.models.language.tokenizer.SentencePieceModel.Settings;
import studio.likeness.models.language.tokenizer.SentencePieceModel.Type;

/// What a GGUF file says of its tokenizer.
///
/// @param model `tokenizer.ggml.model`: gpt2, llama, t5 or bert
/// @param pre `tokenizer.ggml.pre`; may be empty
/// @param scores one per token; empty where there are none
/// @param types one per token: 1 normal, 2 unknown, 3 control, 4 user-defined, 5 unused, 6 byte;
///     empty where there are none
/// @param merges two pieces with a blank between; for gpt2 only
/// @param blanks what to do with blanks; for llama and t5 only
public record GgufTokens(
        String model,
        String pre,
        List<String> tokens,
        float[] scores,
        int[] types,
        List<String> merges,
        Blanks blanks) {
    /// @param prefix `tokenizer.ggml.add_space_prefix`; true where it is absent
    /// @param removeExtra `tokenizer.ggml.remove_extra_whitespaces`; false where it is absent
    /// @param charsmap `tokenizer.ggml.precompiled_charsmap`; empty where it is absent
    public record Blanks(boolean prefix, boolean removeExtra, byte[] charsmap) {
        public static Blanks usual() {
            return new Blanks(true, false, new byte[0]);
        }
    }

    public GgufTokens {
        tokens = List.copyOf(tokens);
        merges = List.copyOf(merges);
    }

    Tokenizer open() {
        if (tokens.isEmpty()
                || tokens.size() > Vocabulary.MOST
                || scores.length > 0 && scores.length != tokens.size()
                || types.length > 0 && types.length != tokens.size()) {
            throw new StudioException("models.language.tokenizer.ggufSizes");
        }
        return switch (model) {
            case "gpt2" -> byteLevel();
            case "llama" -> sentencePiece(false);
            case "t5" -> sentencePiece(true);
            case "bert" -> wordPiece();
            default -> throw new StudioException("models.language.tokenizer.ggufModel", model);
        };
    }

    private Tokenizer byteLevel() {
        var split =
                WordSplit.ofGguf(pre)
                        .orElseThrow(
                                () -> new StudioException("models.language.tokenizer.pre", pre));
        var vocabulary = new LinkedHashMap<String, Integer>();
        var controls = new ArrayList<Control>();
        for (int id = 0; id < tokens.size(); id++) {
            switch (type(id)) {
                case CONTROL, UNKNOWN -> controls.add(Control.hidden(id, tokens.get(id)));
                case USER_DEFINED ->
                        controls.add(new Control(id, tokens.get(id), false, false, false));
                case NORMAL, UNUSED, BYTE -> vocabulary.putIfAbsent(tokens.get(id), id);
            }
        }
        var pairs = merges.stream().map(GgufTokens::merge).toList();
        boolean whole = split == WordSplit.DIGITS_BY_THREE;
        return TokenizerJson.open(
                MadeJson.byteLevel(vocabulary, pairs, MadeJson.Words.of(split, whole)), controls);
    }

    private static Merge merge(String line) {
        // Not before the second character: a piece may itself begin with a blank.
        int blank = line.indexOf(' ', 1);
        if (blank < 0) {
            throw new StudioException("models.language.tokenizer.ggufSizes");
        }
        return new Merge(line.substring(0, blank), line.substring(blank + 1));
    }

    private Tokenizer sentencePiece(boolean unigram) {
        var pieces = new ArrayList<Piece>();
        for (int id = 0; id < tokens.size(); id++) {
            pieces.add(new Piece(tokens.get(id), scores.length > 0 ? scores[id] : 0, type(id)));
        }
        var charsmap = ByteString.copyFrom(blanks.charsmap());
        try {
            Charsmap.check(charsmap);
        } catch (IOException e) {
            throw new StudioException(e, "models.language.tokenizer.notSentencePiece");
        }
        var settings =
                new Settings(unigram, charsmap, blanks.prefix(), blanks.removeExtra(), " \u2047 ");
        return SentencePieceFolder.open(SentencePieceModel.of(pieces, settings), List.of(), false);
    }

    /// Words begin with U+2581 here, where BERT marks what continues one.
    private Tokenizer wordPiece() {
        var vocabulary = new HashMap<String, Integer>();
        var controls = new ArrayList<Control>();
        for (int id = 0; id < tokens.size(); id++) {
            var token = tokens.get(id);
            var type = type(id);
            if (type == Type.CONTROL || type == Type.UNKNOWN || token.matches("\\[[A-Z]+]")) {
                controls.add(Control.hidden(id, token));
                vocabulary.putIfAbsent(token, id);
            } else {
                vocabulary.putIfAbsent(
                        token.startsWith("\u2581") ? token.substring(1) : "##" + token, id);
            }
        }
        return TokenizerJson.open(MadeJson.wordPiece(Map.copyOf(vocabulary), true), controls);
    }

    private Type type(int id) {
        try {
            return types.length > 0 ? SentencePieceModel.type(types[id]) : Type.NORMAL;
        } catch (IOException e) {
            throw new StudioException(e, "models.language.tokenizer.ggufSizes");
        }
    }
}
