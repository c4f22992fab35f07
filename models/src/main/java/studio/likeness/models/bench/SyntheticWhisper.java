package studio.likeness.models.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Locale;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.parity.KeyedWeights;
import studio.likeness.models.speech.Whisper.Dims;

/// A Whisper of a published shape with keyed weights: as fast and as large as the real one, and
/// nothing to download. What it writes means nothing.
public enum SyntheticWhisper {
    /// Made in a moment.
    MINI(128, 2, 2),
    TINY(384, 6, 4),
    BASE(512, 8, 6),
    SMALL(768, 12, 12);

    private final int width;
    private final int heads;
    private final int layers;

    SyntheticWhisper(int width, int heads, int layers) {
        this.width = width;
        this.heads = heads;
        this.layers = layers;
    }

    public Dims dims() {
        return new Dims(80, 1500, width, heads, layers, 51_865, 448, width, heads, layers);
    }

    /// Under OpenAI's names.
    public TensorIndex weights() {
        return weights(dims());
    }

    /// Of any sizes.
    public static TensorIndex weights(Dims dims) {
        var fixture = JsonNodeFactory.instance.objectNode();
        fixture.put("salt", "whisper").put("gain", 0.6);
        var list = fixture.putArray("tensors");
        int width = dims.audioWidth();
        add(list, "encoder.positional_embedding", dims.audioContext(), width);
        add(list, "encoder.conv1.weight", width, dims.mels(), 3);
        add(list, "encoder.conv1.bias", width);
        add(list, "encoder.conv2.weight", width, width, 3);
        add(list, "encoder.conv2.bias", width);
        for (int layer = 0; layer < dims.audioLayers(); layer++) {
            block(list, "encoder.blocks.%d.".formatted(layer), width, false);
        }
        norm(list, "encoder.ln_post", width);
        int textWidth = dims.textWidth();
        add(list, "decoder.positional_embedding", dims.textContext(), textWidth);
        add(list, "decoder.token_embedding.weight", dims.vocabulary(), textWidth);
        for (int layer = 0; layer < dims.textLayers(); layer++) {
            block(list, "decoder.blocks.%d.".formatted(layer), textWidth, true);
        }
        norm(list, "decoder.ln", textWidth);
        return KeyedWeights.of(fixture);
    }

    private static void block(ArrayNode list, String at, int width, boolean crossed) {
        attention(list, at + "attn", width);
        if (crossed) {
            attention(list, at + "cross_attn", width);
        }
        linear(list, at + "mlp.0", 4 * width, width);
        linear(list, at + "mlp.2", width, 4 * width);
        norm(list, at + "mlp_ln", width);
    }

    private static void attention(ArrayNode list, String at, int width) {
        linear(list, at + ".query", width, width);
        add(list, at + ".key.weight", width, width); // the one that has no bias
        linear(list, at + ".value", width, width);
        linear(list, at + ".out", width, width);
        norm(list, at + "_ln", width);
    }

    private static void linear(ArrayNode list, String name, int out, int in) {
        add(list, name + ".weight", out, in);
        add(list, name + ".bias", out);
    }

    private static void norm(ArrayNode list, String name, int width) {
        add(list, name + ".weight", width);
        add(list, name + ".bias", width);
    }

    private static void add(ArrayNode list, String name, int... shape) {
        var tensor = list.addObject().put("name", name);
        var sizes = tensor.putArray("shape");
        for (int size : shape) {
            sizes.add(size);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
