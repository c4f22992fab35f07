package studio.likeness.app.window.persona;

import java.util.List;
import studio.likeness.app.Studio;
import studio.likeness.app.conversation.Material;
import studio.likeness.app.conversation.ModelBrain;
import studio.likeness.app.conversation.PromptWriter;
import studio.likeness.app.conversation.Room;
import studio.likeness.app.window.persona.Preview.Count;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.library.LoadedModels;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.ModelFolder;

/// Writes prompts to be looked at. A model that is in memory counts them itself; none is loaded for
/// that, and no server is asked.
final class PromptCounter {
    /// Where nobody says how much a model can hold.
    private static final int USUAL_CONTEXT = 4096;

    private final Studio studio;

    PromptCounter(Studio studio) {
        this.studio = studio;
    }

    Preview write(Persona persona, String question) {
        var choice = persona.brain();
        return switch (choice.kind()) {
            case ARCHIVE -> estimated(persona, question, 0, Count.ESTIMATE);
            case MODEL -> ofModel(persona, question, choice);
            case OLLAMA -> {
                if (studio.settings().get().ollama().isBlank()) {
                    yield estimated(persona, question, 0, Count.ESTIMATE);
                }
                try (var session = studio.brains().ollama().open(choice.model())) {
                    yield counted(persona, question, session, Count.ESTIMATE);
                }
            }
        };
    }

    private Preview ofModel(Persona persona, String question, BrainChoice choice) {
        var loaded =
                studio.loadedModels().loaded().stream()
                        .filter(m -> m.id().equals(choice.model()))
                        .map(LoadedModels.Loaded::device)
                        .findFirst();
        if (loaded.isPresent()) {
            try (var session = studio.brains().session(choice, loaded.get())) {
                return counted(persona, question, session, Count.EXACT);
            }
        }
        return estimated(persona, question, context(choice.model()), Count.NOT_LOADED);
    }

    /// 0 where the model is gone.
    private int context(String id) {
        return studio.library().shelf().models().stream()
                .filter(m -> m.id().equals(id))
                .map(ModelFolder::manifest)
                .flatMap(m -> m.frame().stream())
                .mapToInt(Manifest.Frame::context)
                .findFirst()
                .orElse(0);
    }

    private Preview counted(Persona persona, String question, ChatSession session, Count count) {
        var prompt = ModelBrain.preview(session, persona, material(persona, question));
        return new Preview(prompt, session.context(), count);
    }

    private Preview estimated(Persona persona, String question, int context, Count count) {
        var room = Room.ofContext(context == 0 ? USUAL_CONTEXT : context);
        var prompt =
                new PromptWriter(PromptCounter::estimate)
                        .write(persona, material(persona, question), room);
        return new Preview(prompt, context, count);
    }

    private Material material(Persona persona, String question) {
        try (var corpus = studio.personas().open(persona.id())) {
            return Material.of(
                    question,
                    studio.memory(persona.id()),
                    corpus.answers(),
                    persona.languages().getFirst());
        }
    }

    /// A Chinese character is about one token, four letters are too.
    static int estimate(List<Message> messages) {
        int tokens = 0;
        for (var message : messages) {
            long wide = message.text().codePoints().filter(c -> c >= 0x2E80).count();
            tokens += 4 + (int) Math.ceil(wide + (message.text().length() - wide) / 4.0);
        }
        return tokens;
    }
}
