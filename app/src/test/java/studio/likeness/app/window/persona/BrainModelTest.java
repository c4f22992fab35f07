package studio.likeness.app.window.persona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.window.TabStage;
import studio.likeness.app.window.corpus.Corpora;
import studio.likeness.app.window.persona.NumbersModel.Dial;
import studio.likeness.app.window.sound.TestSounds;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.BrainChoice.Kind;
import studio.likeness.corpus.store.BrainChoice.Temperament;
import studio.likeness.models.job.StudioException;

class BrainModelTest {
    @TempDir Path home;

    private final FakeMinds minds = new FakeMinds();
    private TabStage stage;
    private PersonaViewModel page;
    private BrainModel brain;

    @BeforeEach
    void open() {
        stage = new TabStage(home, false);
        Corpora.persona(stage.studio, "Grandma");
        stage.ui.persona().refresh();
        var services =
                new Services(
                        stage.studio.personas(),
                        stage.studio::delete,
                        new TestSounds(),
                        stage.studio.jobs(),
                        minds);
        page = new PersonaViewModel(stage.ui, services);
        brain = page.brain();
        page.shown("");
    }

    @AfterEach
    void close() {
        page.hidden();
        stage.close();
    }

    private Readiness ring() {
        return page.rings().stream()
                .filter(r -> r.part() == Readiness.Part.BRAIN)
                .findFirst()
                .orElseThrow();
    }

    private BrainChoice kept() {
        return stage.studio.personas().list().getFirst().brain();
    }

    @Test
    void aModelIsKeptOnlyOnceItIsNamedAndThenUndone() {
        brain.choose(Kind.MODEL);
        assertEquals(Kind.MODEL, brain.choiceProperty().get().kind());
        assertEquals(BrainChoice.ARCHIVE, kept(), "no model yet");
        brain.chooseModel("qwen3-1.7b");
        assertEquals("qwen3-1.7b", kept().model());
        assertEquals(BrainState.INSTALLED, brain.stateProperty().get());
        page.history().undo();
        assertEquals(BrainChoice.ARCHIVE, kept());
        assertEquals(Kind.ARCHIVE, brain.choiceProperty().get().kind());
    }

    @Test
    void theOnlyModelIsTakenAtOnce() {
        minds.models = minds.models.subList(0, 1);
        brain.refresh();
        brain.choose(Kind.MODEL);
        assertEquals("qwen3-1.7b", kept().model());
    }

    @Test
    void aHalfMadeChoiceOutlivesOtherChangesToThePersona() {
        brain.choose(Kind.MODEL);
        page.details().mannerProperty().set("Dry.");
        page.details().save();
        assertEquals(Kind.MODEL, brain.choiceProperty().get().kind());
        assertEquals("Dry.", stage.studio.personas().list().getFirst().manner());
    }

    @Test
    void anotherBrainLeavesUnsavedWordsAsTheyAre() {
        page.details().mannerProperty().set("Dry.");
        brain.choose(Kind.MODEL);
        brain.chooseModel("qwen3-1.7b");
        assertEquals("Dry.", page.details().mannerProperty().get());
        assertTrue(page.details().changedProperty().get());
        page.details().save();
        assertEquals("qwen3-1.7b", kept().model(), "saving the words keeps the brain");
    }

    @Test
    void theRingSaysThatTheModelIsGone() {
        brain.choose(Kind.MODEL);
        brain.chooseModel("qwen3-1.7b");
        var ring = ring();
        assertEquals(1, ring.share());
        assertTrue(ring.what().in(stage.ui.texts()).contains("qwen3-1.7b"));
        minds.models = List.of();
        brain.refresh();
        assertEquals(BrainState.MISSING, brain.stateProperty().get());
        ring = ring();
        assertEquals(0, ring.share());
        assertEquals("app.window.persona.ready.brain.missing", ring.what().key());
    }

    @Test
    void aServerIsAskedOnlyWhenTheUserPresses() {
        brain.choose(Kind.OLLAMA);
        brain.serverProperty().set("http://localhost:11434");
        assertTrue(minds.asked.isEmpty());
        brain.askServer();
        assertEquals(List.of(URI.create("http://localhost:11434")), minds.asked);
        assertEquals(minds.served, brain.served());
        assertEquals("http://localhost:11434", stage.ui.preferences().get().ollama());
        brain.chooseModel("qwen3:8b");
        assertEquals(Kind.OLLAMA, kept().kind());
        assertEquals(BrainState.SERVED, brain.stateProperty().get());
    }

    @Test
    void anAddressThatIsNoneAndAServerThatIsSilentAreSaidBesideTheField() {
        brain.serverProperty().set("localhost:11434");
        brain.askServer();
        assertTrue(brain.serverProblemProperty().get().contains("http://"));
        assertTrue(minds.asked.isEmpty());
        minds.failure = Optional.of(new StudioException("app.window.persona.notAPicture", "x"));
        brain.serverProperty().set("http://localhost:1");
        brain.askServer();
        assertTrue(brain.serverProblemProperty().get().startsWith("x holds"));
        assertFalse(brain.askingProperty().get());
        assertTrue(brain.served().isEmpty());
    }

    @Test
    void numbersAreCheckedKeptAndFollowTheTemperamentAgain() {
        brain.choose(Kind.MODEL);
        brain.chooseModel("qwen3-1.7b");
        var numbers = brain.numbers();
        assertEquals("0.7", numbers.field(Dial.TEMPERATURE).get());
        numbers.field(Dial.TEMPERATURE).set("7");
        assertEquals(
                "The temperature is a number from 0 to 2.",
                numbers.problemProperty().get().orElseThrow().in(stage.ui.texts()));
        brain.useNumbers();
        assertTrue(kept().numbers().isEmpty());
        numbers.field(Dial.TEMPERATURE).set("1,25");
        numbers.field(Dial.SEED).set("42");
        assertTrue(numbers.problemProperty().get().isEmpty());
        brain.useNumbers();
        assertEquals(1.25, kept().numbers().orElseThrow().temperature());
        assertEquals(42, kept().numbers().orElseThrow().seed().orElseThrow());
        assertFalse(numbers.changedProperty().get());
        brain.resetNumbers();
        assertTrue(kept().numbers().isEmpty());
        assertEquals("0.7", numbers.field(Dial.TEMPERATURE).get());
        brain.choose(Temperament.CALM);
        assertEquals(Temperament.CALM, kept().temperament());
        assertEquals("0.3", numbers.field(Dial.TEMPERATURE).get());
    }
}
