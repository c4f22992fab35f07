package studio.likeness.models.checkpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import studio.likeness.models.job.StudioException;

/// The tensors of one checkpoint (one file, or the shards of a folder) by their published names.
/// Files are mapped, not read; closing unmaps them.
public interface TensorIndex extends AutoCloseable {
    /// In the file's order.
    Set<String> names();

    Optional<Tensor> find(String name);

    default boolean has(String name) {
        return find(name).isPresent();
    }

    /// @throws StudioException when the checkpoint lacks it
    default Tensor get(String name) {
        return find(name)
                .orElseThrow(() -> new StudioException("models.checkpoint.missingTensor", name));
    }

    /// What the checkpoint says beside its tensors: safetensors' `__metadata__`, the numbers and
    /// words of a torch file in its own nesting, GGUF's metadata (long arrays as their
    /// length only).
    default ObjectNode meta() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    void close();
}
