package studio.likeness.app.window.persona;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import studio.likeness.app.conversation.Brain;
import studio.likeness.app.conversation.Prompt;
import studio.likeness.app.conversation.Reply;
import studio.likeness.app.conversation.Source;
import studio.likeness.app.window.conversation.BrainPlace;
import studio.likeness.corpus.memory.Finds;
import studio.likeness.corpus.memory.Hit;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.Sampling;
import studio.likeness.models.library.Fit;
import studio.likeness.models.library.Need;

/// Models that do what a test tells them.
final class FakeMinds implements Minds {
    final List<URI> asked = new ArrayList<>();
    final List<Persona> prompted = new ArrayList<>();
    List<Model> models =
            List.of(
                    new Model(
                            "qwen3-1.7b",
                            1_240_000_000L,
                            new Fit.InMemory(
                                    new Need(1_100_000_000L, 230_000_000L, false),
                                    16_000_000_000L)),
                    new Model(
                            "glm-4-9b-chat",
                            6_300_000_000L,
                            new Fit.TooLarge(
                                    new Need(6_100_000_000L, 160_000_000L, false),
                                    2_900_000_000L,
                                    5_200_000_000L)));
    List<String> served = List.of("qwen3:8b", "llama3.1:8b");
    Optional<StudioException> failure = Optional.empty();

    /// What a model writes, piece by piece.
    List<String> pieces = List.of("我二十多岁", "才开始画海图，", "那时用的是直尺。");

    /// While not empty, it waits there before the last piece.
    Optional<java.util.concurrent.CountDownLatch> gate = Optional.empty();

    List<Hit> memory = List.of();

    @Override
    public List<Model> installed() {
        return models;
    }

    @Override
    public List<String> served(URI server) {
        asked.add(server);
        if (failure.isPresent()) {
            throw failure.get();
        }
        return served;
    }

    @Override
    public Preview prompt(Persona persona, String question) {
        prompted.add(persona);
        var card = persona.summary() + "\n" + persona.manner() + "\n" + persona.card().never();
        var parts = new EnumMap<Prompt.Part, Integer>(Prompt.Part.class);
        parts.put(Prompt.Part.CARD, 126);
        parts.put(Prompt.Part.MEMORY, 88);
        parts.put(Prompt.Part.QUESTION, 9);
        return new Preview(
                new Prompt(List.of(Message.system(card), Message.user(question)), parts, List.of()),
                4096,
                Preview.Count.NOT_LOADED);
    }

    @Override
    public Tried answer(Persona persona, String question, Brain.Listener decided, Brain.Pen pen)
            throws InterruptedException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        var begun = new Reply(Source.GENERATED, "", "zh", Optional.empty(), memory, List.of());
        decided.decided(begun);
        for (var piece : pieces) {
            if (gate.isPresent() && piece.equals(pieces.getLast())) {
                gate.get().await();
            }
            pen.write(piece);
        }
        return new Tried(
                new Reply(
                        Source.GENERATED,
                        String.join("", pieces),
                        "zh",
                        Optional.empty(),
                        memory,
                        List.of()),
                Finds.WORDS_AND_MEANING,
                OptionalDouble.of(21.4));
    }

    @Override
    public BrainPlace place(BrainChoice choice) {
        return switch (choice.kind()) {
            case ARCHIVE -> new BrainPlace.Archive();
            case MODEL -> new BrainPlace.Processor(false);
            case OLLAMA -> new BrainPlace.Server("http://localhost:11434");
        };
    }

    @Override
    public Sampling numbers(BrainChoice choice) {
        double temperature = choice.temperament() == BrainChoice.Temperament.CALM ? 0.3 : 0.7;
        return new Sampling(temperature, 20, 0.8, 0, 1.05, 0, 0, OptionalLong.empty());
    }
}
