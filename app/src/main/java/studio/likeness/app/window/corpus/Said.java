package studio.likeness.app.window.corpus;

import java.util.List;
import studio.likeness.app.window.Texts;

/// A sentence that is still in no language, so that it can change with the window's.
public record Said(String key, List<Object> args) {
    public static Said of(String key, Object... args) {
        return new Said(key, List.of(args));
    }

    public String in(Texts texts) {
        return texts.now(key, args.toArray());
    }
}
