package studio.likeness.models.voice.cloning;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import studio.likeness.models.checkpoint.TensorIndex;

/// What a model folder keeps of a network that chooses codes, beside its graphs.
///
/// @param sounds phonemes it knows: 732 of them, or 512 where it is of the first version
/// @param codes it may choose, the end not counted
public record SemanticSettings(int layers, int heads, int width, int sounds, int codes) {
    public static final String FILE = "semantic.json";

    /// Numbers of a head in every published model.
    private static final int HEAD = 32;

    public SemanticSettings {
        if (layers < 1 || heads < 1 || width % heads != 0 || sounds < 1 || codes < 1) {
            throw new IllegalArgumentException(
                    "expected sizes above 0 and heads that divide the width, found %d layers, %d heads, %d wide"
                            .formatted(layers, heads, width));
        }
    }

    /// @param weights without a prefix
    /// @param heads 0 where nothing says how many
    public static SemanticSettings of(TensorIndex weights, int heads) {
        var sounds = weights.get("ar_text_embedding.word_embeddings.weight").shape();
        var codes = weights.get("ar_predict_layer.weight").shape();
        int width = (int) sounds[1];
        int layers =
                (int)
                        IntStream.iterate(0, i -> i + 1)
                                .takeWhile(i -> weights.has("h.layers." + i + ".linear1.weight"))
                                .count();
        return new SemanticSettings(
                layers,
                heads > 0 ? heads : Math.max(1, width / HEAD),
                width,
                (int) sounds[0],
                (int) codes[0] - 1);
    }

    void write(Path folder) throws IOException {
        SettingsFile.write(folder.resolve(FILE), this);
    }

    static SemanticSettings read(Path folder) {
        return SettingsFile.read(folder.resolve(FILE), SemanticSettings.class);
    }
}
