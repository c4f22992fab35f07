package studio.likeness.app.window.persona;

import studio.likeness.app.conversation.Prompt;

/// What a model would be told, and how much of it that takes.
///
/// @param context the most tokens of a talk and its answer together; 0 where that is not known
/// @param counted by the model's own tokenizer; else the numbers are an estimate
record Preview(Prompt prompt, int context, boolean counted) {
    int tokens() {
        return prompt.total();
    }
}
