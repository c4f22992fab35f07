package studio.likeness.models.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireTest {
    private static final byte[] MODEL =
            new TestGraph()
                    .input("x", TestGraph.FLOAT, "rows", 3)
                    .output("y", TestGraph.FLOAT, "rows", 3)
                    .external("w", TestGraph.FLOAT, "weights.bin", 12, 36, 3, 3)
                    .floats("inside", new float[200], 200)
                    .node("LeakyRelu", List.of("x"), List.of("y"), Map.of("alpha", 0.1f))
                    .bytes();

    @Test
    void copiesWhatIsNotChanged() {
        assertArrayEquals(MODEL, Wire.changed(MODEL, 7, graph -> Wire.changed(graph, 5, t -> t)));
    }

    @Test
    void changesAFieldToAnotherLength() throws InvalidProtocolBufferException {
        var name = "a much longer name than before, of more than 127 letters: ".repeat(4);
        var changed =
                Wire.changed(
                        MODEL,
                        7,
                        graph ->
                                Wire.changed(graph, 2, _ -> name.getBytes(StandardCharsets.UTF_8)));
        var expected = OnnxMl.ModelProto.parseFrom(MODEL).toBuilder();
        expected.getGraphBuilder().setName(name);
        assertEquals(expected.build(), OnnxMl.ModelProto.parseFrom(changed));
    }

    @Test
    void refusesWhatIsNoMessage() {
        assertThrows(IllegalArgumentException.class, () -> Wire.changed(new byte[] {7}, 1, f -> f));
    }
}
