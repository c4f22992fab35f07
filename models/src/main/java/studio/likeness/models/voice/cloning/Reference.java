package studio.likeness.models.voice.cloning;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A few seconds of a voice, as the networks remember them.
///
/// @param sounds phonemes of what is said in it; none where that is not known
/// @param meaning of each, `[1024][sounds]` row by row
/// @param codes what is said, as codes; none where the text is not known
/// @param voice whose voice and in which mood
/// @param level root mean square of the parts that sound
public record Reference(long[] sounds, float[] meaning, long[] codes, float[] voice, double level) {
    private static final int MAGIC = 0x4c4b5652; // "LKVR"
    private static final int MOST = 1 << 24;

    public Reference {
        if (meaning.length != sounds.length * SemanticGraphs.BERT || voice.length == 0) {
            throw new IllegalArgumentException(
                    "expected 1024 numbers for each of %d sounds and a voice, found %d and %d"
                            .formatted(sounds.length, meaning.length, voice.length));
        }
    }

    /// @param key of what it was made from
    void write(OutputStream to, String key) throws IOException {
        try (var out = new DataOutputStream(new BufferedOutputStream(to))) {
            out.writeInt(MAGIC);
            out.writeUTF(key);
            longs(out, sounds);
            floats(out, meaning);
            longs(out, codes);
            floats(out, voice);
            out.writeDouble(level);
        }
    }

    /// Empty when it is not there, was made from something else, or is damaged: then it is made
    /// again.
    static Optional<Reference> read(Path file, String key) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != MAGIC || !in.readUTF().equals(key)) {
                return Optional.empty();
            }
            return Optional.of(
                    new Reference(longs(in), floats(in), longs(in), floats(in), in.readDouble()));
        } catch (IOException | IllegalArgumentException e) {
            System.getLogger(Reference.class.getName())
                    .log(System.Logger.Level.INFO, "a prepared reference is made again", e);
            return Optional.empty();
        }
    }

    private static void longs(DataOutputStream out, long[] values) throws IOException {
        out.writeInt(values.length);
        for (long value : values) {
            out.writeLong(value);
        }
    }

    private static void floats(DataOutputStream out, float[] values) throws IOException {
        out.writeInt(values.length);
        for (float value : values) {
            out.writeFloat(value);
        }
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST) {
            throw new IOException("expected a count, found " + count);
        }
        return count;
    }

    private static long[] longs(DataInputStream in) throws IOException {
        var values = new long[count(in)];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readLong();
        }
        return values;
    }

    private static float[] floats(DataInputStream in) throws IOException {
        var values = new float[count(in)];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readFloat();
        }
        return values;
    }
}
