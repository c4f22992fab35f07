package studio.likeness.models.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// Bytes to learn from, and bytes that are never learnt from: the last twentieth of each file.
record QualityText(byte[] learnt, byte[] heldOut) {
    static final int TIME = 128;

    /// What a model reads and what it should say to it.
    ///
    /// @param ids `[count, TIME]`
    /// @param next the byte that follows each
    record Batch(int count, long[] ids, long[] next) {}

    static QualityText of(List<Path> files) throws IOException {
        var learnt = new ByteArrayOutputStream();
        var heldOut = new ByteArrayOutputStream();
        for (var file : files) {
            var bytes = Files.readAllBytes(file);
            int cut = bytes.length - bytes.length / 20;
            learnt.write(bytes, 0, cut);
            heldOut.write(bytes, cut, bytes.length - cut);
        }
        return new QualityText(learnt.toByteArray(), heldOut.toByteArray());
    }

    Batch some(int count, Random random) {
        return batch(learnt, random.ints(count, 0, learnt.length - TIME).toArray());
    }

    int heldOutWindows() {
        return (heldOut.length - 1) / TIME;
    }

    Batch held(int firstWindow, int count) {
        var starts = new int[count];
        for (int i = 0; i < count; i++) {
            starts[i] = (firstWindow + i) * TIME;
        }
        return batch(heldOut, starts);
    }

    private static Batch batch(byte[] text, int[] starts) {
        var ids = new long[starts.length * TIME];
        var next = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            int at = starts[i / TIME] + i % TIME;
            ids[i] = text[at] & 0xff;
            next[i] = text[at + 1] & 0xff;
        }
        return new Batch(starts.length, ids, next);
    }
}
