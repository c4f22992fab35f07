package studio.likeness.models.runtime;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The cache of graphs that take a longer one than what is in it (GroupQueryAttention): each tensor
/// is past and present at once, so a step writes its own keys and copies none.
final class SharedCache implements KvCache {
    /// Where doubling begins, about.
    private static final int FIRST = 256;

    private final List<KvTensor> tensors;
    private final Binding binding;
    private final Supplier<Stretch> stretch;
    private final int limit;
    private final MemorySegment[] memory;
    private final int[] rows;
    private int length;

    /// @param limit most keys, a prefix counted
    SharedCache(
            List<KvTensor> tensors,
            Binding binding,
            Supplier<Stretch> stretch,
            int limit,
            Optional<DecodingPlan.Prefix> prefix) {
        this.tensors = tensors;
        this.binding = binding;
        this.stretch = stretch;
        this.limit = limit;
        memory = new MemorySegment[tensors.size()];
        Arrays.fill(memory, MemorySegment.NULL);
        rows = new int[tensors.size()];
        try {
            int first = first(limit);
            if (prefix.isPresent()) {
                load(prefix.get(), Math.max(first, prefix.get().length()));
            } else {
                for (int i = 0; i < memory.length; i++) {
                    hold(i, tensors.get(i).create(first), first);
                }
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /// A size that ends at the limit, or a little above, when doubled some times.
    private static int first(int limit) {
        int first = limit;
        while (first >= 2 * FIRST) {
            first = (first + 1) / 2;
        }
        return first;
    }

    private void load(DecodingPlan.Prefix prefix, int capacity) {
        for (int i = 0; i < memory.length; i++) {
            var numbers = (i % 2 == 0 ? prefix.keys() : prefix.values()).get(i / 2);
            hold(i, tensors.get(i).create(capacity), capacity);
            tensors.get(i).load(stretch.get(), numbers, memory[i], capacity);
        }
        length = prefix.length();
    }

    private void hold(int tensor, MemorySegment value, int capacity) {
        memory[tensor] = value;
        rows[tensor] = capacity;
        binding.input(tensors.get(tensor).past().name(), value);
        binding.output(tensors.get(tensor).present().name(), value);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public void prepare(int tokens) {
        // Each for itself: a growing that failed half-way is finished by the next.
        for (int i = 0; i < memory.length; i++) {
            if (rows[i] < length + tokens) {
                grow(i, Math.min(limit, Math.max(2 * rows[i], length + tokens)));
            }
        }
    }

    private void grow(int tensor, int capacity) {
        var old = memory[tensor];
        var fresh = tensors.get(tensor).create(capacity);
        try {
            tensors.get(tensor).copy(stretch.get(), old, rows[tensor], fresh, capacity);
        } catch (RuntimeException e) {
            tensors.get(tensor).release(fresh);
            throw e;
        }
        hold(tensor, fresh, capacity);
        tensors.get(tensor).release(old);
    }

    @Override
    public void advance(int tokens) {
        length += tokens;
    }

    @Override
    public void keep(int length) {
        this.length = length;
    }

    @Override
    public void close() {
        for (int i = 0; i < memory.length; i++) {
            tensors.get(i).release(memory[i]);
            memory[i] = MemorySegment.NULL;
        }
    }
}
