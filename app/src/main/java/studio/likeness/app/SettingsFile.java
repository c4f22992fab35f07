package studio.likeness.app;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import studio.likeness.models.home.AtomicFile;

/// Reads and replaces `settings.json`. An unreadable file counts as none, and is kept beside the
/// new one. Thread-safe.
public final class SettingsFile {
    private static final System.Logger LOG = System.getLogger(SettingsFile.class.getName());
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Path file;
    private final List<Consumer<Settings>> listeners = new CopyOnWriteArrayList<>();
    private Settings now;

    public SettingsFile(Path file) {
        this.file = file;
        this.now = read(file);
    }

    public synchronized Settings get() {
        return now;
    }

    /// Changes what is kept; listeners hear of it on this thread.
    public void change(UnaryOperator<Settings> change) {
        Settings after;
        synchronized (this) {
            after = change.apply(now);
            if (after.equals(now)) {
                return;
            }
            now = after;
            try {
                AtomicFile.write(file, JSON.writeValueAsString(after));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        listeners.forEach(listener -> listener.accept(after));
    }

    public AutoCloseable onChange(Consumer<Settings> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private static Settings read(Path file) {
        if (!Files.exists(file)) {
            return Settings.DEFAULT;
        }
        try {
            // What an older version did not know keeps its default.
            ObjectNode all = JSON.valueToTree(Settings.DEFAULT);
            all.setAll((ObjectNode) JSON.readTree(file.toFile()));
            return JSON.treeToValue(all, Settings.class);
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "unreadable " + file + ", using defaults", e);
            keepAside(file);
            return Settings.DEFAULT;
        }
    }

    private static void keepAside(Path file) {
        try {
            AtomicFile.move(file, file.resolveSibling("settings.unreadable.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
