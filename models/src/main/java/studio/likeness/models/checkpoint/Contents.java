package studio.likeness.models.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What one opened checkpoint holds.
///
/// @param closing lets go of the files
record Contents(Map<String, Tensor> tensors, ObjectNode meta, Runnable closing)
        implements TensorIndex {
    Contents(Map<String, Tensor> tensors, ObjectNode meta, MappedFile file) {
        this(tensors, meta, file::close);
    }

    Contents(Map<String, Tensor> tensors, ObjectNode meta, List<TensorIndex> parts) {
        this(tensors, meta, () -> parts.forEach(TensorIndex::close));
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(tensors.keySet());
    }

    @Override
    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    @Override
    public void close() {
        closing.run();
    }
}
