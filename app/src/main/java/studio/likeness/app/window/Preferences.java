package studio.likeness.app.window;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import studio.likeness.app.Settings;
import studio.likeness.app.SettingsDraft;
import studio.likeness.app.SettingsFile;

/// The settings as the window sees them: changed at once on the screen, written off the FX thread.
public final class Preferences implements AutoCloseable {
    private final SettingsFile file;
    private final Background background;
    private final AtomicReference<Settings> latest;
    private final ReadOnlyObjectWrapper<Settings> settings;
    private final ReadOnlyObjectWrapper<String> failure = new ReadOnlyObjectWrapper<>("");

    public Preferences(SettingsFile file, Background background) {
        this.file = file;
        this.background = background;
        latest = new AtomicReference<>(file.get());
        settings = new ReadOnlyObjectWrapper<>(file.get());
    }

    public Settings get() {
        return settings.get();
    }

    public ReadOnlyObjectProperty<Settings> settingsProperty() {
        return settings.getReadOnlyProperty();
    }

    /// One of the settings, for example `Settings::theme`.
    public <T> ObservableValue<T> of(Function<Settings, T> setting) {
        return settings.map(setting);
    }

    /// Whether nothing on the screen should move for its own sake: the user or the system says so.
    public boolean still() {
        return get().reducedMotion() || Platform.getPreferences().isReducedMotion();
    }

    /// Why the last change could not be kept; empty when it could.
    public ReadOnlyObjectProperty<String> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    public void change(Consumer<SettingsDraft> change) {
        latest.set(settings.get().with(change));
        settings.set(latest.get());
        // Whichever write comes last writes the latest, so their order does not matter.
        background.run(this::write, _ -> failure.set(""), failure::set);
    }

    private boolean write() {
        file.change(_ -> latest.get());
        return true;
    }

    /// Returns when everything is on disk.
    @Override
    public void close() {
        write();
    }
}
