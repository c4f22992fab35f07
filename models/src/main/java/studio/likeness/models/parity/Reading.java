package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.LongStream;
import studio.likeness.models.language.ChatGlmPositions;
import studio.likeness.models.language.Decoder;

/// The numbers that go with some tokens of a text: their positions, and whom they see where the
/// network does not know by itself.
///
/// @param twoRows of ChatGLM-6B; empty for networks that count
/// @param prefix length of a tuned prefix
record Reading(Optional<ChatGlmPositions> twoRows, int prefix) {
    static Reading of(Decoder decoder, JsonNode config, int[] prompt, int prefix) {
        return new Reading(
                decoder.hasTwoRows()
                        ? Optional.of(ChatGlmPositions.of(config, prompt))
                        : Optional.empty(),
                prefix);
    }

    /// Of tokens from `from` up to, not including, `to`.
    long[] positions(int from, int to) {
        return twoRows.map(p -> p.rows(from, to))
                .orElseGet(() -> LongStream.range(from, to).toArray());
    }

    long[] positionsShape(int count) {
        return twoRows.isPresent() ? new long[] {1, 2, count} : new long[] {1, count};
    }

    /// `[1, 1, to - from, prefix + to]`.
    Optional<float[]> bias(int from, int to) {
        return twoRows.map(p -> p.bias(from, to, prefix));
    }
}
