package studio.likeness.models.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A decoder's inputs and outputs, found by their names.
///
/// @param ids `input_ids`, integers `[1, time]`
/// @param lengths `seqlens_k`: keys in the cache after the step, less one. Graphs that ask for it
///     (GroupQueryAttention) take a cache longer than what is in it; others want it exact
/// @param total `total_sequence_length`: keys in the cache after the step
/// @param positions `position_ids`
/// @param bias `attention_bias`
/// @param rows `logits_rows`: for how many of the last tokens the head is computed
/// @param adapters the `lora_A` and `lora_B`
/// @param given `cross.…`: what the decoder reads besides its tokens, the same at every step
/// @param past `past_key_values.N.key`, `.value`, layer by layer
/// @param present `present.N.key`, `.value`, likewise
/// @param logits `[1, 1 or time, vocabulary]`
record DecoderPorts(
        Port ids,
        Optional<Port> lengths,
        Optional<Port> total,
        Optional<Port> positions,
        Optional<Port> bias,
        Optional<Port> rows,
        List<Port> adapters,
        List<Port> given,
        List<Port> past,
        List<Port> present,
        Port logits) {
    static DecoderPorts of(List<Port> inputs, List<Port> outputs) {
        var in = NativeSession.byName(inputs);
        var out = NativeSession.byName(outputs);
        var past = new ArrayList<Port>();
        var present = new ArrayList<Port>();
        for (int layer = 0; in.containsKey("past_key_values." + layer + ".key"); layer++) {
            for (var kind : List.of(".key", ".value")) {
                past.add(required(in, "past_key_values." + layer + kind));
                present.add(required(out, "present." + layer + kind));
            }
        }
        if (past.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected a decoder with past_key_values.0.key, found " + inputs);
        }
        past.forEach(DecoderPorts::checkCache);
        var ports =
                new DecoderPorts(
                        required(in, "input_ids"),
                        optional(in, "seqlens_k"),
                        optional(in, "total_sequence_length"),
                        optional(in, "position_ids"),
                        optional(in, "attention_bias"),
                        optional(in, "logits_rows"),
                        inputs.stream().filter(DecoderPorts::adapts).toList(),
                        inputs.stream().filter(p -> p.name().startsWith("cross.")).toList(),
                        List.copyOf(past),
                        List.copyOf(present),
                        required(out, "logits"));
        ports.refuseOthers(inputs);
        return ports;
    }

    private static void checkCache(Port port) {
        var shape = port.shape();
        if (shape.length != 4 || shape[1] < 1 || shape[3] < 1) {
            throw new IllegalArgumentException(
                    "expected a cache [batch, heads, length, size] with fixed heads and size, found "
                            + port);
        }
    }

    private static boolean adapts(Port port) {
        return port.name().endsWith("lora_A") || port.name().endsWith("lora_B");
    }

    private void refuseOthers(List<Port> inputs) {
        var unknown = new ArrayList<>(inputs);
        unknown.remove(ids);
        unknown.removeAll(adapters);
        unknown.removeAll(given);
        unknown.removeAll(past);
        List.of(lengths, total, positions, bias, rows)
                .forEach(port -> port.ifPresent(unknown::remove));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("expected a decoder's inputs, found " + unknown);
        }
    }

    private static Port required(Map<String, Port> ports, String name) {
        return optional(ports, name)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "expected " + name + ", found " + ports.keySet()));
    }

    private static Optional<Port> optional(Map<String, Port> ports, String name) {
        return Optional.ofNullable(ports.get(name));
    }

    int vocabulary() {
        return Math.toIntExact(logits.shape()[2]);
    }

    /// How many rows of logits a step of so many tokens gives when the last few are wanted.
    int rowsOf(int tokens, int wanted) {
        return rows.isPresent() ? wanted : logits.shape()[1] == 1 ? 1 : tokens;
    }
}
