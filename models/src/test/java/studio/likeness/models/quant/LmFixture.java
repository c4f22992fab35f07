package studio.likeness.models.quant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// One of the figures' files under `parity/lm`, and the keyed weights it names
/// (specs/language.md section 1).
public record LmFixture(JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static LmFixture read(String name) {
        try (var in = LmFixture.class.getResourceAsStream("/parity/lm/" + name + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException("no figures named " + name);
            }
            return new LmFixture(JSON.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The keyed numbers of a weight, with the fixture's salt and gain.
    public float[] keyed(String name, int... shape) {
        return keyed(name, json.get("gain").asDouble(), shape);
    }

    public float[] keyed(String name, double gain, int... shape) {
        long h = 0xcbf29ce484222325L;
        for (byte b : (json.get("salt").asText() + ":" + name).getBytes(StandardCharsets.UTF_8)) {
            h = (h ^ (b & 0xff)) * 0x100000001b3L;
        }
        int count = 1;
        int fanIn = 1;
        for (int i = 0; i < shape.length; i++) {
            count *= shape[i];
            fanIn *= i > 0 ? shape[i] : 1;
        }
        var all = new float[count];
        for (int i = 0; i < count; i++) {
            long z = h + (i + 1) * 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            z ^= z >>> 31;
            double u = (z >>> 40) / (double) (1 << 24);
            double v = 2 * u - 1;
            all[i] =
                    (float)
                            (shape.length >= 2
                                    ? v * gain * Math.sqrt(3.0 / fanIn)
                                    : name.endsWith("weight") || name.endsWith("gamma")
                                            ? 1 + 0.1 * v
                                            : 0.1 * v);
        }
        return all;
    }

    public static byte[] hex(JsonNode node) {
        return HexFormat.of().parseHex(node.asText());
    }

    public static float[] floats(JsonNode array) {
        var all = new float[array.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = (float) array.get(i).asDouble();
        }
        return all;
    }
}
