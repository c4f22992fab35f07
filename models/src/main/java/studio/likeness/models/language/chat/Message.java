package studio.likeness.models.language.chat;

import studio.likeness.models.language.tokenizer.Tokenizer;

/// One turn of a talk with a model.
public record Message(Role role, String text) {
    /// Where a control token may begin.
    private static final String BEGINNINGS = "<[{|#@";

    /// Who says it.
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    /// The same for a template, whose control tokens and what people wrote come out as one string: a
    /// mark that the tokenizer drops keeps the latter from being taken for the former.
    public Message guarded() {
        var guarded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            guarded.append(text.charAt(i));
            if (BEGINNINGS.indexOf(text.charAt(i)) >= 0) {
                guarded.append(Tokenizer.GUARD);
            }
        }
        return new Message(role, guarded.toString());
    }

    public static Message system(String text) {
        return new Message(Role.SYSTEM, text);
    }

    public static Message user(String text) {
        return new Message(Role.USER, text);
    }

    public static Message assistant(String text) {
        return new Message(Role.ASSISTANT, text);
    }
}
