package studio.likeness.models.language.chat;

/// One turn of a talk with a model.
public record Message(Role role, String text) {
    /// Who says it.
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT
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
