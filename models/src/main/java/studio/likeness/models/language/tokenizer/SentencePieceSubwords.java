package studio.likeness.models.language.tokenizer;

import ai.djl.sentencepiece.SpTokenizer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.tokenizer.SentencePieceModel.Type;

/// A SentencePiece model run by its own library. Decoding is done here: the library's binding
/// spoils characters that need four bytes.
final class SentencePieceSubwords implements Subwords {
    private static final String BLANK = "\u2581";

    private final SpTokenizer library;
    private final SentencePieceModel model;
    private final ReadWriteLock open = new ReentrantReadWriteLock();
    private boolean closed;

    private SentencePieceSubwords(SpTokenizer library, SentencePieceModel model) {
        this.library = library;
        this.model = model;
    }

    static SentencePieceSubwords open(SentencePieceModel model) {
        try {
            return new SentencePieceSubwords(new SpTokenizer(model.bytes()), model);
        } catch (RuntimeException e) {
            throw new StudioException(e, "models.language.tokenizer.refused");
        }
    }

    @Override
    public int[] encode(String text, boolean first) {
        if (text.isEmpty()) {
            return new int[0];
        }
        open.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the tokenizer is closed");
            }
            return library.getProcessor().encode(Subwords.wellFormed(text));
        } finally {
            open.readLock().unlock();
        }
    }

    @Override
    public String decode(int[] ids) {
        var text = new ByteArrayOutputStream();
        var settings = model.settings();
        boolean atStart = settings.dummyPrefix() || settings.removeExtraBlanks();
        for (int id : ids) {
            if (id < 0 || id >= model.pieces().size()) {
                continue;
            }
            var piece = model.pieces().get(id);
            var written = piece.text();
            boolean dropped = atStart && written.startsWith(BLANK);
            switch (piece.type()) {
                case CONTROL -> {}
                case UNKNOWN -> text.writeBytes(utf8(settings.unknownSurface()));
                case BYTE -> text.write(Integer.parseInt(written.substring(3, 5), 16));
                case NORMAL, USER_DEFINED, UNUSED ->
                        text.writeBytes(
                                utf8(
                                        (dropped ? written.substring(1) : written)
                                                .replace(BLANK, " ")));
            }
            // Where blanks are cleaned up, all of those at the start go, else the one put there.
            if (text.size() > 0 || dropped && !settings.removeExtraBlanks()) {
                atStart = false;
            }
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        open.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                library.close();
            }
        } finally {
            open.writeLock().unlock();
        }
    }

    /// Pieces that are written `<0x0A>` must be, or their byte cannot be read.
    static boolean wellWritten(SentencePieceModel.Piece piece) {
        return piece.type() != Type.BYTE || piece.text().matches("<0x[0-9A-F]{2}>");
    }
}
