package studio.likeness.models.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import studio.likeness.models.checkpoint.DType;
import studio.likeness.models.checkpoint.SafetensorsWriter;
import studio.likeness.models.checkpoint.Tensor;
import studio.likeness.models.checkpoint.TensorIndex;

/// A language model of a published shape with random weights: as fast and as large as the real one,
/// and nothing to download.
public final class SyntheticModel implements TensorIndex {
    /// A power of two, so that a position in it is a mask away.
    private static final int NOISE = 1 << 16;

    private static final float SPREAD = 0.02f;
    private static final long PART_BYTES = 2L << 30;

    private final Shape shape;
    private final TreeMap<String, long[]> tensors = new TreeMap<>();
    private final float[] noise = new float[NOISE];

    /// Published shapes, and two that are made in a moment; the larger of them has room for a
    /// published tokenizer.
    public enum Shape {
        TINY("qwen2", 2, 64, 4, 2, 16, 128, 320, true, true),
        SMALL("qwen2", 8, 256, 4, 2, 64, 1024, 151936, true, true),
        QWEN2_5_05B("qwen2", 24, 896, 14, 2, 64, 4864, 151936, true, true),
        QWEN2_5_15B("qwen2", 28, 1536, 12, 2, 128, 8960, 151936, true, true),
        INTERNLM2_18B("internlm2", 24, 2048, 16, 8, 128, 8192, 92544, false, false);

        private final String type;
        private final int layers;
        private final int width;
        private final int heads;
        private final int kvHeads;
        private final int headSize;
        private final int wide;
        private final int vocabulary;
        private final boolean tied;
        private final boolean biases;

        Shape(
                String type,
                int layers,
                int width,
                int heads,
                int kvHeads,
                int headSize,
                int wide,
                int vocabulary,
                boolean tied,
                boolean biases) {
            this.type = type;
            this.layers = layers;
            this.width = width;
            this.heads = heads;
            this.kvHeads = kvHeads;
            this.headSize = headSize;
            this.wide = wide;
            this.vocabulary = vocabulary;
            this.tied = tied;
            this.biases = biases;
        }

        public int vocabulary() {
            return vocabulary;
        }

        /// As `config.json` has it.
        public ObjectNode config() {
            var config = JsonNodeFactory.instance.objectNode();
            config.put("model_type", type);
            config.put("vocab_size", vocabulary);
            config.put("hidden_size", width);
            config.put("num_hidden_layers", layers);
            config.put("num_attention_heads", heads);
            config.put("num_key_value_heads", kvHeads);
            config.put("head_dim", headSize);
            config.put("intermediate_size", wide);
            config.put("rms_norm_eps", 1e-6);
            config.put("rope_theta", 1e6);
            config.put("max_position_embeddings", 32768);
            config.put("tie_word_embeddings", tied);
            config.put("hidden_act", "silu");
            config.put("torch_dtype", "bfloat16");
            return config;
        }
    }

    public SyntheticModel(Shape shape) {
        this.shape = shape;
        var random = new Random(7);
        for (int i = 0; i < NOISE; i++) {
            noise[i] = (float) random.nextGaussian() * SPREAD;
        }
        if (shape.type.equals("internlm2")) {
            internLm2();
        } else {
            llama();
        }
    }

    private void llama() {
        int keys = shape.kvHeads * shape.headSize;
        int queries = shape.heads * shape.headSize;
        add("model.embed_tokens.weight", shape.vocabulary, shape.width);
        add("model.norm.weight", shape.width);
        if (!shape.tied) {
            add("lm_head.weight", shape.vocabulary, shape.width);
        }
        for (int n = 0; n < shape.layers; n++) {
            var at = "model.layers." + n + ".";
            add(at + "input_layernorm.weight", shape.width);
            add(at + "post_attention_layernorm.weight", shape.width);
            linear(at + "self_attn.q_proj", queries, shape.width);
            linear(at + "self_attn.k_proj", keys, shape.width);
            linear(at + "self_attn.v_proj", keys, shape.width);
            add(at + "self_attn.o_proj.weight", shape.width, queries);
            add(at + "mlp.gate_proj.weight", shape.wide, shape.width);
            add(at + "mlp.up_proj.weight", shape.wide, shape.width);
            add(at + "mlp.down_proj.weight", shape.width, shape.wide);
        }
    }

