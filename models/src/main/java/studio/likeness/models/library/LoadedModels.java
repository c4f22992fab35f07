package studio.likeness.models.library;

import java.time.Instant;
import java.util.List;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;

/// The language models in memory: each loaded once, shared by all talks with it. Thread-safe.
public final class LoadedModels implements AutoCloseable {
    /// One that is in memory.
    ///
    /// @param sessions talks that are open with it
    public record Loaded(String id, Device device, int sessions, Instant used) {}

    private final ModelFolders folders;

    public LoadedModels(ModelFolders folders) {
        this.folders = folders;
    }

    /// A talk with a model, which is loaded when it is not.
    ///
    /// @throws studio.likeness.models.job.StudioException when there is no such model or the device
    ///     cannot run it; nothing else is tried instead
    public ChatSession open(String id, Device device) {
        throw new UnsupportedOperationException(folders.find(id) + " " + device);
    }

    public List<Loaded> loaded() {
        return List.of();
    }

    /// Lets go of a model with which nobody talks; false when somebody does.
    public boolean unload(String id) {
        return id.isEmpty();
    }

    @Override
    public void close() {}
}
