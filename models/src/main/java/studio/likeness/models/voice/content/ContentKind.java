package studio.likeness.models.voice.content;

import java.util.Arrays;
import java.util.Optional;

/// In which form a converter was taught what is said, by the names that so-vits-svc gives them
/// (`speech_encoder` of a config).
public enum ContentKind {
    /// ContentVec's last layer.
    VEC768L12("vec768l12", 768),
    /// ContentVec's ninth layer, mapped to 256 numbers.
    VEC256L9("vec256l9", 256),
    /// HuBERT-soft's units.
    HUBERT_SOFT("hubertsoft", 256);

    private final String word;
    private final int width;

    ContentKind(String word, int width) {
        this.word = word;
        this.width = width;
    }

    public static Optional<ContentKind> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    public String word() {
        return word;
    }

    /// Numbers of a frame.
    public int width() {
        return width;
    }

    /// The graph in an encoder's folder that gives it.
    public String graph() {
        return word + ".onnx";
    }
}
