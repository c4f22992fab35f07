package studio.likeness.models.library;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.likeness.models.language.Decoder;
import studio.likeness.models.language.Families;
import studio.likeness.models.nn.LayerByLayer;
import studio.likeness.models.nn.Ops;
import studio.likeness.models.parity.KeyedWeights;

class LayerByLayerTest {
    @ParameterizedTest
    @ValueSource(strings = {"qwen2", "qwen3", "internlm2", "chatglm2", "gemma3_text", "phi3"})
    void givesTheFixturesLogits(String name) throws IOException {
        var fixture = Listings.fixture(name);
        var ids = fixture.path("input_ids").valueStream().mapToLong(n -> n.asLong()).toArray();
        try (var weights = KeyedWeights.of(fixture)) {
            var decoder = Families.of(fixture.path("config"), weights);

            var logits = LayerByLayer.compute(weights, new Logits(decoder, ids), () -> {});

            int vocabulary = decoder.frame().vocabulary();
            for (var expected : fixture.path("outputs").path("logits")) {
                int row = expected.path("position").asInt() * vocabulary;
                for (var sample : expected.path("samples")) {
                    assertEquals(
                            sample.get(1).asDouble(), logits[row + sample.get(0).asInt()], 1e-3);
                }
            }
        }
    }

    record Logits(Decoder decoder, long[] ids) implements LayerByLayer.Program {
        @Override
        public <T> T compute(Ops<T> o) {
            var positions = LongStream.range(0, ids.length).toArray();
            return decoder.logits(
                    o,
                    new Decoder.Tokens<>(
                            o.constant(ids, 1, ids.length),
                            o.constant(positions, 1, ids.length),
                            Optional.empty()),
                    false);
        }
    }
}
