package studio.likeness.app.window.conversation;

import studio.likeness.app.Studio;
import studio.likeness.app.window.corpus.Said;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.models.library.LoadedModels;
import studio.likeness.models.runtime.Device;

/// Where a persona's brain runs, as far as it is known.
public sealed interface BrainPlace {
    /// Nothing runs: what was recorded is looked up.
    record Archive() implements BrainPlace {}

    /// It thinks with a model, but none is chosen.
    record NoModel() implements BrainPlace {}

    /// @param loaded whether the model is in memory already
    record Processor(boolean loaded) implements BrainPlace {}

    /// @param index of the NVIDIA card
    /// @param loaded whether the model is in memory already
    record Card(int index, boolean loaded) implements BrainPlace {}

    /// @param address of the Ollama server
    record Server(String address) implements BrainPlace {}

    /// Asks nothing of any server.
    static BrainPlace of(Studio studio, BrainChoice choice) {
        return switch (choice.kind()) {
            case ARCHIVE -> new Archive();
            case OLLAMA -> new Server(studio.settings().get().ollama());
            case MODEL -> choice.model().isEmpty() ? new NoModel() : local(studio, choice.model());
        };
    }

    private static BrainPlace local(Studio studio, String model) {
        var loaded =
                studio.loadedModels().loaded().stream()
                        .filter(m -> m.id().equals(model))
                        .map(LoadedModels.Loaded::device)
                        .findFirst();
        return switch (loaded.orElseGet(Device::processor)) {
            case Device.Processor _ -> new Processor(loaded.isPresent());
            case Device.Cuda(int index) -> new Card(index, loaded.isPresent());
        };
    }

    /// A sentence about it.
    default Said sentence() {
        return switch (this) {
            case Archive() -> Said.of("app.window.talk.place.archive");
            case NoModel() -> Said.of("app.window.talk.place.noModel");
            case Processor(var loaded) ->
                    Said.of(
                            loaded
                                    ? "app.window.talk.place.processor"
                                    : "app.window.talk.place.processorLater");
            case Card(var index, var loaded) ->
                    Said.of(
                            loaded ? "app.window.talk.place.card" : "app.window.talk.place.cardLater",
                            index);
            case Server(var address) -> Said.of("app.window.talk.place.server", address);
        };
    }

    /// A word or two, for a chip.
    default Said word() {
        return switch (this) {
            case Archive() -> Said.of("app.window.talk.place.archive.word");
            case NoModel() -> Said.of("app.window.talk.place.noModel.word");
            case Processor _ -> Said.of("app.window.talk.place.processor.word");
            case Card(var index, _) -> Said.of("app.window.talk.place.card.word", index);
            case Server _ -> Said.of("app.window.talk.place.server.word");
        };
    }

    /// Whether a model is at work there.
    default boolean thinks() {
        return !(this instanceof Archive || this instanceof NoModel);
    }
}
