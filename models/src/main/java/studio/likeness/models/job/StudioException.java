package studio.likeness.models.job;

import java.util.List;
import java.util.Locale;

/// Something the user should know: what happened, and what to do about it, in their language. `key`
/// has a sentence in the bundles ([Words]) and may have a second one under `key.remedy`, filled
/// from the same arguments.
public final class StudioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient Object[] args;

    public StudioException(String key, Object... args) {
        super(Words.say(Locale.ENGLISH, key, args));
        this.key = key;
        this.args = args.clone();
    }

    public StudioException(Throwable cause, String key, Object... args) {
        this(key, args);
        initCause(cause);
    }

    public String key() {
        return key;
    }

    /// What fills the sentence's holes.
    public List<Object> args() {
        return List.of(args);
    }

    /// What happened, in the program's language.
    public String sentence() {
        return Words.say(key, args);
    }

    /// What to do, in the program's language; empty when there is nothing.
    public String remedy() {
        return Words.has(key + ".remedy") ? Words.say(key + ".remedy", args) : "";
    }

    /// Both, as one line.
    public String explanation() {
        if (remedy().isEmpty()) {
            return sentence();
        }
        // Chinese sentences follow one another without a space.
        return sentence() + (sentence().endsWith("。") ? "" : " ") + remedy();
    }
}
