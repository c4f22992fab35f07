package studio.likeness.app.api;

import studio.likeness.models.job.StudioException;

/// A request that is not met. The message goes to the other program in the shape of its API; part
/// of the protocol, it is always English.
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int BAD_REQUEST = 400;
    private static final int FAILED = 500;

    private final int status;
    private final String code;
    private final String param;

    /// @param status of HTTP
    /// @param code what it is called in OpenAI's errors; may be empty
    /// @param param the field that is to blame; may be empty
    Refused(int status, String message, String code, String param) {
        super(message);
        this.status = status;
        this.code = code;
        this.param = param;
    }

    /// @param param the field that is to blame
    static Refused field(String param, String message) {
        return new Refused(BAD_REQUEST, message, "", param);
    }

    static Refused unsupported(String param) {
        return new Refused(
                BAD_REQUEST, param + " is not supported by Likeness", "unsupported", param);
    }

    static Refused noModel(String name) {
        return new Refused(404, "model '" + name + "' not found", "model_not_found", "model");
    }

    /// What the studio says when something does not work.
    static Refused because(StudioException e) {
        boolean tooLong = e.key().equals("models.language.chat.tooLong");
        var refused =
                tooLong
                        ? new Refused(
                                BAD_REQUEST, e.explanation(), "context_length_exceeded", "messages")
                        : new Refused(FAILED, e.explanation(), "", "");
        refused.initCause(e);
        return refused;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String param() {
        return param;
    }
}
