package studio.likeness.app.window.corpus;

import java.time.Duration;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.likeness.app.window.sound.Ears;
import studio.likeness.app.window.sound.Level;

/// Warns of sound that is too loud while it is recorded, and of a microphone that hears nothing.
final class SoundWarning {
    private static final String SILENT = "app.window.corpus.booth.silent";

    private final Level level;
    private final Duration deafAfter;
    private final ReadOnlyObjectWrapper<Optional<Said>> warning =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    /// @param deafAfter how long there may be no sound at all before it is said
    SoundWarning(Level level, Duration deafAfter) {
        this.level = level;
        this.deafAfter = deafAfter;
    }

    /// Looks again, once a frame. What was too loud stays said until the next recording.
    void look(Ears hearing, boolean recording) {
        boolean deaf = hearing.problem().isEmpty() && hearing.silence().compareTo(deafAfter) >= 0;
        if (deaf) {
            warning.set(Optional.of(Said.of(SILENT, deafAfter.toSeconds())));
        } else if (recording && level.read().clipped()) {
            warning.set(Optional.of(Said.of("app.window.corpus.booth.clipping")));
        } else if (recording || isSilence()) {
            clear();
        }
    }

    private boolean isSilence() {
        return warning.get().map(said -> said.key().equals(SILENT)).orElse(false);
    }

    void clear() {
        warning.set(Optional.empty());
    }

    ReadOnlyObjectProperty<Optional<Said>> property() {
        return warning.getReadOnlyProperty();
    }
}
