package studio.likeness.models.language.tokenizer;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import studio.likeness.models.job.StudioException;

/// What a SentencePiece file says (`sentencepiece_model.proto`, the fields that matter here).
///
/// @param trainer its `trainer_spec` as it stands
/// @param normalizer its `normalizer_spec` as it stands
public record SentencePieceModel(
        List<Piece> pieces, ByteString trainer, ByteString normalizer, Settings settings) {
    private static final int PIECES = 1;
    private static final int TRAINER = 2;
    private static final int NORMALIZER = 3;

    /// What a piece is for; the order is that of the file's numbers, from 1.
    public enum Type {
        NORMAL,
        UNKNOWN,
        CONTROL,
        USER_DEFINED,
        UNUSED,
        BYTE
    }

    /// @param text with U+2581 for a blank
    public record Piece(String text, float score, Type type) {}

    /// @param unigram whether pieces are chosen by their summed scores; else pairs are merged
    /// @param charsmap how characters are replaced first; may be empty
    public record Settings(
            boolean unigram,
            ByteString charsmap,
            boolean dummyPrefix,
            boolean removeExtraBlanks,
            String unknownSurface) {}

    /// Two pieces that become one.
    public record Merge(String left, String right) {}

    public SentencePieceModel {
        pieces = List.copyOf(pieces);
    }

    /// @throws StudioException when this is no such file
    public static SentencePieceModel parse(byte[] file) {
        try {
            var pieces = new ArrayList<Piece>();
            var trainer = ByteString.EMPTY;
            var normalizer = ByteString.EMPTY;
            var in = CodedInputStream.newInstance(file);
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case PIECES -> pieces.add(piece(in.readBytes()));
                    case TRAINER -> trainer = in.readBytes();
                    case NORMALIZER -> normalizer = in.readBytes();
                    default -> skip(in, tag);
                }
                if (pieces.size() > Vocabulary.MOST) {
                    throw new IOException("more than " + Vocabulary.MOST + " pieces");
                }
            }
            if (pieces.isEmpty()) {
                throw new IOException("no pieces");
            }
            return new SentencePieceModel(
                    pieces, trainer, normalizer, settings(trainer, normalizer));
        } catch (IOException e) {
            throw new StudioException(e, "models.language.tokenizer.notSentencePiece");
        }
    }

    /// A model from its parts, for containers that keep only those.
    static SentencePieceModel of(List<Piece> pieces, Settings settings) {
        int unknown = 0;
        for (int id = 0; id < pieces.size(); id++) {
            if (pieces.get(id).type() == Type.UNKNOWN) {
                unknown = id;
                break;
            }
        }
        int unk = unknown;
        boolean bytes = pieces.stream().anyMatch(p -> p.type() == Type.BYTE);
        var trainer =
                message(
                        out -> {
                            out.writeInt32(3, settings.unigram() ? 1 : 2);
                            out.writeBool(35, bytes);
                            out.writeInt32(40, unk);
                            out.writeString(44, settings.unknownSurface());
                        });
        var normalizer =
                message(
                        out -> {
                            out.writeBytes(2, settings.charsmap());
                            out.writeBool(3, settings.dummyPrefix());
                            out.writeBool(4, settings.removeExtraBlanks());
                        });
        return new SentencePieceModel(pieces, trainer, normalizer, settings);
    }

    SentencePieceModel retyped(UnaryOperator<Piece> change) {
        return new SentencePieceModel(
                pieces.stream().map(change).toList(), trainer, normalizer, settings);
    }

    byte[] bytes() {
        return message(
                        out -> {
                            for (var piece : pieces) {
                                out.writeBytes(PIECES, bytes(piece));
                            }
                            out.writeBytes(TRAINER, trainer);
                            out.writeBytes(NORMALIZER, normalizer);
                        })
                .toByteArray();
    }

    /// The pairs by which a plain BPE would build these pieces, best first: every way to cut a
    /// piece into two, by its score, then by the lengths of the parts, the longer ones first.
    public List<Merge> merges() {
        record Scored(Merge merge, float score, int left, int right) {}
        var ids = new HashMap<String, Integer>();
        for (int id = 0; id < pieces.size(); id++) {
            ids.putIfAbsent(pieces.get(id).text(), id);
        }
        var found = new ArrayList<Scored>();
        for (var piece : pieces) {
            var text = piece.text();
            for (int cut = 1; cut < text.length(); cut++) {
                var left = ids.get(text.substring(0, cut));
                var right = ids.get(text.substring(cut));
                if (left != null && right != null) {
                    var merge = new Merge(text.substring(0, cut), text.substring(cut));
                    found.add(new Scored(merge, piece.score(), left, right));
                }
            }
        }
        found.sort(
                Comparator.comparingDouble((Scored s) -> -s.score())
                        .thenComparing(s -> -s.merge().left().length())
                        .thenComparing(s -> -s.merge().right().length())
                        .thenComparing(Scored::left)
                        .thenComparing(Scored::right));
        return found.stream().map(Scored::merge).toList();
    }

    private static Piece piece(ByteString message) throws IOException {
        var text = "";
        float score = 0;
        var type = Type.NORMAL;
        var in = message.newCodedInput();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> text = in.readStringRequireUtf8();
                case 2 -> score = in.readFloat();
                case 3 -> type = type(in.readEnum());
                default -> skip(in, tag);
            }
        }
        return new Piece(text, score, type);
    }

    static Type type(int number) throws IOException {
        if (number < 1 || number > Type.values().length) {
            throw new IOException("no piece type " + number);
        }
        return Type.values()[number - 1];
    }

    private static Settings settings(ByteString trainer, ByteString normalizer) throws IOException {
        boolean unigram = true;
        var unknownSurface = " \u2047 ";
        var in = trainer.newCodedInput();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 3 -> unigram = unigram(in.readEnum());
                case 44 -> unknownSurface = in.readString();
                default -> skip(in, tag);
            }
        }
        var charsmap = ByteString.EMPTY;
        boolean dummyPrefix = true;
        boolean removeExtraBlanks = true;
        in = normalizer.newCodedInput();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 2 -> charsmap = in.readBytes();
                case 3 -> dummyPrefix = in.readBool();
                case 4 -> removeExtraBlanks = in.readBool();
                default -> skip(in, tag);
            }
        }
        Charsmap.check(charsmap);
        return new Settings(unigram, charsmap, dummyPrefix, removeExtraBlanks, unknownSurface);
    }

    private static boolean unigram(int modelType) throws IOException {
        return switch (modelType) {
            case 1 -> true;
            case 2 -> false;
            default -> throw new IOException("model type " + modelType + " cuts words, not pieces");
        };
    }

    private static ByteString bytes(Piece piece) {
        return message(
                out -> {
                    out.writeString(1, piece.text());
                    out.writeFloat(2, piece.score());
                    out.writeEnum(3, piece.type().ordinal() + 1);
                });
    }

    private static void skip(CodedInputStream in, int tag) throws IOException {
        if (!in.skipField(tag)) {
            throw new IOException("a group ends that never began");
        }
    }

    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    private static ByteString message(Fields fields) {
        var bytes = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(bytes);
        try {
            fields.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return ByteString.copyFrom(bytes.toByteArray());
    }
}
