package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import studio.likeness.models.checkpoint.Checkpoints;
import studio.likeness.models.language.ChatGlmPositions;
import studio.likeness.models.language.LoraAdapter;
import studio.likeness.models.nn.Adapter;
import studio.likeness.models.nn.WeightFormat.Blocks;

/// Decoders: logits of every token, hidden states, and what greedy decoding writes; through both
/// interpreters, with and without a cache, and with weights in four bits.
final class DecoderComparison implements Comparison {
    /// Small enough that a prompt takes several, and not a divisor of usual lengths.
    private static final int CHUNK = 7;

    private static final Blocks FOUR_BITS = new Blocks(4, 32, true, false);

    @Override
    public boolean understands(Fixture fixture) {
        return fixture.has("config", "tensors", "input_ids")
                && fixture.at("outputs").path("logits").path(0).has("argmax");
    }

    @Override
    public List<Line> compare(Fixture fixture) {
        try (var weights = KeyedWeights.of(fixture.tree())) {
            var prompt = DecoderFigures.ids(fixture.at("input_ids"));
            int planned = prompt.length + fixture.at("outputs").path("greedy_continuation").size();
            var recipe = Recipe.of(config(fixture), weights, prompt, planned);
            var figures = DecoderFigures.of(fixture, recipe.decoder().frame(), weights);
            return lines(fixture, recipe, figures);
        }
    }

    /// The origin that real files name, where the fixture names its family beside the config.
    private static JsonNode config(Fixture fixture) {
        ObjectNode config = fixture.at("config").deepCopy();
        if (!config.has("_name_or_path")) {
            config.put("_name_or_path", fixture.at("family").asText());
        }
        return config;
    }

    private static List<Line> lines(Fixture fixture, Recipe plain, DecoderFigures figures) {
        var recipe = given(fixture, plain);
        var lines = new ArrayList<Line>();
        lines.add(torch(fixture, recipe, figures));
        lines.add(onnx(fixture, recipe, figures));
        lines.addAll(runtime(fixture, recipe, figures));
        lines.add(agreement(fixture, recipe.kept(KeptWeights.inBlocks(FOUR_BITS)), figures));
        return lines;
    }

    /// With the weights and the adapter that the fixture asks for.
    private static Recipe given(Fixture fixture, Recipe recipe) {
        var kept =
                fixture.has("quantisation")
                        ? recipe.kept(KeptWeights.of(fixture.at("quantisation")))
                        : recipe;
        return fixture.has("adapter_safetensors_base64") ? kept.adapted(adapter(fixture)) : kept;
    }

    private static Adapter adapter(Fixture fixture) {
        try (var scratch = new Scratch()) {
            var file = scratch.file("adapter.safetensors");
            var bytes = fixture.at("adapter_safetensors_base64").asText();
            Files.write(file, Base64.getDecoder().decode(bytes));
            try (var tensors = Checkpoints.open(file)) {
                return LoraAdapter.read(fixture.at("adapter_config"), tensors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Four bits in both interpreters, which nobody else computed: they must agree.
    private static Line agreement(Fixture fixture, Recipe recipe, DecoderFigures figures) {
        var errors = new Errors(DecoderFigures.TOLERANCE);
        float[] expected;
        try (var decoder = new TorchDecoder(recipe)) {
            expected = decoder.read(figures.prompt()).logits();
        }
        try (var decoder = new OnnxDecoder(recipe)) {
            var found = decoder.read(figures.prompt()).logits();
            for (int i = 0; i < expected.length; i++) {
                errors.near("logit " + i, expected[i], found[i], DecoderFigures.TOLERANCE);
            }
        }
        return errors.line(fixture, "onnx 4-bit = torch 4-bit", rounded(recipe, figures, expected));
    }

    /// How far rounding activations to eight bits, which is fast, moves the logits.
    private static String rounded(Recipe recipe, DecoderFigures figures, float[] expected) {
        try (var decoder = OnnxDecoder.fast(recipe)) {
            var found = decoder.read(figures.prompt()).logits();
            double squares = 0;
            double moved = 0;
            for (int i = 0; i < expected.length; i++) {
                squares += (double) expected[i] * expected[i];
                moved += Math.pow((double) found[i] - expected[i], 2);
            }
            return "8-bit inputs move logits by %.2g of their size"
                    .formatted(Math.sqrt(moved / squares));
        }
    }

    private static Line torch(Fixture fixture, Recipe recipe, DecoderFigures figures) {
        var errors = new Errors(DecoderFigures.TOLERANCE);
        layout(fixture, recipe, errors);
        try (var decoder = new TorchDecoder(recipe)) {
            figures.compare(decoder, errors);
        }
        return errors.line(fixture, "torch", "");
    }

    private static Line onnx(Fixture fixture, Recipe recipe, DecoderFigures figures) {
        var errors = new Errors(DecoderFigures.TOLERANCE);
        try (var decoder = new OnnxDecoder(recipe)) {
            figures.compare(decoder, errors);
        }
        return errors.line(fixture, "onnx", "");
    }

    /// As the studio decodes: the prompt at once, in chunks, token by token.
    private static List<Line> runtime(Fixture fixture, Recipe recipe, DecoderFigures figures) {
        var lines = new ArrayList<Line>();
        try (var model = new RuntimeModel(recipe)) {
            lines.add(runtime(fixture, model, Integer.MAX_VALUE, figures, "runtime"));
            if (!recipe.decoder().hasTwoRows()) { // whose context is always read at once
                lines.add(runtime(fixture, model, CHUNK, figures, "runtime, chunks"));
                lines.add(runtime(fixture, model, 1, figures, "runtime, one by one"));
            }
        }
        return lines;
    }

    private static Line runtime(
            Fixture fixture, RuntimeModel model, int chunk, DecoderFigures figures, String name) {
        var errors = new Errors(DecoderFigures.TOLERANCE);
        try (var decoder = model.start(chunk)) {
            figures.compare(decoder, errors);
        }
        return errors.line(fixture, name, "");
    }

    /// Positions and mask of ChatGLM-6B, which the fixture spells out.
    private static void layout(Fixture fixture, Recipe recipe, Errors errors) {
        recipe.reading().twoRows().ifPresent(rows -> layout(fixture, rows, errors));
    }

    private static void layout(Fixture fixture, ChatGlmPositions rows, Errors errors) {
        int count = fixture.at("input_ids").size();
        var expected =
                fixture.at("position_ids")
                        .valueStream()
                        .flatMap(JsonNode::valueStream)
                        .map(JsonNode::asLong)
                        .toList();
        var found = Arrays.stream(rows.rows(0, count)).boxed().toList();
        errors.same("positions", expected, found);
        var bias = rows.bias(0, count, 0);
        var masked =
                IntStream.range(0, count)
                        .mapToObj(
                                query ->
                                        IntStream.range(0, count)
                                                .mapToObj(
                                                        k ->
                                                                bias[query * count + k] < 0
                                                                        ? "1"
                                                                        : "0")
                                                .collect(Collectors.joining()))
                        .toList();
        var mask = fixture.at("masked").valueStream().map(JsonNode::asText).toList();
        errors.same("mask", mask, masked);
    }
}
