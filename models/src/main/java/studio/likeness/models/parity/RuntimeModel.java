package studio.likeness.models.parity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import studio.likeness.models.language.ChatGlmPositions;
import studio.likeness.models.runtime.Array.Floats;
import studio.likeness.models.runtime.DecoderModel;
import studio.likeness.models.runtime.Decoding;
import studio.likeness.models.runtime.DecodingPlan;
import studio.likeness.models.runtime.DecodingPlan.Prefix;
import studio.likeness.models.runtime.Device;

/// A decoder as the studio runs it: only the last token's logits, the cache on the device.
final class RuntimeModel implements AutoCloseable {
    private final Recipe recipe;
    private final Scratch scratch = new Scratch();
    private final DecoderModel model;

    RuntimeModel(Recipe recipe) {
        this.recipe = recipe;
        var graph = scratch.file("decoder.onnx");
        var weights = scratch.file("decoder.weights");
        DecoderGraph.write(recipe, DecoderGraph.plan(recipe), true, graph, weights);
        model = DecoderModel.open(graph, Device.processor(), OnnxInterpreter.exact());
    }

    /// @param chunk most tokens read at a step
    ReadyDecoder start(int chunk) {
        int most = Math.min(chunk, recipe.context());
        var plan = DecodingPlan.of(recipe.context()).withChunk(most).withAdapter(adapter());
        var placed =
                recipe.decoder().hasTwoRows()
                        ? plan.withPositions(ChatGlmPositions.following(recipe.config()))
                        : plan;
        var prefixed = recipe.prefix().isPresent() ? placed.withPrefix(prefix()) : placed;
        return new Talk(model.start(prefixed), model.vocabulary(), most == 1);
    }

    private Map<String, Floats> adapter() {
        var arrays = new HashMap<String, Floats>();
        recipe.adapterInputs()
                .arrays(model.adapters())
                .forEach(
                        (name, array) -> {
                            if (array instanceof Floats floats) {
                                arrays.put(name, floats);
                            }
                        });
        return arrays;
    }

    private Prefix prefix() {
        var cache = PrefixCache.of(recipe);
        var layers = IntStream.range(0, recipe.decoder().frame().layers()).boxed().toList();
        return new Prefix(
                layers.stream().map(layer -> cache.get(PrefixCache.name(layer, "key"))).toList(),
                layers.stream()
                        .map(layer -> cache.get(PrefixCache.name(layer, "value")))
                        .toList());
    }

    @Override
    public void close() {
        model.close();
        scratch.close();
    }

    /// @param singly whether each token is a step of its own
    private record Talk(Decoding decoding, int vocabulary, boolean singly)
            implements ReadyDecoder {
        @Override
        public Seen read(int[] ids) {
            decoding.keep(0);
            if (!singly) {
                return new Seen(feed(ids), Map.of());
            }
            var rows = new ArrayList<float[]>();
            for (var id : ids) {
                rows.add(feed(new int[] {id}));
            }
            return new Seen(joined(rows), Map.of());
        }

        private float[] joined(List<float[]> rows) {
            var all = new float[rows.size() * vocabulary];
            for (int i = 0; i < rows.size(); i++) {
                System.arraycopy(rows.get(i), 0, all, i * vocabulary, vocabulary);
            }
            return all;
        }

        private float[] feed(int[] ids) {
            var logits = new float[vocabulary];
            decoding.feed(ids, logits);
            return logits;
        }

        @Override
        public float[] next(int[] ids) {
            int known = decoding.length();
            if (known > 0 && known < ids.length) {
                return feed(Arrays.copyOfRange(ids, known, ids.length));
            }
            decoding.keep(0);
            return feed(ids);
        }

        @Override
        public void close() {
            decoding.close();
        }
    }
}
