package studio.likeness.models.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one conversation on a decoder is like.
///
/// @param limit most tokens in its cache
/// @param chunk most tokens per run when a prompt is read; another conversation's turn comes after
///     at most so many
/// @param adapter values of the graph's `lora_A` and `lora_B` inputs by name; what is not there
///     changes nothing
/// @param given values of the graph's `cross.…` inputs by name: what it reads besides its tokens
/// @param prefix keys and values before the first token
public record DecodingPlan(
        int limit,
        int chunk,
        Map<String, Array.Floats> adapter,
        Map<String, Array.Floats> given,
        Optional<Prefix> prefix,
        Positions positions) {
    /// Learnt keys and values (P-tuning).
    ///
    /// @param keys per layer, `[1, key heads, length, head size]`, as the cache holds them
    /// @param values likewise
    public record Prefix(List<Array.Floats> keys, List<Array.Floats> values) {
        public Prefix {
            keys = List.copyOf(keys);
            values = List.copyOf(values);
            if (keys.isEmpty() || keys.size() != values.size()) {
                throw new IllegalArgumentException(
                        "expected keys and values per layer, found %d and %d"
                                .formatted(keys.size(), values.size()));
            }
        }

        int length() {
            return Math.toIntExact(keys.getFirst().shape()[2]);
        }
    }

    public DecodingPlan {
        adapter = Map.copyOf(adapter);
        given = Map.copyOf(given);
        if (limit < 1 || chunk < 1) {
            throw new IllegalArgumentException(
                    "expected limit and chunk from 1 on, found " + limit + " and " + chunk);
        }
    }

    /// A plain one.
    public static DecodingPlan of(int limit) {
        return new DecodingPlan(
                limit, 256, Map.of(), Map.of(), Optional.empty(), Positions.consecutive());
    }

    public DecodingPlan withChunk(int chunk) {
        return new DecodingPlan(limit, chunk, adapter, given, prefix, positions);
    }

    public DecodingPlan withAdapter(Map<String, Array.Floats> adapter) {
        return new DecodingPlan(limit, chunk, adapter, given, prefix, positions);
    }

    public DecodingPlan withGiven(Map<String, Array.Floats> given) {
        return new DecodingPlan(limit, chunk, adapter, given, prefix, positions);
    }

    public DecodingPlan withPrefix(Prefix prefix) {
        return new DecodingPlan(limit, chunk, adapter, given, Optional.of(prefix), positions);
    }

    public DecodingPlan withPositions(Positions positions) {
        return new DecodingPlan(limit, chunk, adapter, given, prefix, positions);
    }
}
