package studio.likeness.models.modelfolder;

import java.nio.file.Path;

/// A model as the studio keeps it: weights, graphs and tokenizer in one folder.
///
/// @param path absolute
public record ModelFolder(Path path, Manifest manifest) {
    /// The network for tokens, its weights beside it.
    public static final String DECODER = "decoder.onnx";

    /// The same with adapters as inputs; it shares the weights' file.
    public static final String DECODER_WITH_ADAPTERS = "decoder-lora.onnx";

    /// The network that makes a vector of a text.
    public static final String ENCODER = "encoder.onnx";

    /// Holds copies of the decoder for one kind of processor; can be made again at any time.
    public static final String PREPARED = "prepared";

    public String id() {
        return manifest.id();
    }

    /// One of its files; it need not be there.
    public Path file(String name) {
        return path.resolve(name);
    }
}
