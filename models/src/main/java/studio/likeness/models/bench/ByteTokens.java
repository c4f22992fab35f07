package studio.likeness.models.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/// The smallest tokenizer there is: a token per byte.
final class ByteTokens {
    private ByteTokens() {}

    /// As a `tokenizer.json`: byte-level, without merges.
    static String json() {
        var nodes = JsonNodeFactory.instance;
        var root = nodes.objectNode().put("version", "1.0");
        root.putNull("truncation")
                .putNull("padding")
                .putNull("normalizer")
                .putNull("post_processor");
        root.putArray("added_tokens");
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
            boolean printable = b >= 33 && b <= 126 || b >= 161 && b <= 172 || b >= 174;
            words.put(Character.toString(printable ? b : spare++), b);
        }
        model.putArray("merges");
        return root.toString();
    }
}
