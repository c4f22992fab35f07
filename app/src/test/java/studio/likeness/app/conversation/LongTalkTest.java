package studio.likeness.app.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.Studio;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.Card;
import studio.likeness.corpus.store.Consent;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.bench.SyntheticModel;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.language.chat.Answer;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.language.chat.Limits;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.Sampling;
import studio.likeness.models.language.chat.TextStream;
import studio.likeness.models.library.Conversion;
import studio.likeness.models.runtime.Device;

/// Two hundred turns with a tiny model of random weights, whose context holds some ten of them. It
/// reads and writes as any model does; what it writes is noise, so something is said in its place.
@Tag("slow")
@Timeout(300)
class LongTalkTest {
    private static final int TURNS = 200;
    private static final int CONTEXT = 3072;
    private static final String MANNER = "Dry, exact, and never in a hurry.";

    @TempDir Path root;

    private record Turn(List<Message> messages, int promptTokens, Answer.Figures figures) {}

    /// The model's own figures, and words in place of its noise.
    private static final class Watched implements ChatSession {
        private final ChatSession model;
        private final List<Turn> turns;

        Watched(ChatSession model, List<Turn> turns) {
            this.model = model;
            this.turns = turns;
        }

        @Override
        public Answer generate(
                List<Message> messages,
                Sampling sampling,
                Limits limits,
                TextStream.Listener listener)
                throws InterruptedException {
            var noise =
                    model.generate(
                            messages,
                            Sampling.greedy(),
                            Limits.of(4),
                            TextStream.Listener.of(_ -> {}));
            turns.add(new Turn(messages, model.tokens(messages), noise.figures()));
            var said = "Do go on, please, that sounds like a good day for beans and for rain.";
            listener.said().accept(said);
            return new Answer(said, "", noise.finish(), noise.figures());
        }

        @Override
        public int context() {
            return model.context();
        }

        @Override
        public int tokens(List<Message> messages) {
            return model.tokens(messages);
        }

        @Override
        public Sampling recommended() {
            return model.recommended();
        }

        @Override
        public void close() {
            model.close();
        }
    }

    private static void shorten(Path folder) throws IOException {
        var file = folder.resolve("config.json").toFile();
        var json = new ObjectMapper();
        var config = (ObjectNode) json.readTree(file);
        config.put("max_position_embeddings", CONTEXT);
        json.writeValue(file, config);
    }

    @Test
    void staysWithinTheContextKeepsThePersonaAndGetsNoSlower()
            throws IOException, InterruptedException {
        try (var model = new SyntheticModel(SyntheticModel.Shape.TINY)) {
            model.write(root.resolve("noise"));
        }
        shorten(root.resolve("noise"));
        try (var studio = new Studio(new Home(root.resolve("home")))) {
            studio.conversion()
                    .add(root.resolve("noise"), Conversion.Options.usual(), Progress.none());
            var id = persona(studio);
            var turns = new ArrayList<Turn>();
            var summaries = new ArrayList<Turn>();
            var choice =
                    new BrainChoice(
                            BrainChoice.Kind.MODEL,
                            "noise",
                            true,
                            BrainChoice.Temperament.NATURAL,
                            Optional.empty());
            try (var brain =
                    new ModelBrain(
                            studio.corpus(id),
                            studio.memory(id),
                            choice,
                            () ->
                                    new Watched(
                                            studio.loadedModels().open("noise", Device.processor()),
                                            turns.isEmpty() ? turns : summaries))) {
                talk(brain);
            }
            check(turns, summaries);
        }
    }

    private static String persona(Studio studio) {
        var consent = new Consent("Ada", Consent.Basis.FICTIONAL, "", "", Instant.EPOCH, "");
        var made =
                studio.create(
                        new Persona.Draft(
                                "Ada Marsh",
                                "",
                                "A gardener from the marshes who keeps bees.",
                                MANNER,
                                List.of("en"),
                                consent),
                        Optional.empty());
        studio.personas()
                .update(made.withCard(new Card("her seventies", "to be a doctor", "dear")));
        return made.id();
    }

    private static void talk(Brain brain) throws InterruptedException {
        var before = new ArrayList<Question.Exchange>();
        for (int i = 0; i < TURNS; i++) {
            var heard =
                    "I was in the garden again today, row %d of the beans, and it rained on me all the while."
                            .formatted(i + 1);
            var pieces = new StringBuilder();
            var reply = brain.answer(new Question(heard, before), _ -> {}, pieces::append);
            assertEquals(Source.GENERATED, reply.source());
            assertEquals(reply.text(), pieces.toString());
            before.add(new Question.Exchange(heard, reply));
        }
    }

    private static void check(List<Turn> turns, List<Turn> summaries) {
        assertEquals(TURNS, turns.size());
        for (var turn : turns) {
            assertTrue(turn.promptTokens() < CONTEXT, () -> turn.promptTokens() + " tokens");
            assertEquals(0, turn.figures().forgottenMessages());
            var card = turn.messages().getFirst().text();
            assertTrue(card.contains("Ada Marsh") && card.contains(MANNER), card);
        }
        int read = turns.stream().mapToInt(t -> t.figures().promptTokens()).sum();
        int reused = turns.stream().mapToInt(t -> t.figures().reusedTokens()).sum();
        for (int at : new int[] {10, 100, 200}) {
            var f = turns.get(at - 1).figures();
            System.out.printf(
                    "turn %d: %d tokens, %d of them read before, first token after %.1f ms%n",
                    at, f.promptTokens(), f.reusedTokens(), f.firstToken().toNanos() / 1e6);
        }
        double early = median(turns.subList(20, 80));
        double late = median(turns.subList(140, 200));
        System.out.printf(
                "of %d prompt tokens %d %% were read before; first token: median %.1f ms in turns"
                        + " 21-80, %.1f ms in turns 141-200; %d summaries%n",
                read, 100L * reused / read, early, late, summaries.size());
        assertTrue(reused > read / 2, reused + " of " + read);
        // Other programs run beside the tests; what grows with the talk would be seven times more.
        assertTrue(late < 3 * early + 5, early + " ms, then " + late + " ms");
        assertTrue(turns.getLast().messages().getFirst().text().contains("Earlier in this talk"));
    }

    private static double median(List<Turn> turns) {
        return turns.stream()
                        .mapToLong(t -> t.figures().firstToken().toNanos())
                        .sorted()
                        .skip(turns.size() / 2)
                        .findFirst()
                        .orElseThrow()
                / 1e6;
    }
}
