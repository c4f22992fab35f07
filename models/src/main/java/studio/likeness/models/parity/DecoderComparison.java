package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import studio.likeness.models.language.ChatGlmPositions;
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
        lines.add(onnx(fixture, recipe, figures, "onnx", Integer.MAX_VALUE));
        lines.add(onnx(fixture, recipe, figures, "onnx, chunks", CHUNK));
        lines.add(onnx(fixture, recipe, figures, "onnx, one by one", 1));
        return lines;
    }

    /// With the weights and the adapter that the fixture asks for.
    private static Recipe given(Fixture fixture, Recipe recipe) {
        return fixture.has("quantisation")
                ? recipe.kept(KeptWeights.of(fixture.at("quantisation")))
                : recipe;
    }

    private static Line torch(Fixture fixture, Recipe recipe, DecoderFigures figures) {
        var errors = new Errors(DecoderFigures.TOLERANCE);
        layout(fixture, recipe, errors);
        try (var decoder = new TorchDecoder(recipe)) {
            figures.compare(decoder, errors);
        }
        return errors.line(fixture, "torch", "");
    }

    private static Line onnx(
            Fixture fixture, Recipe recipe, DecoderFigures figures, String name, int chunk) {
        var errors = new Errors(DecoderFigures.TOLERANCE);
        try (var decoder = new OnnxDecoder(recipe, chunk)) {
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
                                                .mapToObj(k -> bias[query * count + k] < 0 ? "1" : "0")
                                                .collect(Collectors.joining()))
                        .toList();
        var mask = fixture.at("masked").valueStream().map(JsonNode::asText).toList();
        errors.same("mask", mask, masked);
    }
}
