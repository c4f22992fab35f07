package studio.likeness.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Rotary position embedding on arrays, with tables as long as the positions seen need.
final class TorchRotary {
    private final Map<Key, Angles> angles = new HashMap<>();

    /// One tensor of positions is used by every layer, twice.
    private record Key(String positions, Rotary rotary) {}

    /// `[batch, time, 1, pairs]`.
    private record Angles(NDArray cosines, NDArray sines) {}

    /// @param x `[batch, time, heads * size]`
    NDArray rotate(NDManager manager, NDArray x, Rotary rotary, int heads, NDArray positions) {
        var at =
                angles.computeIfAbsent(
                        new Key(positions.getUid(), rotary),
                        _ -> angles(manager, rotary, positions));
        var shape = x.getShape();
        long size = shape.get(2) / heads;
        int turned = rotary.size();
        if (turned > size) {
            throw new IllegalArgumentException(
                    "expected at most " + size + " turned numbers per head, found " + turned);
        }
        var perHead = x.reshape(new Shape(shape.get(0), shape.get(1), heads, size));
        var parts = perHead.split(new long[] {turned}, 3);
        var result = rotary.interleaved() ? neighbours(parts.get(0), at) : halves(parts.get(0), at);
        if (turned < size) {
            result = NDArrays.concat(new NDList(result, parts.get(1)), 3);
        }
        return result.reshape(shape);
    }

    private static NDArray halves(NDArray x, Angles at) {
        var pair = x.split(2, 3);
        return NDArrays.concat(turn(pair.get(0), pair.get(1), at), 3);
    }

    private static NDArray neighbours(NDArray x, Angles at) {
        var shape = x.getShape();
        var pairs = x.reshape(shape.slice(0, 3).addAll(new Shape(shape.get(3) / 2, 2))).split(2, 4);
        return NDArrays.stack(turn(pairs.get(0).squeeze(4), pairs.get(1).squeeze(4), at), 4)
                .reshape(shape);
    }

    private static NDList turn(NDArray a, NDArray b, Angles at) {
        return new NDList(
                a.mul(at.cosines).sub(b.mul(at.sines)), b.mul(at.cosines).add(a.mul(at.sines)));
    }

    private static Angles angles(NDManager manager, Rotary rotary, NDArray positions) {
        var wanted = positions.toLongArray();
        long last = Arrays.stream(wanted).max().orElse(0);
        if (last >= rotary.positions()) {
            throw new IllegalArgumentException(
                    "expected positions below " + rotary.positions() + ", found " + last);
        }
        // Only as far as needed: some models allow for a million positions.
        var table =
                new Rotary(
                        rotary.frequencies(),
                        rotary.interleaved(),
                        rotary.factor(),
                        Math.toIntExact(last + 1));
        int pairs = rotary.frequencies().length;
        var shape = positions.getShape().addAll(new Shape(1, pairs));
        return new Angles(
                manager.create(rows(table.cosines(), wanted, pairs), shape),
                manager.create(rows(table.sines(), wanted, pairs), shape));
    }

    private static float[] rows(float[] table, long[] wanted, int width) {
        var rows = new float[wanted.length * width];
        for (int i = 0; i < wanted.length; i++) {
            System.arraycopy(table, (int) wanted[i] * width, rows, i * width, width);
        }
        return rows;
    }
}
