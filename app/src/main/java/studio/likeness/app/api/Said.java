package studio.likeness.app.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import studio.likeness.app.conversation.Reply;
import studio.likeness.models.language.chat.Answer.Finish;

/// A whole answer.
///
/// @param thoughts what the model thought aloud before; often empty
/// @param persona what a persona decided; empty when a language model alone has answered
/// @param ignored fields of the request that were not followed
record Said(
        String text,
        String thoughts,
        Finish finish,
        Took took,
        Optional<Reply> persona,
        List<String> ignored) {
    /// What it took.
    ///
    /// @param written tokens that the model was given and wrote; empty where none was asked
    /// @param load until the model was ready
    /// @param reading until the first token after that
    /// @param writing the rest
    record Took(
            Optional<Reply.Written> written, Duration load, Duration reading, Duration writing) {
        Duration total() {
            return load.plus(reading).plus(writing);
        }
    }

    /// `stop` or `length`, as both APIs say it.
    String reason() {
        return switch (finish) {
            case STOP, CANCELLED -> "stop";
            case LENGTH -> "length";
        };
    }
}
