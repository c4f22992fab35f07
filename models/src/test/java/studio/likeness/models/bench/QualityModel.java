package studio.likeness.models.bench;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import studio.likeness.models.checkpoint.DType;
import studio.likeness.models.checkpoint.Tensor;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.language.Decoder;
import studio.likeness.models.nn.TorchOps;

/// A Qwen2 of bytes, small enough to be trained on a processor: rows of 256 and 768 numbers, so
/// that blocks of 128 fit in both.
record QualityModel(Map<String, Held> held) implements TensorIndex {
    static final String EMBEDDING = "model.embed_tokens.weight";
    static final String HEAD = "lm_head.weight";

    private static final int LAYERS = 4;
    private static final int WIDTH = 256;
    private static final int KEYS = 64;
    private static final int WIDE = 768;
    private static final int BYTES = 256;
    private static final double SPREAD = 0.02;

    record Held(String name, long[] shape, float[] values) implements Tensor {
        boolean isMatrix() {
            return shape.length == 2;
        }

        private Held reordered(int[] stream, int[][] inner) {
            int width = (int) shape[shape.length - 1];
            var rows = IntStream.range(0, values.length / width).toArray();
            var columns = name.endsWith(".bias") ? IntStream.range(0, width).toArray() : stream;
            if (name.contains(".mlp.")) {
                var own = inner[Integer.parseInt(name.split("\\.", -1)[2])];
                boolean reads = name.contains("down_proj");
                rows = reads ? stream : own;
                columns = reads ? own : stream;
            } else if (name.contains("o_proj")) {
                rows = stream;
                columns = IntStream.range(0, width).toArray();
            }
            var other = new float[values.length];
            for (int i = 0; i < other.length; i++) {
                other[i] = values[rows[i / width] * width + columns[i % width]];
            }
            return new Held(name, shape, other);
        }

        @Override
        public DType type() {
            return DType.F32;
        }

        @Override
        public long bytes() {
            return (long) Float.BYTES * values.length;
        }

        @Override
        public void read(long from, float[] into, int at, int count) {
            System.arraycopy(values, Math.toIntExact(from), into, at, count);
        }
    }

    static ObjectNode config() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("model_type", "qwen2")
                .put("vocab_size", BYTES)
                .put("hidden_size", WIDTH)
                .put("num_hidden_layers", LAYERS)
                .put("num_attention_heads", 8)
                .put("num_key_value_heads", 2)
                .put("intermediate_size", WIDE)
                .put("rms_norm_eps", 1e-6)
                .put("rope_theta", 10000)
                .put("max_position_embeddings", QualityText.TIME)
                .put("tie_word_embeddings", true)
                .put("hidden_act", "silu");
    }

    /// Before training: norms 1, biases 0, what writes to the residual stream smaller.
    static QualityModel fresh(Random random) {
        var shapes = new LinkedHashMap<String, long[]>();
        shapes.put(EMBEDDING, new long[] {BYTES, WIDTH});
        for (int n = 0; n < LAYERS; n++) {
            var at = "model.layers." + n + ".";
            shapes.put(at + "input_layernorm.weight", new long[] {WIDTH});
            shapes.put(at + "self_attn.q_proj.weight", new long[] {WIDTH, WIDTH});
            shapes.put(at + "self_attn.q_proj.bias", new long[] {WIDTH});
            shapes.put(at + "self_attn.k_proj.weight", new long[] {KEYS, WIDTH});
            shapes.put(at + "self_attn.k_proj.bias", new long[] {KEYS});
            shapes.put(at + "self_attn.v_proj.weight", new long[] {KEYS, WIDTH});
            shapes.put(at + "self_attn.v_proj.bias", new long[] {KEYS});
            shapes.put(at + "self_attn.o_proj.weight", new long[] {WIDTH, WIDTH});
            shapes.put(at + "post_attention_layernorm.weight", new long[] {WIDTH});
            shapes.put(at + "mlp.gate_proj.weight", new long[] {WIDE, WIDTH});
            shapes.put(at + "mlp.up_proj.weight", new long[] {WIDE, WIDTH});
            shapes.put(at + "mlp.down_proj.weight", new long[] {WIDTH, WIDE});
        }
        shapes.put("model.norm.weight", new long[] {WIDTH});
        var held = new LinkedHashMap<String, Held>();
        shapes.forEach(
                (name, shape) -> held.put(name, new Held(name, shape, fresh(name, random, shape))));
        return new QualityModel(held);
    }

    private static float[] fresh(String name, Random random, long[] shape) {
        var values = new float[Math.toIntExact(LongStream.of(shape).reduce(1, (a, b) -> a * b))];
        if (name.contains("norm")) {
            Arrays.fill(values, 1);
        } else if (name.endsWith(".weight")) {
            boolean writes = name.contains("o_proj") || name.contains("down_proj");
            double spread = writes ? SPREAD / Math.sqrt(2 * LAYERS) : SPREAD;
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (random.nextGaussian() * spread);
            }
        }
        return values;
    }

    static QualityModel of(TensorIndex stored) {
        var held = new LinkedHashMap<String, Held>();
        for (var name : stored.names()) {
            var tensor = stored.get(name);
            held.put(name, new Held(name, tensor.shape(), tensor.floats()));
        }
        return new QualityModel(held);
    }

    /// The same with other numbers in its matrices.
    QualityModel with(BiFunction<String, Held, float[]> matrices) {
        var other = new LinkedHashMap<String, Held>();
        held.forEach(
                (name, tensor) ->
                        other.put(
                                name,
                                tensor.isMatrix()
                                        ? new Held(name, tensor.shape, matrices.apply(name, tensor))
                                        : tensor));
        return new QualityModel(other);
    }

    /// The same network with the channels of its residual stream and of each feed-forward part in
    /// another order.
    QualityModel shuffled(Random random) {
        var stream = order(WIDTH, random);
        var inner = new int[LAYERS][];
        Arrays.setAll(inner, _ -> order(WIDE, random));
        var other = new LinkedHashMap<String, Held>();
        held.forEach((name, tensor) -> other.put(name, tensor.reordered(stream, inner)));
        return new QualityModel(other);
    }

    private static int[] order(int count, Random random) {
        var places = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(places, random);
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Logarithms of probabilities, `[count * TIME, 256]`.
    static NDArray logs(Decoder decoder, TorchOps ops, QualityText.Batch batch) {
        return ops.logSoftmax(logits(decoder, ops, batch), -1);
    }

    /// `[count * TIME, 256]`.
    static NDArray logits(Decoder decoder, TorchOps ops, QualityText.Batch batch) {
        int time = QualityText.TIME;
        var places = LongStream.range(0, (long) batch.count() * time).map(i -> i % time).toArray();
        var tokens =
                new Decoder.Tokens<>(
                        ops.constant(batch.ids(), batch.count(), time),
                        ops.constant(places, batch.count(), time),
                        Optional.empty());
        return decoder.logits(ops, tokens, false).reshape((long) batch.count() * time, BYTES);
    }

    @Override
    public Set<String> names() {
        return held.keySet();
    }

    @Override
    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(held.get(name));
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
