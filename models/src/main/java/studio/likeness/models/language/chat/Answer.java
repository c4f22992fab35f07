package studio.likeness.models.language.chat;

import java.time.Duration;

/// What a model said.
///
/// @param text as the family's format cleans it
/// @param thoughts what it thought aloud before; often empty
public record Answer(String text, String thoughts, Finish finish, Figures figures) {
    /// Why it ended.
    public enum Finish {
        /// The model ended it, or a stop string did.
        STOP,
        /// It reached the longest allowed, or the end of the context.
        LENGTH,
        /// [Chat#stop] was called.
        CANCELLED
    }

    /// What it took.
    ///
    /// @param promptTokens all that the model has read for this answer
    /// @param reusedTokens those of them that it had read before
    /// @param generatedTokens those of the answer, the thinking and the end included
    /// @param forgottenMessages left out at the talk's beginning, because it no longer fits
    /// @param firstToken from the call to the first token drawn
    /// @param total from the call to the end
    public record Figures(
            int promptTokens,
            int reusedTokens,
            int generatedTokens,
            int forgottenMessages,
            Duration firstToken,
            Duration total) {
        /// Once the first token was there; 0 for fewer than two.
        public double tokensPerSecond() {
            double seconds = total.minus(firstToken).toNanos() / 1e9;
            return generatedTokens < 2 || seconds <= 0 ? 0 : (generatedTokens - 1) / seconds;
        }
    }
}