    private void internLm2() {
        add("model.tok_embeddings.weight", shape.vocabulary, shape.width);
        add("model.norm.weight", shape.width);
        add("output.weight", shape.vocabulary, shape.width);
        for (int n = 0; n < shape.layers; n++) {
            var at = "model.layers." + n + ".";
            add(at + "attention_norm.weight", shape.width);
            add(at + "ffn_norm.weight", shape.width);
            add(
                    at + "attention.wqkv.weight",
                    (long) (shape.heads + 2 * shape.kvHeads) * shape.headSize,
                    shape.width);
            add(at + "attention.wo.weight", shape.width, (long) shape.heads * shape.headSize);
            add(at + "feed_forward.w1.weight", shape.wide, shape.width);
            add(at + "feed_forward.w3.weight", shape.wide, shape.width);
            add(at + "feed_forward.w2.weight", shape.width, shape.wide);
        }
    }

    private void linear(String name, long out, long in) {
        add(name + ".weight", out, in);
        if (shape.biases) {
            add(name + ".bias", out);
        }
    }

    private void add(String name, long... dims) {
        tensors.put(name, dims);
    }

    /// Writes it as people publish theirs: config, parts in bfloat16, and a tokenizer of bytes.
    public void write(Path folder) throws IOException {
        weights(folder);
        Files.writeString(folder.resolve("tokenizer.json"), ByteTokens.json());
    }

    /// Likewise, with a published tokenizer, so that texts have the tokens that they really have.
    ///
    /// @param tokenizer such as `qwen.tiktoken`; copied, under the name it has
    public void write(Path folder, Path tokenizer) throws IOException {
        weights(folder);
        Files.copy(tokenizer, folder.resolve(tokenizer.getFileName()));
    }

    private void weights(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), shape.config().toPrettyString());
        List<SafetensorsWriter.Entry> entries = new ArrayList<>();
        for (var name : tensors.keySet()) {
            var tensor = get(name);
            entries.add(
                    new SafetensorsWriter.Entry(
                            name,
                            DType.BF16,
                            tensor.shape(),
                            (from, into, count) -> tensor.read(from, into, 0, count)));
        }
        SafetensorsWriter.writeParts(folder, entries, PART_BYTES);
    }

    /// The matrices that every token is multiplied by; an embedding is one where it serves as head.
    List<String> maps() {
        return tensors.entrySet().stream()
                .filter(tensor -> tensor.getValue().length == 2)
                .map(Map.Entry::getKey)
                .filter(name -> shape.tied || !name.contains("embed"))
                .toList();
    }

    @Override
    public Set<String> names() {
        return tensors.keySet();
    }

    @Override
    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(name)).map(dims -> new Noise(name, dims));
    }

    /// Norms stand near 1, everything else near 0.
    private final class Noise implements Tensor {
        private final String name;
        private final long[] dims;
        private final float middle;
        private final int start;

        Noise(String name, long[] dims) {
            this.name = name;
            this.dims = dims;
            middle = name.contains("norm") ? 1 : 0;
            start = name.hashCode();
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long[] shape() {
            return dims.clone();
        }

        @Override
        public DType type() {
            return DType.F32;
        }

        @Override
        public long bytes() {
            return elements() * Float.BYTES;
        }

        @Override
        public void read(long from, float[] into, int at, int count) {
            for (int i = 0; i < count; i++) {
                // A prime stride per lap, so that no two rows are alike.
                long place = from + i;
                int cell = (int) (place + (place >>> 16) * 7919 + start) & (NOISE - 1);
                into[at + i] = middle + noise[cell];
            }
        }
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
