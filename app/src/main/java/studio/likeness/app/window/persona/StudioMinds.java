package studio.likeness.app.window.persona;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import studio.likeness.app.Studio;
import studio.likeness.app.conversation.ArchiveBrain;
import studio.likeness.app.conversation.Brain;
import studio.likeness.app.conversation.ModelBrain;
import studio.likeness.app.conversation.Question;
import studio.likeness.app.conversation.Temperaments;
import studio.likeness.app.window.conversation.BrainPlace;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.language.chat.Sampling;
import studio.likeness.models.library.Machine;
import studio.likeness.models.library.Need;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.service.OllamaServer;

/// The models of a studio.
final class StudioMinds implements Minds {
    private final Studio studio;
    private final PromptCounter counter;

    StudioMinds(Studio studio) {
        this.studio = studio;
        counter = new PromptCounter(studio);
    }

    @Override
    public List<Model> installed() {
        var machine = Machine.here();
        return writers()
                .map(m -> new Model(m.id(), m.manifest().bytes(), machine.fit(Need.of(m))))
                .toList();
    }

    private Stream<ModelFolder> writers() {
        return studio.library().shelf().models().stream()
                .filter(m -> m.manifest().kind() == Manifest.Kind.LANGUAGE_MODEL);
    }

    @Override
    public List<String> served(URI server) {
        return new OllamaServer(server).models();
    }

    @Override
    public Preview prompt(Persona persona, String question) {
        return counter.write(persona, question);
    }

    @Override
    public Tried answer(Persona persona, String question, Brain.Listener decided, Brain.Pen pen)
            throws InterruptedException {
        var reading = new Stopwatch.Reading();
        try (var corpus = studio.personas().open(persona.id());
                var brain = brain(persona, corpus, reading)) {
            var reply = brain.answer(Question.first(question), decided, pen);
            return new Tried(reply, studio.memory(persona.id()).finds(), reading.tokensPerSecond());
        }
    }

    private Brain brain(Persona tried, Corpus corpus, Stopwatch.Reading reading) {
        var persona = studio.brains().adapters().settled(tried);
        var memory = studio.memory(persona.id());
        var choice = persona.brain();
        return choice.kind() == BrainChoice.Kind.ARCHIVE
                ? new ArchiveBrain(memory)
                : new ModelBrain(
                        corpus, memory, choice, () -> new Stopwatch(open(choice), reading));
    }

    private ChatSession open(BrainChoice choice) {
        return switch (choice.kind()) {
            case ARCHIVE -> throw new IllegalArgumentException("expected a model, found none");
            case MODEL -> studio.brains().session(choice, studio.device().device());
            case OLLAMA -> studio.brains().ollama().open(choice.model());
        };
    }

    @Override
    public BrainPlace place(BrainChoice choice) {
        return BrainPlace.of(studio, choice);
    }

    @Override
    public Optional<String> lacks(Persona imported) {
        return studio.brains().adapters().landed(imported);
    }

    @Override
    public Sampling numbers(BrainChoice choice) {
        var family =
                writers()
                        .filter(m -> m.id().equals(choice.model()))
                        .map(m -> m.manifest().family())
                        .findFirst()
                        .orElse("");
        return Temperaments.sampling(choice, Sampling.recommended(family, false));
    }
}
