package studio.likeness.models.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.likeness.models.checkpoint.DType;
import studio.likeness.models.checkpoint.GgufFile;
import studio.likeness.models.checkpoint.SafetensorsWriter;
import studio.likeness.models.checkpoint.Tensor;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.checkpoint.TorchFile;
import studio.likeness.models.parity.KeyedWeights;
import studio.likeness.models.quant.GgmlType;

/// A tiny model of a family, written as people have it on disk: keyed weights, config, and a
/// tokenizer of the 256 bytes.
public final class FamilyFolder {
    public enum Form {
        SAFETENSORS,
        SHARDS,
        TORCH,
        TORCH_SHARDS,
        GGUF
    }

    private FamilyFolder() {}

    /// @return what to add: the folder, or the GGUF file
    public static Path write(JsonNode fixture, Form form, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var weights = KeyedWeights.of(fixture)) {
            if (form == Form.GGUF) {
                var file = folder.resolve("model.gguf");
                var ofTheirOwn = withShapesOfTheirOwn(weights);
                GgufFile.write(
                        file, fixture.path("config"), ofTheirOwn, GgmlType.F32, ggufTokenizer());
                return file;
            }
            Files.writeString(folder.resolve("config.json"), fixture.path("config").toString());
            Files.writeString(folder.resolve("tokenizer.json"), tokenizer().toString());
            Files.writeString(folder.resolve("LICENSE"), "Do as you like.");
            switch (form) {
                case SAFETENSORS ->
                        SafetensorsWriter.writeParts(folder, entries(weights), 1L << 40);
                case SHARDS -> SafetensorsWriter.writeParts(folder, entries(weights), 400_000);
                case TORCH -> torch(folder.resolve("pytorch_model.bin"), tensors(weights));
                case TORCH_SHARDS -> torchShards(folder, tensors(weights));
                case GGUF -> throw new IllegalStateException("written above");
            }
            return folder;
        }
    }

    /// The GGUF writer turns the arrays it is given.
    private static TensorIndex withShapesOfTheirOwn(TensorIndex weights) {
        var tensors = new LinkedHashMap<String, Tensor>();
        for (var tensor : tensors(weights)) {
            tensors.put(tensor.name(), new Numbers(tensor));
        }
        return new Listings.Index(tensors);
    }

    private record Numbers(Tensor tensor) implements Tensor {
        @Override
        public String name() {
            return tensor.name();
        }

        @Override
        public long[] shape() {
            return tensor.shape().clone();
        }

        @Override
        public DType type() {
            return tensor.type();
        }

        @Override
        public long bytes() {
            return tensor.bytes();
        }

        @Override
        public void read(long from, float[] into, int at, int count) {
            tensor.read(from, into, at, count);
        }
    }

    private static List<SafetensorsWriter.Entry> entries(TensorIndex weights) {
        return tensors(weights).stream()
                .map(tensor -> SafetensorsWriter.Entry.of(tensor.name(), tensor))
                .toList();
    }

    private static List<Tensor> tensors(TensorIndex weights) {
        return weights.names().stream().map(weights::get).toList();
    }

    private static void torch(Path file, List<Tensor> tensors) throws IOException {
        var root = new LinkedHashMap<String, Object>();
        for (var tensor : tensors) {
            root.put(tensor.name(), TorchFile.Data.of(DType.F32, tensor.floats(), tensor.shape()));
        }
        TorchFile.write(file, TorchFile.Layout.ZIP, root);
    }

    private static void torchShards(Path folder, List<Tensor> tensors) throws IOException {
        var index = JsonNodeFactory.instance.objectNode();
        var map = index.putObject("weight_map");
        int half = tensors.size() / 2;
        var parts = List.of(tensors.subList(0, half), tensors.subList(half, tensors.size()));
        for (int i = 0; i < parts.size(); i++) {
            var name = "pytorch_model-%05d-of-00002.bin".formatted(i + 1);
            torch(folder.resolve(name), parts.get(i));
            parts.get(i).forEach(tensor -> map.put(tensor.name(), name));
        }
        Files.writeString(folder.resolve("pytorch_model.bin.index.json"), index.toString());
    }

    /// How byte-level tokenizers print bytes (Radford et al. 2019): the printable ones as
    /// themselves, the others from U+0100 on.
    private static List<String> bytes() {
        var all = new ArrayList<String>();
        int other = 256;
        for (int b = 0; b < 256; b++) {
            boolean printable = (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174;
            all.add(Character.toString(printable ? b : other++));
        }
        return all;
    }

    private static JsonNode tokenizer() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("version", "1.0");
        json.putNull("truncation");
        json.putNull("padding");
        json.putArray("added_tokens");
        json.putNull("normalizer");
        var cut = json.putObject("pre_tokenizer");
        cut.put("type", "ByteLevel").put("add_prefix_space", false);
        cut.put("trim_offsets", true).put("use_regex", true);
        json.putNull("post_processor");
        var decoder = json.putObject("decoder");
        decoder.put("type", "ByteLevel").put("add_prefix_space", true);
        decoder.put("trim_offsets", true).put("use_regex", true);
        var model = json.putObject("model");
        model.put("type", "BPE");
        for (var absent :
                List.of(
                        "dropout",
                        "unk_token",
                        "continuing_subword_prefix",
                        "end_of_word_suffix")) {
            model.putNull(absent);
        }
        model.put("fuse_unk", false).put("byte_fallback", false);
        var vocabulary = model.putObject("vocab");
        var bytes = bytes();
        for (int i = 0; i < bytes.size(); i++) {
            vocabulary.put(bytes.get(i), i);
        }
        model.putArray("merges");
        return json;
    }

    private static Map<String, Object> ggufTokenizer() {
        var meta = new LinkedHashMap<String, Object>();
        meta.put("tokenizer.ggml.model", "gpt2");
        meta.put("tokenizer.ggml.pre", "qwen2");
        meta.put("tokenizer.ggml.tokens", bytes());
        meta.put("general.name", "Tiny");
        return meta;
    }
}
