package studio.likeness.models.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import studio.likeness.models.checkpoint.TensorIndex;

/// Runs a network once on libtorch in float32 and keeps only one layer's weights in memory:
/// whatever the network [Ops#tap]s is where a layer ends, and the weights read so far are let go
/// there. A model of many gigabytes needs a few hundred megabytes.
public final class LayerByLayer {
    /// A network with its inputs, made through [Ops#constant].
    public interface Program {
        <T> T compute(Ops<T> o);
    }

    private LayerByLayer() {}

    /// @param afterLayer called when a layer is done; throwing there ends the run
    /// @return the result's numbers, row-major
    public static float[] compute(TensorIndex weights, Program program, Runnable afterLayer) {
        try (var lasting = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                var layers = new Layers(weights, lasting, afterLayer)) {
            return program.compute(layers.ops()).toFloatArray();
        }
    }

    /// Passes every call on to the layer's own [TorchOps].
    private static final class Layers implements InvocationHandler, AutoCloseable {
        private final TensorIndex weights;
        private final NDManager lasting;
        private final Runnable afterLayer;
        private TorchOps layer;

        Layers(TensorIndex weights, NDManager lasting, Runnable afterLayer) {
            this.weights = weights;
            this.lasting = lasting;
            this.afterLayer = afterLayer;
            layer = open();
        }

        private TorchOps open() {
            var exactly = WeightPlan.all(WeightFormat.Dense.FLOAT32);
            return new TorchOps(lasting, weights, exactly, Adapter.none());
        }

        @SuppressWarnings("unchecked") // the one interface the proxy has, of the T that TorchOps is
        Ops<NDArray> ops() {
            return (Ops<NDArray>)
                    Proxy.newProxyInstance(
                            Ops.class.getClassLoader(), new Class<?>[] {Ops.class}, this);
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
                throws Throwable {
            if (method.getName().equals("tap")) {
                return endLayer((NDArray) Objects.requireNonNull(arguments)[1]);
            }
            try {
                var result = method.invoke(layer, arguments);
                if (method.getName().equals("constant")) {
                    ((NDArray) result).attach(lasting); // inputs are read by every layer
                }
                return result;
            } catch (InvocationTargetException e) {
                throw Objects.requireNonNull(e.getCause());
            }
        }

        private NDArray endLayer(NDArray x) {
            x.attach(lasting);
            layer.close();
            layer = open();
            afterLayer.run();
            return x;
        }

        @Override
        public void close() {
            layer.close();
        }
    }
}
