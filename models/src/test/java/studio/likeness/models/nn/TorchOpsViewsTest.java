package studio.likeness.models.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static studio.likeness.models.nn.OpenTorch.assertFloats;
import static studio.likeness.models.nn.OpenTorch.assertLongs;
import static studio.likeness.models.nn.OpenTorch.assertShape;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.likeness.models.nn.Ops.Padding;

final class TorchOpsViewsTest {
    private final OpenTorch torch = new OpenTorch();
    private final TorchOps ops = torch.ops;

    /// `[2, 3]`: 1 to 6.
    private final NDArray x = ops.constant(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);

    @AfterEach
    void close() {
        torch.close();
    }

    @Test
    void sizesAreCountedFromBothEnds() {
        assertEquals(2, ops.rank(x));
        assertEquals(Dim.of(3), ops.size(x, -1));
        assertEquals(Dim.of(2), ops.size(x, 0));
        assertThrows(IllegalArgumentException.class, () -> ops.size(x, 2));
    }

    @Test
    void reshapesWithARest() {
        assertShape(ops.reshape(x, 3, -1), 3, 2);
        assertFloats(ops.reshape(x, -1), 1, 2, 3, 4, 5, 6);
    }

    @Test
    void transposesWithNegativeAxes() {
        var turned = ops.transpose(x, -1, 0);
        assertShape(turned, 3, 2);
        assertFloats(turned, 1, 4, 2, 5, 3, 6);
    }

    @Test
    void addsAndTakesAxesOfSizeOne() {
        assertShape(ops.unsqueeze(x, -1), 2, 3, 1);
        assertShape(ops.unsqueeze(x, 1), 2, 1, 3);
        assertShape(ops.squeeze(ops.unsqueeze(x, -1), -1), 2, 3);
        assertThrows(IllegalArgumentException.class, () -> ops.squeeze(x, 0));
    }

    @Test
    void concatenatesAlongTheLastAxis() {
        assertFloats(ops.concat(-1, List.of(x, x)), 1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6);
        assertShape(ops.concat(0, List.of(x, x, x)), 6, 3);
    }

    @Test
    void slicesInStepsAndFromTheEnd() {
        assertFloats(ops.slice(x, -1, Dim.of(0), Dim.of(3), 2), 1, 3, 4, 6);
        assertFloats(ops.slice(x, 1, -1, 3), 3, 6);
        assertFloats(ops.slice(x, 1, 1, Long.MAX_VALUE), 2, 3, 5, 6);
        assertFloats(ops.slice(x, 1, 0, -1), 1, 2, 4, 5);
        assertShape(ops.slice(x, 1, 2, 2), 2, 0);
        assertShape(ops.slice(x, 1, 2, 1), 2, 0);
    }

    @Test
    void splitsIntoUnequalParts() {
        var parts = ops.split(x, -1, 1, 2);
        assertFloats(parts.get(0), 1, 4);
        assertFloats(parts.get(1), 2, 3, 5, 6);
        assertFloats(ops.split(x, 1, 3).getFirst(), 1, 2, 3, 4, 5, 6);
        assertThrows(IllegalArgumentException.class, () -> ops.split(x, 1, 1, 1));
    }

    @Test
    void expandsAxesOfSizeOneAndKeepsOthers() {
        var one = ops.constant(new float[] {1, 2}, 2, 1);
        assertFloats(ops.expand(one, Dim.of(2), Dim.of(3)), 1, 1, 1, 2, 2, 2);
        assertShape(ops.expand(one, Dim.of(4), Dim.of(1), Dim.of(2)), 4, 2, 2);
        assertShape(ops.expand(one, Dim.of(1), Dim.of(2)), 2, 2);
    }

    @Test
    void gathersRowsAlongAnyAxis() {
        var at = ops.constant(new long[] {2, -1, 0, 0}, 2, 2);
        var rows = ops.gather(x, -1, at);
        assertShape(rows, 2, 2, 2);
        assertFloats(rows, 3, 3, 1, 1, 6, 6, 4, 4);
        assertFloats(ops.gather(x, 0, ops.constant(new long[] {1}, 1)), 4, 5, 6);
        var single = ops.gather(x, 1, ops.constant(new long[] {1}));
        assertShape(single, 2);
        assertFloats(single, 2, 5);
        var integers = ops.constant(new long[] {7, 8, 9}, 3);
        assertLongs(ops.gather(integers, 0, ops.constant(new long[] {2, 0}, 2)), 9, 7);
    }

    @Test
    void flips() {
        assertFloats(ops.flip(x, -1), 3, 2, 1, 6, 5, 4);
    }

    @Test
    void padsInThreeWays() {
        assertFloats(pad(Padding.ZEROS), 0, 0, 1, 2, 3, 0, 0, 0, 4, 5, 6, 0);
        assertFloats(pad(Padding.REFLECT), 3, 2, 1, 2, 3, 2, 6, 5, 4, 5, 6, 5);
        assertFloats(pad(Padding.EDGE), 1, 1, 1, 2, 3, 3, 4, 4, 4, 5, 6, 6);
        var rows = ops.pad(x, 0, Dim.of(0), Dim.of(1), Padding.ZEROS);
        assertFloats(rows, 1, 2, 3, 4, 5, 6, 0, 0, 0);
        var integers = ops.constant(new long[] {7, 8}, 2);
        assertLongs(ops.pad(integers, 0, Dim.of(1), Dim.of(0), Padding.ZEROS), 0, 7, 8);
        assertThrows(
                IllegalArgumentException.class,
                () -> ops.pad(x, 1, Dim.of(3), Dim.of(0), Padding.REFLECT));
    }

    private NDArray pad(Padding how) {
        return ops.pad(x, -1, Dim.of(2), Dim.of(1), how);
    }

    @Test
    void countsAndChangesKinds() {
        assertLongs(ops.range(Dim.of(4)), 0, 1, 2, 3);
        assertShape(ops.range(Dim.of(0)), 0);
        assertFloats(ops.toFloat(ops.range(Dim.of(2))), 0, 1);
        assertLongs(ops.toInteger(ops.constant(new float[] {-1.7f, 2.9f}, 2)), -1, 2);
        assertFloats(ops.toFloat(ops.less(x, ops.scalar(3))), 1, 1, 0, 0, 0, 0);
    }
}
