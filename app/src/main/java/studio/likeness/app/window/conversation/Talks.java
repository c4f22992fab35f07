package studio.likeness.app.window.conversation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import studio.likeness.app.Studio;
import studio.likeness.app.conversation.ArchiveBrain;
import studio.likeness.corpus.memory.Finds;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Persona;

/// Opens talks. They block: they are called in the background.
interface Talks {
    Talk open(Persona persona);

    /// Without the persona's model: only what was recorded and written.
    Talk openRecordings(Persona persona);

    /// Where the persona's brain runs.
    BrainPlace place(Persona persona);

    /// How the persona's memory finds now.
    Finds finds(Persona persona);

    /// The recorded answers whose questions can be offered.
    List<Answer> answers(Persona persona);

    static Talks of(Studio studio) {
        return new Talks() {
            @Override
            public Talk open(Persona persona) {
                return new LiveTalk(
                        studio.conversations().live(persona.id()), studio.home().recordings());
            }

            @Override
            public Talk openRecordings(Persona persona) {
                var archive = new ArchiveBrain(studio.memory(persona.id()));
                return new LiveTalk(
                        studio.conversations().live(persona.id(), archive),
                        studio.home().recordings());
            }

            @Override
            public BrainPlace place(Persona persona) {
                return BrainPlace.of(studio, persona.brain());
            }

            @Override
            public Finds finds(Persona persona) {
                return studio.memory(persona.id()).finds();
            }

            @Override
            public List<Answer> answers(Persona persona) {
                return studio.corpus(persona.id()).answers();
            }
        };
    }

    /// Some questions to begin with: in the user's language where there are any, of as many topics
    /// as there are, in the order in which they were recorded.
    static List<String> suggestions(List<Answer> answers, String language, int count) {
        var own = answers.stream().filter(a -> a.language().equals(language)).toList();
        var firstOfTopic = new LinkedHashMap<String, String>();
        var rest = new ArrayList<String>();
        for (var answer : own.isEmpty() ? answers : own) {
            var question = answer.questions().getFirst();
            if (firstOfTopic.putIfAbsent(answer.topic(), question) != null) {
                rest.add(question);
            }
        }
        var chosen = new ArrayList<>(firstOfTopic.values());
        chosen.addAll(rest);
        return List.copyOf(chosen.subList(0, Math.min(count, chosen.size())));
    }
}
