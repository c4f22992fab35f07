package studio.likeness.models.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/// The smallest tokenizer there is: a token per byte, and those that talks are marked with.
final class ByteTokens {
    private static final List<String> CONTROLS =
            List.of("<s>", "</s>", "<|im_start|>", "<|im_end|>", "<|endoftext|>");

    private ByteTokens() {}

    /// As a `tokenizer.json`: byte-level, without merges.
    static String json() {
        var nodes = JsonNodeFactory.instance;
        var root = nodes.objectNode().put("version", "1.0");
        root.putNull("truncation")
                .putNull("padding")
                .putNull("normalizer")
                .putNull("post_processor");
        var controls = root.putArray("added_tokens");
        for (int i = 0; i < CONTROLS.size(); i++) {
            controls.addObject()
                    .put("id", 256 + i)
                    .put("content", CONTROLS.get(i))
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        root.putObject("pre_tokenizer")
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", true);
        root.putObject("decoder")
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", true);
        var model = root.putObject("model").put("type", "BPE");
        model.putNull("dropout").putNull("unk_token");
        var words = model.putObject("vocab");
        for (int b = 0, spare = 256; b < 256; b++) {
            boolean printable = (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174;
            words.put(Character.toString(printable ? b : spare++), b);
        }
        model.putArray("merges");
        return root.toString();
    }
}
