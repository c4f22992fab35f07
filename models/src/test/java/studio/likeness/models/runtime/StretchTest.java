package studio.likeness.models.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StretchTest {
    static byte[] graph() {
        return new TestGraph()
                .input("x", TestGraph.FLOAT, 1, "heads", "rows", "size")
                .input("pads", TestGraph.INT64, 8)
                .output("y", TestGraph.FLOAT, 1, "heads", "rows there", "size")
                .node("Pad", List.of("x", "pads"), List.of("y"), Map.of())
                .bytes();
    }

    @Test
    void theGraphBesideTheClassIsOnePad() throws Exception {
        try (var in = Stretch.class.getResourceAsStream("stretch.onnx")) {
            assertArrayEquals(graph(), in.readAllBytes());
        }
    }
}
