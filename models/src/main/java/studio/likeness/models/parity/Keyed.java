package studio.likeness.models.parity;

import java.nio.charset.StandardCharsets;

/// Numbers that follow from a name and a salt alone, so that fixtures need no weight files: FNV-1a
/// of `salt:name` starts a SplitMix64 sequence, whose upper 24 bits are uniform in `[0, 1)`.
public record Keyed(long hash) {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    public static Keyed of(String salt, String name) {
        long hash = FNV_OFFSET;
        for (byte b : (salt + ":" + name).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return new Keyed(hash);
    }

    /// An argument of a network: the generator's names for them have a prefix.
    public static Keyed input(String salt, String name) {
        return of(salt, "input:" + name);
    }

    /// The upper 24 bits of the element's random number.
    public int draw(long element) {
        long z = hash + (element + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return (int) (z >>> 40);
    }

    /// In `[0, 1)`.
    public double uniform(long element) {
        return draw(element) * 0x1p-24;
    }

    /// In `[-1, 1)`.
    public double balanced(long element) {
        return 2 * uniform(element) - 1;
    }

    /// `balanced * amplitude + offset` of the first elements.
    public float[] floats(int count, double amplitude, double offset) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (balanced(i) * amplitude + offset);
        }
        return values;
    }

    /// The first elements as whole numbers below a limit.
    public long[] integers(int count, int limit) {
        var values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = (long) Math.floor(uniform(i) * limit);
        }
        return values;
    }
}
