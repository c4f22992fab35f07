package studio.likeness.app.window;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.likeness.app.Settings;
import studio.likeness.app.SettingsFile;

/// The settings as the window sees them: changed at once on the screen, written off the FX thread.
public final class Preferences implements AutoCloseable {
    private final SettingsFile file;
    private final Background background;
    private final AtomicReference<Settings> latest;
    private final ReadOnlyObjectWrapper<Settings> settings;

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

    public void change(UnaryOperator<Settings> change) {
        latest.set(change.apply(settings.get()));
        settings.set(latest.get());
        // Whichever write comes last writes the latest, so their order does not matter.
        background.run(this::write, _ -> {}, _ -> {});
    }

    private boolean write() {
        file.change(_ -> latest.get());
        return true;
    }

    /// The settings with another persona chosen.
    static Settings persona(Settings s, String id) {
        return new Settings(
                s.language(),
                s.theme(),
                s.microphone(),
                s.speaker(),
                s.camera(),
                s.volume(),
                s.textScale(),
                s.captions(),
                s.sidebarCollapsed(),
                s.reducedMotion(),
                id,
                s.window());
    }

    /// Returns when everything is on disk.
    @Override
    public void close() {
        write();
    }
}
