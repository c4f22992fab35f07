package studio.likeness.app.window.conversation;

import studio.likeness.app.Studio;
import studio.likeness.app.window.corpus.Said;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.models.runtime.Device;

/// Where a persona's brain runs, as far as it is known.
public sealed interface BrainPlace {
    /// Nothing runs: what was recorded is looked up.
    record Archive() implements BrainPlace {}

    /// It thinks with a model, but none is chosen.
    record NoModel() implements BrainPlace {}

    /// @param loaded whether the model is in memory already
    record Processor(boolean loaded) implements BrainPlace {}

    /// @param name of the graphics card, with its number
    /// @param loaded whether the model is in memory already
    record Card(String name, boolean loaded) implements BrainPlace {}

    /// It is to think on a card that cannot be used.
    ///
    /// @param why a sentence, and what to do
    record NoCard(String why) implements BrainPlace {}

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
        // Where [Studio#brain] runs it.
        var state = studio.device().state();
        if (state.problem().isPresent()) {
            return new NoCard(state.problem().get().explanation());
        }
        boolean loaded =
                studio.loadedModels().loaded().stream()
                        .anyMatch(m -> m.id().equals(model) && m.device().equals(state.device()));
        return switch (state.device()) {
            case Device.Processor _ -> new Processor(loaded);
            case Device.Cuda _ -> new Card(state.name(), loaded);
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
            case Card(var name, var loaded) ->
                    Said.of(
                            loaded
                                    ? "app.window.talk.place.card"
                                    : "app.window.talk.place.cardLater",
                            name);
            case NoCard(var why) -> Said.of("app.window.talk.place.noCard", why);
            case Server(var address) -> Said.of("app.window.talk.place.server", address);
        };
    }

    /// A word or two, for a chip.
    default Said word() {
        return switch (this) {
            case Archive() -> Said.of("app.window.talk.place.archive.word");
            case NoModel() -> Said.of("app.window.talk.place.noModel.word");
            case Processor _ -> Said.of("app.window.talk.place.processor.word");
            case Card _ -> Said.of("app.window.talk.place.card.word");
            case NoCard _ -> Said.of("app.window.talk.place.noCard.word");
            case Server _ -> Said.of("app.window.talk.place.server.word");
        };
    }

    /// Whether a model is at work there.
    default boolean thinks() {
        return !(this instanceof Archive || this instanceof NoModel);
    }
}
