package studio.likeness.app.window.persona;

import java.util.List;

/// What a model would be told, in its parts.
///
/// @param context the most tokens of a talk and its answer together; 0 where that is not known
/// @param counted by the model's own tokenizer; else the numbers are an estimate
record Prompt(List<Part> parts, int context, boolean counted) {
    /// @param name a key of the words
    record Part(String name, String text, int tokens) {}

    Prompt {
        parts = List.copyOf(parts);
    }

    int tokens() {
        return parts.stream().mapToInt(Part::tokens).sum();
    }
}
