package studio.likeness.models.language.tokenizer;

import java.util.ArrayList;
import java.util.List;

/// Text between control tokens. What a user wrote is always text, whatever it looks like.
public record Prompt(List<Part> parts) {
    /// A stretch of a prompt.
    public sealed interface Part {}

    /// Text, never read as a control token.
    public record Plain(String text) implements Part {}

    /// One control token, as the vocabulary writes it.
    public record Control(String token) implements Part {}

    public Prompt {
        parts = List.copyOf(parts);
    }

    /// The prompt as one string; for reading, not for encoding.
    public String text() {
        var text = new StringBuilder();
        for (var part : parts) {
            text.append(
                    switch (part) {
                        case Plain(var plain) -> plain;
                        case Control(var token) -> token;
                    });
        }
        return text.toString();
    }

    /// Puts a prompt together; texts that follow each other become one, as they were in training.
    public static final class Builder {
        private final List<Part> parts = new ArrayList<>();
        private final StringBuilder plain = new StringBuilder();

        public Builder control(String token) {
            flush();
            parts.add(new Control(token));
            return this;
        }

        public Builder plain(String text) {
            plain.append(text);
            return this;
        }

        /// Ends the text so far: what follows is encoded apart, though no token lies between.
        public Builder cut() {
            flush();
            return this;
        }

        public Prompt build() {
            flush();
            return new Prompt(parts);
        }

        private void flush() {
            if (!plain.isEmpty()) {
                parts.add(new Plain(plain.toString()));
                plain.setLength(0);
            }
        }
    }
}
