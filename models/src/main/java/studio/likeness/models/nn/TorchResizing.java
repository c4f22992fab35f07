package studio.likeness.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/// Pictures and sounds made larger or smaller, for [TorchOps]. Written out, because DJL always
/// smooths what it makes smaller.
final class TorchResizing {
    private final NDManager manager;
    private final TorchViews views;

    TorchResizing(NDManager manager, TorchViews views) {
        this.manager = manager;
        this.views = views;
    }

    NDArray interpolate(NDArray x, Ops.Interpolation how, Dim... sizes) {
        var result = x;
        for (int i = 0; i < sizes.length; i++) {
            result = resized(result, i + 2, Math.toIntExact(TorchViews.known(sizes[i])), how);
        }
        return result;
    }

    private NDArray resized(NDArray x, int axis, int size, Ops.Interpolation how) {
        var places = TorchPlaces.of(x.getShape().get(axis), size, how);
        var left = views.gather(x, axis, manager.create(places.left()));
        return switch (how) {
            case NEAREST -> left;
            case LINEAR -> {
                var shape = new long[x.getShape().dimension() - axis];
                Arrays.fill(shape, 1);
                shape[0] = size;
                var right = views.gather(x, axis, manager.create(places.right()));
                var share = manager.create(places.share(), new Shape(shape));
                yield left.add(right.sub(left).mul(share));
            }
        };
    }
}
