package studio.likeness.models.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import studio.likeness.models.checkpoint.DType;
import studio.likeness.models.checkpoint.PickleWriter.Holder;
import studio.likeness.models.checkpoint.TorchFile;
import studio.likeness.models.checkpoint.TorchFile.Data;
import studio.likeness.models.checkpoint.TorchFile.Layout;
import studio.likeness.models.parity.KeyedWeights;

/// Checkpoints of face networks as people have them, from the names and shapes of a fixture.
final class FaceFile {
    /// How a published file wraps its weights.
    enum Form {
        /// `state_dict` with the prefix `module.`, and the optimizer's state beside it; the zip of
        /// torch 1.6 and later.
        TRAINED,
        /// The same in the stream of before.
        TRAINED_STREAM,
        /// Nothing but weights.
        BARE,
        BARE_STREAM,
        /// A program with its weights as attributes of its modules.
        SCRIPT,
        /// In half precision.
        HALF
    }

    /// Elements that a tensor may have beyond the numbers of its storage.
    private static final long MOST_REPEATED = 1 << 20;

    private FaceFile() {}

    static JsonNode fixture(String name) throws IOException {
        return new ObjectMapper()
                .readTree(Path.of("src/test/resources/parity/face", name + ".json").toFile());
    }

    static Map<String, long[]> shapes(JsonNode fixture) {
        var shapes = new LinkedHashMap<String, long[]>();
        for (var entry : fixture.path("tensors")) {
            shapes.put(
                    entry.path("name").asText(),
                    StreamSupport.stream(entry.path("shape").spliterator(), false)
                            .mapToLong(JsonNode::asLong)
                            .toArray());
        }
        return shapes;
    }

    /// With the fixture's keyed numbers, as large as the published file.
    static void write(Path file, Form form, JsonNode fixture) throws IOException {
        try (var weights = KeyedWeights.of(fixture)) {
            write(
                    file,
                    form,
                    shapes(fixture),
                    (name, shape) -> Data.of(type(form, name), weights.get(name).floats(), shape));
        }
    }

    /// Each tensor one number over and over, by strides of 0 as far as the reader takes them, so
    /// that the file is smaller.
    static void write(Path file, Form form, Map<String, long[]> shapes) throws IOException {
        write(
                file,
                form,
                shapes,
                (name, shape) ->
                        new Data(
                                type(form, name),
                                shape,
                                new long[shape.length],
                                storage(number(name, shape), shape)));
    }

    private static float[] storage(float number, long[] shape) {
        long elements = LongStream.of(shape).reduce(1, (a, b) -> a * b);
        var numbers = new float[(int) Math.max(1, elements - MOST_REPEATED)];
        Arrays.fill(numbers, number);
        return numbers;
    }

    /// The weights that tell a family, and the first of the others.
    static Map<String, long[]> telling(JsonNode fixture) {
        var all = shapes(fixture);
        var some = new LinkedHashMap<String, long[]>();
        for (var signature : FaceSignatures.ALL) {
            signature.required().stream()
                    .map(Signature.Line::name)
                    .filter(all::containsKey)
                    .forEach(name -> some.put(name, all.get(name)));
        }
        all.entrySet().stream().limit(12).forEach(e -> some.put(e.getKey(), e.getValue()));
        return some;
    }

    /// Kernels that neither kill nor blow up what goes through them.
    private static float number(String name, long[] shape) {
        if (shape.length < 2) {
            return name.endsWith("running_var") || name.endsWith("weight") ? 1 : 0.01f;
        }
        double fanIn = 1;
        for (int i = 1; i < shape.length; i++) {
            fanIn *= shape[i];
        }
        return (float) (0.5 / fanIn);
    }

    private static DType type(Form form, String name) {
        if (name.endsWith("num_batches_tracked")) {
            return DType.I64;
        }
        return form == Form.HALF ? DType.F16 : DType.F32;
    }

    private static void write(
            Path file,
            Form form,
            Map<String, long[]> shapes,
            BiFunction<String, long[], Data> numbers)
            throws IOException {
        var tensors = new LinkedHashMap<String, Data>();
        shapes.forEach((name, shape) -> tensors.put(name, numbers.apply(name, shape)));
        switch (form) {
            case TRAINED -> TorchFile.write(file, Layout.ZIP, trained(tensors));
            case TRAINED_STREAM -> TorchFile.write(file, Layout.STREAM, trained(tensors));
            case BARE, HALF -> TorchFile.write(file, Layout.ZIP, tensors);
            case BARE_STREAM -> TorchFile.write(file, Layout.STREAM, tensors);
            case SCRIPT -> TorchFile.write(file, Layout.TORCHSCRIPT, modules(tensors));
        }
    }

    private static Map<String, Object> trained(Map<String, Data> tensors) {
        var state = new LinkedHashMap<String, Object>();
        tensors.forEach((name, data) -> state.put("module." + name, data));
        var moments = Map.of("step", 7, "exp_avg", Data.of(new float[] {1, 2, 3, 4}, 2, 2));
        var all = new LinkedHashMap<String, Object>();
        all.put("state_dict", state);
        all.put("optimizer", Map.of("state", Map.of("140", moments)));
        all.put("global_step", 250_000);
        all.put("global_epoch", 12);
        return all;
    }

    /// Modules in modules, each with what scripting adds.
    private static Map<String, Object> modules(Map<String, Data> tensors) {
        var root = new LinkedHashMap<String, Object>();
        tensors.forEach(
                (name, data) -> {
                    Map<String, Object> at = root;
                    var parts = name.split("\\.");
                    for (int i = 0; i < parts.length - 1; i++) {
                        at = child(at, parts[i]);
                    }
                    at.put(parts[parts.length - 1], data);
                });
        return root;
    }

    @SuppressWarnings("unchecked") // only such maps are put there
    private static Map<String, Object> child(Map<String, Object> parent, String name) {
        parent.putIfAbsent("training", false);
        var holder =
                (Holder)
                        parent.computeIfAbsent(
                                name,
                                _ ->
                                        new Holder(
                                                "__torch__.torch.nn.modules.container",
                                                "Sequential",
                                                new LinkedHashMap<String, Object>()));
        return (Map<String, Object>) holder.attributes();
    }
}
