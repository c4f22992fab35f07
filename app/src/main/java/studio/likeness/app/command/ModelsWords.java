package studio.likeness.app.command;

import java.util.Locale;
import studio.likeness.models.job.Words;
import studio.likeness.models.library.Recognized;
import studio.likeness.models.modelfolder.Damage;

/// How `likeness models` says sizes and kinds.
final class ModelsWords {
    private ModelsWords() {}

    static String kind(Recognized.Kind kind) {
        return Words.say("app.command.models.kind." + kind.name().toLowerCase(Locale.ROOT));
    }

    static String damage(Damage.Kind kind) {
        return Words.say("app.command.models.damage." + kind.name().toLowerCase(Locale.ROOT));
    }

    static String megabytes(long bytes) {
        return bytes < 10_000_000_000L
                ? "%.1f MB".formatted(bytes / 1e6)
                : "%.1f GB".formatted(bytes / 1e9);
    }

    static String millions(long count) {
        return count < 1_000_000
                ? String.valueOf(count)
                : Words.say("app.command.models.millions", "%.1f".formatted(count / 1e6));
    }
}
