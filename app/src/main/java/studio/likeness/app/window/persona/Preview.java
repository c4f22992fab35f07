package studio.likeness.app.window.persona;

import studio.likeness.app.conversation.Prompt;

/// What a model would be told, and how much of it that takes.
///
/// @param context the most tokens of a talk and its answer together; 0 where that is not known
record Preview(Prompt prompt, int context, Count count) {
    /// How far the numbers can be trusted.
    enum Count {
        /// By the model's own tokenizer.
        EXACT,
        /// An estimate, until the model is in memory.
        NOT_LOADED,
        /// An estimate, because nobody tells.
        ESTIMATE
    }

    int tokens() {
        return prompt.total();
    }
}
