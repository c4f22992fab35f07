package studio.likeness.models.library;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import studio.likeness.models.job.Owned;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.language.chat.PromptFormat;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Devices;
import studio.likeness.models.runtime.MainMemory;

/// The language models in memory: each loaded once, shared by all talks with it. Talks that answer
/// at once take turns, one token each. A model that nobody has used for a while is let go; a talk
/// with it that is still open loads it again. Thread-safe.
public final class LoadedModels implements AutoCloseable {
    /// Tokens; a talk has no use for less, however small the memory.
    static final int LEAST_CONTEXT = 1024;

    private static final Keeping USUAL = new Keeping(0, Duration.ofMinutes(15));

    /// A quarter of a device's memory goes to caches at most.
    private static final int PART_FOR_CACHES = 4;

    /// What is kept how long.
    ///
    /// @param cacheBytes for all talks on one device together; 0 for a quarter of its memory
    /// @param idle after which an unused model is let go
    record Keeping(long cacheBytes, Duration idle) {}

    /// One that is in memory.
    ///
    /// @param sessions talks that are open with it
    public record Loaded(String id, Device device, int sessions, Instant used) {}

    private record Key(String id, Optional<Path> adapter, Device device) {}

    private final ModelFolders folders;
    private final Keeping keeping;
    private final Map<Key, SharedModel> models = new HashMap<>();
    private final Map<Device, CacheBudget> budgets = new HashMap<>();
    private final Thread sweeper;
    private boolean closed;

    public LoadedModels(ModelFolders folders) {
        this(folders, USUAL);
    }

    LoadedModels(ModelFolders folders, Keeping keeping) {
        this.folders = folders;
        this.keeping = keeping;
        sweeper = Thread.ofVirtual().name("models at rest").unstarted(this::sweep);
        sweeper.start();
    }

    /// A talk with a model, which is loaded when it is not.
    ///
    /// @throws StudioException when there is no such model or the device cannot run it; nothing
    ///     else is tried instead
    public ChatSession open(String id, Device device) {
        return open(id, Optional.empty(), device);
    }

    /// A talk with a model that a low-rank adapter changes.
    ///
    /// @param adapter folder in PEFT's format
    /// @throws StudioException likewise, or when the adapter does not fit
    public ChatSession open(String id, Optional<Path> adapter, Device device) {
        return open(id, adapter, UnaryOperator.identity(), device);
    }

    /// Likewise, with talks written down in another way than the model's own.
    ///
    /// @param form makes it of the model's own
    public ChatSession open(
            String id, Optional<Path> adapter, UnaryOperator<PromptFormat> form, Device device) {
        var folder = folders.find(id);
        while (true) {
            var model = shared(folder, adapter, device);
            var talk = model.talk(form);
            if (talk.isPresent()) {
                return talk.get();
            }
            // It was let go a moment ago.
            remove(model);
        }
    }

    private synchronized SharedModel shared(
            ModelFolder folder, Optional<Path> adapter, Device device) {
        if (closed) {
            throw new StudioException("models.library.closing", folder.id());
        }
        var budget =
                budgets.computeIfAbsent(
                        device, _ -> new CacheBudget(cacheBytes(device, keeping.cacheBytes())));
        return models.computeIfAbsent(
                new Key(folder.id(), adapter, device),
                _ -> new SharedModel(folder, adapter, device, budget));
    }

    private static long cacheBytes(Device device, long chosen) {
        if (chosen > 0) {
            return chosen;
        }
        return switch (device) {
                    case Device.Processor _ -> MainMemory.bytes();
                    case Device.Cuda(int index) ->
                            Devices.cards().stream()
                                    .filter(card -> card.index() == index)
                                    .mapToLong(Devices.Card::memoryBytes)
                                    .findFirst()
                                    .orElseGet(MainMemory::bytes);
                }
                / PART_FOR_CACHES;
    }

    private synchronized void remove(SharedModel model) {
        models.remove(new Key(model.id(), model.adapter(), model.device()), model);
    }

    private synchronized List<SharedModel> all() {
        return List.copyOf(models.values());
    }

    /// By name.
    public List<Loaded> loaded() {
        return all().stream()
                .filter(SharedModel::isLoaded)
                .map(m -> new Loaded(m.id(), m.device(), m.talks(), m.used()))
                .sorted(Comparator.comparing(Loaded::id))
                .toList();
    }

    /// Lets go of a model with which nobody talks; false when somebody does.
    public boolean unload(String id) {
        boolean gone = true;
        for (var model : all()) {
            if (model.id().equals(id)) {
                if (model.retire()) {
                    remove(model);
                } else {
                    gone = false;
                }
            }
        }
        return gone;
    }

    private void sweep() {
        try {
            while (true) {
                Thread.sleep(keeping.idle().dividedBy(4));
                for (var model : all()) {
                    model.rest(keeping.idle());
                }
            }
        } catch (InterruptedException _) {
            // Closed; nobody else interrupts this thread.
        }
    }

    /// Ends the answers that are being given, and waits for their end.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        sweeper.interrupt();
        var owned = new Owned();
        var last = new ArrayList<>(all());
        last.forEach(SharedModel::stop);
        last.forEach(owned::own);
        owned.close();
    }
}
