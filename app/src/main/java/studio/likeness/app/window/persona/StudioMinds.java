package studio.likeness.app.window.persona;

import java.net.URI;
import java.util.List;
import java.util.OptionalDouble;
import studio.likeness.app.Studio;
import studio.likeness.app.conversation.Brain;
import studio.likeness.app.conversation.Question;
import studio.likeness.app.window.conversation.BrainPlace;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.Persona;
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
        return studio.library().shelf().models().stream()
                .filter(m -> m.manifest().kind() == Manifest.Kind.LANGUAGE_MODEL)
                .map(StudioMinds::model)
                .toList();
    }

    private static Model model(ModelFolder folder) {
        return new Model(
                folder.id(),
                folder.manifest().bytes(),
                Machine.here().fit(Need.of(folder)));
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
        try (var brain = studio.brain(persona.id())) {
            var reply = brain.answer(Question.first(question), decided, pen);
            return new Tried(reply, OptionalDouble.empty());
        }
    }

    @Override
    public BrainPlace place(BrainChoice choice) {
        return BrainPlace.of(studio, choice);
    }

    @Override
    public Sampling numbers(BrainChoice choice) {
        return Sampling.recommended("", false);
    }
}
