package studio.likeness.models.language.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import studio.likeness.models.job.StudioException;

/// A `tokenizer.json` run by Hugging Face's own library.
final class HuggingFaceSubwords implements Subwords {
    private final HuggingFaceTokenizer library;
    private final long handle;
    private final boolean blankFirst;
    private final ReadWriteLock open = new ReentrantReadWriteLock();
    private boolean closed;

    private HuggingFaceSubwords(HuggingFaceTokenizer library, boolean blankFirst) {
        this.library = library;
        handle = library.getHandle();
        this.blankFirst = blankFirst;
        // The library cuts texts at 512 ids unless told not to.
        TokenizersLibrary.LIB.disableTruncation(handle);
        TokenizersLibrary.LIB.disablePadding(handle);
    }

    /// @param json a checked `tokenizer.json`, without the control tokens
    /// @param blankFirst whether a blank goes before the first text of a prompt
    static HuggingFaceSubwords open(byte[] json, boolean blankFirst) {
        try {
            return new HuggingFaceSubwords(
                    HuggingFaceTokenizer.newInstance(
                            new ByteArrayInputStream(json),
                            Map.of("truncation", "false", "padding", "false")),
                    blankFirst);
        } catch (IOException | RuntimeException e) {
            throw new StudioException(e, "models.language.tokenizer.refused");
        }
    }

    @Override
    public int[] encode(String text, boolean first) {
        if (text.isEmpty()) {
            return new int[0];
        }
        var read = Subwords.wellFormed(text);
        boolean blank = blankFirst && first && !read.startsWith(" ") && !read.startsWith("\u2581");
        var ids = ids(blank ? " " + read : read);
        var narrow = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            narrow[i] = (int) ids[i];
        }
        return narrow;
    }

    // Not through the library's Encoding, which also makes a string and a span for every token.
    private long[] ids(String text) {
        open.readLock().lock();
        try {
            long encoding = TokenizersLibrary.LIB.encode(handle(), text, false);
            try {
                return TokenizersLibrary.LIB.getTokenIds(encoding);
            } finally {
                TokenizersLibrary.LIB.deleteEncoding(encoding);
            }
        } finally {
            open.readLock().unlock();
        }
    }

    @Override
    public String decode(int[] ids) {
        if (ids.length == 0) {
            return "";
        }
        var wide = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            wide[i] = ids[i];
        }
        open.readLock().lock();
        try {
            return TokenizersLibrary.LIB.decode(handle(), wide, false);
        } finally {
            open.readLock().unlock();
        }
    }

    private long handle() {
        if (closed) {
            throw new IllegalStateException("the tokenizer is closed");
        }
        return handle;
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
}
