package studio.likeness.app.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.Studio;
import studio.likeness.app.conversation.Prompt.Part;
import studio.likeness.corpus.memory.Hit;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.Persona;

/// With a stand-in for a model to which a letter is a token.
@Timeout(60)
class BriefingTest {
    private static final int CONTEXT = 16_000;
    private static final String QUESTION = "What did you do at the seed bank?";

    @TempDir static Path home;
    private static SampleStudio sample;

    @BeforeAll
    static void open() {
        sample = new SampleStudio(home);
    }

    @AfterAll
    static void close() {
        sample.close();
    }

    private static Persona persona() {
        return sample.studio().personas().find(Studio.SAMPLE);
    }

    private static StandIn reading(double lettersPerSecond) {
        return new StandIn(
                CONTEXT, OptionalDouble.of(lettersPerSecond), _ -> "I will not make it up.");
    }

    private static Material material() {
        var hits = new ArrayList<Hit>();
        var memory = sample.studio().memory(Studio.SAMPLE);
        hits.addAll(memory.search(QUESTION, 3));
        var corpus = sample.studio().corpus(Studio.SAMPLE);
        var lines = Material.lines(corpus.answers(), "en");
        return new Material(QUESTION, hits, List.of(), lines, "", List.of());
    }

    private static List<Question.Exchange> talk(int exchanges) {
        var talk = new ArrayList<Question.Exchange>();
        for (int i = 0; i < exchanges; i++) {
            talk.add(
                    new Question.Exchange(
                            "It rained again on day " + i + ".",
                            SampleStudio.generated("Then the beans will be glad of it.", "en")));
        }
        return talk;
    }

    @Test
    void whoReadsFastIsToldAllThatMemoryFound() throws Exception {
        var session = reading(100_000);
        var briefing = new Briefing(session, persona());
        briefing.readAhead(persona(), material().lines(), List.of());
        var prompt = briefing.prompt(persona(), material(), List.of());
        assertEquals(material().memory(), prompt.told());
    }

    @Test
    void whoReadsSlowlyIsToldLessAndOnlyThatIsSaidToBeRemembered() throws Exception {
        var session = reading(300);
        var briefing = new Briefing(session, persona());
        briefing.readAhead(persona(), material().lines(), List.of());
        var prompt = briefing.prompt(persona(), material(), List.of());
        var last = prompt.messages().getLast().text();
        int memory = prompt.tokens().getOrDefault(Part.MEMORY, 0);
        assertTrue(memory <= 600, memory + " letters in two seconds of 300");
        assertTrue(last.endsWith(QUESTION), last);
        assertFalse(prompt.told().isEmpty());
        assertTrue(prompt.told().size() < material().memory().size(), prompt.told().toString());
        for (var hit : material().memory()) {
            var begins = hit.text().substring(0, 8);
            assertEquals(prompt.told().contains(hit), last.contains(begins), begins);
        }
    }

    @Test
    void theCardIsWholeHoweverSlowlySomebodyReads() {
        var fast = new Briefing(reading(100_000), persona());
        var slow = new Briefing(reading(20), persona());
        var whole = fast.prompt(persona(), material(), List.of());
        var least = slow.prompt(persona(), material(), List.of());
        assertEquals(whole.tokens().get(Part.CARD), least.tokens().get(Part.CARD));
        assertEquals(whole.tokens().get(Part.QUESTION), least.tokens().get(Part.QUESTION));
        // A passage, or its beginning, remains.
        assertEquals(1, least.told().size());
    }

    @Test
    void whatIsReadAheadIsHowTheNextPromptBegins() throws Exception {
        for (double speed : new double[] {20, 300, 100_000}) {
            var session = reading(speed);
            var briefing = new Briefing(session, persona());
            for (int turns = 0; turns < 12; turns++) {
                briefing.readAhead(persona(), material().lines(), talk(turns));
                var prompt = briefing.prompt(persona(), material(), talk(turns));
                assertEquals(session.ahead(), prompt.beginning(), speed + ", turn " + turns);
            }
        }
    }

    @Test
    void aBrainReadsTheCardBeforeAnybodyAsks() throws Exception {
        var session = reading(300);
        var choice =
                new BrainChoice(
                        BrainChoice.Kind.MODEL,
                        "stand-in",
                        true,
                        BrainChoice.Temperament.NATURAL,
                        Optional.empty());
        var studio = sample.studio();
        try (var _ =
                new ModelBrain(
                        studio.corpus(Studio.SAMPLE),
                        studio.memory(Studio.SAMPLE),
                        choice,
                        () -> session)) {
            while (session.ahead().isEmpty()) {
                Thread.sleep(5);
            }
            assertTrue(session.ahead().getFirst().text().contains(persona().name()));
        }
    }
}
