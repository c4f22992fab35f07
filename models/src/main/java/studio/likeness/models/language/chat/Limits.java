package studio.likeness.models.language.chat;

import java.util.List;

/// Where an answer ends at the latest.
///
/// @param maxTokens at least 1
/// @param stops strings that end it; may be none
/// @param thinking whether a model that can think aloud may
public record Limits(int maxTokens, List<String> stops, boolean thinking) {
    public Limits {
        if (maxTokens < 1) {
            throw new IllegalArgumentException("expected at least 1 token, found " + maxTokens);
        }
        stops = List.copyOf(stops);
    }

    public static Limits of(int maxTokens) {
        return new Limits(maxTokens, List.of(), false);
    }
}
