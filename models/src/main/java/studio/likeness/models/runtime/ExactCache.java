package studio.likeness.models.runtime;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The cache of graphs whose past is as long as what is in it and whose present is that and the
/// new keys (MultiHeadAttention, ChatGLM-6B). Two memories per tensor take turns: a step reads one
/// and writes the other.
final class ExactCache implements KvCache {
    private static final int FIRST = 256;

    private final Binding binding;
    private final Supplier<Stretch> stretch;
    private final int limit;
    private final List<Pair> pairs = new ArrayList<>();
    private int length;

    private static final class Pair {
        final KvTensor tensor;
        MemorySegment past = MemorySegment.NULL;
        MemorySegment present = MemorySegment.NULL;
        int pastRows;
        int presentRows;

        Pair(KvTensor tensor) {
            this.tensor = tensor;
        }

        /// Its numbers are lost when it grows.
        void needPresent(int rows, int limit) {
            if (presentRows < rows) {
                tensor.release(present);
                present = MemorySegment.NULL;
                presentRows = 0;
                int capacity = Math.max(rows, Math.min(limit, Math.max(FIRST, 2 * pastRows)));
                present = tensor.create(capacity);
                presentRows = capacity;
            }
        }

        void swap() {
            var value = past;
            past = present;
            present = value;
            int rows = pastRows;
            pastRows = presentRows;
            presentRows = rows;
        }
    }

    /// @param limit most keys, a prefix counted
    ExactCache(
            List<KvTensor> tensors,
            Binding binding,
            Supplier<Stretch> stretch,
            int limit,
            Optional<DecodingPlan.Prefix> prefix) {
        this.binding = binding;
        this.stretch = stretch;
        this.limit = limit;
        tensors.forEach(tensor -> pairs.add(new Pair(tensor)));
        try {
            for (var pair : pairs) {
                pair.needPresent(prefix.map(DecodingPlan.Prefix::length).orElse(1), limit);
                pair.swap();
            }
            prefix.ifPresent(this::load);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void load(DecodingPlan.Prefix prefix) {
        for (int i = 0; i < pairs.size(); i++) {
            var pair = pairs.get(i);
            var numbers = (i % 2 == 0 ? prefix.keys() : prefix.values()).get(i / 2);
            pair.tensor.load(stretch.get(), numbers, pair.past, prefix.length());
        }
        length = prefix.length();
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public void prepare(int tokens) {
        for (var pair : pairs) {
            pair.needPresent(length + tokens, limit);
            var past = pair.tensor.view(pair.past, length);
            var present = pair.tensor.view(pair.present, length + tokens);
            try {
                binding.input(pair.tensor.past().name(), past);
                binding.output(pair.tensor.present().name(), present);
            } finally {
                // The binding holds them as long as it needs them.
                pair.tensor.release(past);
                pair.tensor.release(present);
            }
        }
    }

    @Override
    public void advance(int tokens) {
        pairs.forEach(Pair::swap);
        length += tokens;
    }

    @Override
    public void keep(int length) {
        if (length > 0 && length < this.length) {
            for (var pair : pairs) {
                pair.needPresent(length, limit);
                pair.tensor.copy(stretch.get(), pair.past, this.length, pair.present, length);
            }
            pairs.forEach(Pair::swap);
        }
        this.length = length;
    }

    @Override
    public void close() {
        for (var pair : pairs) {
            pair.tensor.release(pair.past);
            pair.tensor.release(pair.present);
            pair.past = MemorySegment.NULL;
            pair.present = MemorySegment.NULL;
        }
    }
}
