package studio.likeness.models.nn;

import java.util.List;
import java.util.Map;

/// Operations that compute at once, so that results can be read; for those who need numbers and no
/// gradients, and therefore nothing of the engine.
public interface EagerOps<T> extends Ops<T>, AutoCloseable {
    /// One forward pass over the same weights. What it computes lives until it closes.
    EagerOps<T> step();

    /// One forward pass in which every layer's self-attention sees learnt keys and values before
    /// those of the text.
    ///
    /// @param keys one per layer, `[prefix, kvHeads, size]`
    /// @param values likewise
    EagerOps<T> step(List<T> keys, List<T> values);

    /// Numbers, row-major; integers and truths as floats.
    float[] floats(T x);

    /// What [#tap] named, in order; valid until this closes.
    Map<String, T> taps();

    @Override
    void close();
}
