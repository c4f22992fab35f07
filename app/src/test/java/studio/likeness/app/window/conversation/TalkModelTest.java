package studio.likeness.app.window.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.conversation.Conversation.State;
import studio.likeness.app.conversation.Reply;
import studio.likeness.app.conversation.Source;
import studio.likeness.app.conversation.TurnEvent;
import studio.likeness.app.window.TestUi;
import studio.likeness.app.window.conversation.TalkModel.Phase;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.Picture;

class TalkModelTest {
    private final FakeTalks talks = new FakeTalks();
    private final Reply reply =
            FakeTalk.reply(Source.QUOTED, "By the river.", List.of(), List.of());

    @SuppressWarnings("NullAway.Init")
    private TestUi ui;

    @SuppressWarnings("NullAway.Init")
    private TalkModel model;

    @BeforeEach
    void open(@TempDir Path folder) {
        ui = new TestUi(folder);
        model = new TalkModel(ui.ui(), talks);
    }

    @Test
    void sendsTheDraftAndClearsIt() {
        model.draftProperty().set("  Where did you live? ");
        model.send();
        assertEquals(List.of("Where did you live?"), talks.last().said);
        assertEquals("", model.draftProperty().get());
    }

    @Test
    void sendsNothingThatIsBlank() {
        model.draftProperty().set(" \n");
        model.send();
        assertTrue(talks.last().said.isEmpty());
        assertFalse(model.canSend().get());
    }

    @Test
    void showsATurnAsItGoes() {
        talks.last().answer("Where?", reply);
        assertTrue(model.bubbles().isEmpty(), "nothing before the screen's next frame");
        ui.frame();
        assertEquals(new Bubble.Mine("Where?"), model.bubbles().getFirst());
        var theirs = assertInstanceOf(Bubble.Theirs.class, model.bubbles().getLast());
        assertEquals("By the river.", theirs.textProperty().get());
        assertEquals("By the river.", model.captionProperty().get());
        assertEquals(Optional.of(Source.QUOTED), model.speakingProperty().get());
        assertEquals(State.SPEAKING, model.stateProperty().get());

        var turn = talks.last().end("Where?", reply);
        ui.frame();
        assertEquals(Optional.of(turn), theirs.turnProperty().get());
        assertEquals("", model.captionProperty().get());
        assertEquals(Optional.empty(), model.speakingProperty().get());
        assertEquals(1, model.waterfallProperty().get().turns());
    }

    @Test
    void growsABubbleWhileItIsWritten() {
        var streamed =
                new Reply(Source.GENERATED, "", "en", Optional.empty(), List.of(), List.of());
        talks.last().answer("Where?", streamed);
        for (var piece : List.of("By the", " river", ", in An", "chang.")) {
            talks.last().say(new TurnEvent.Wrote(piece));
        }
        talks.last().say(new TurnEvent.Said("in Anchang."));
        ui.frame();
        var theirs = assertInstanceOf(Bubble.Theirs.class, model.bubbles().getLast());
        assertEquals("By the river, in Anchang.", theirs.textProperty().get());
        assertEquals("in Anchang.", model.captionProperty().get());
    }

    @Test
    void stopsOnlyWhatRuns() {
        model.stop();
        assertEquals(0, talks.last().stops);
        talks.last().be(State.SPEAKING);
        ui.frame();
        model.stop();
        assertEquals(1, talks.last().stops);
    }

    @Test
    void marksWhatWasInterrupted() {
        talks.last().answer("Where?", reply);
        talks.last().cut("Where?", reply);
        ui.frame();
        var theirs = assertInstanceOf(Bubble.Theirs.class, model.bubbles().getLast());
        assertTrue(theirs.interruptedProperty().get());
    }

    @Test
    void showsOnlyTheNewestPicture() {
        talks.last().say(new TurnEvent.Shown(picture(1)));
        talks.last().say(new TurnEvent.Shown(picture(2)));
        ui.frame();
        assertEquals(Duration.ofMillis(2), model.pictureProperty().get().orElseThrow().pts());
    }

    @Test
    void theLevelFallsWhenNothingIsHeard() {
        talks.last().say(new TurnEvent.Level(0.8));
        ui.frame();
        assertEquals(0.8, model.levelProperty().get());
        for (int i = 0; i < 60; i++) {
            ui.frame();
        }
        assertEquals(0, model.levelProperty().get());
    }

    @Test
    void saysInTheTranscriptWhatWentWrong() {
        talks.last().say(new TurnEvent.Failed("The speaker is gone.", Duration.ZERO));
        ui.frame();
        assertEquals(new Bubble.Problem("The speaker is gone.", true), model.bubbles().getLast());
    }

    @Test
    void aModelThatFailsLeavesWhatItWroteAndRecordingsAnswerInstead() {
        var thinking = thinking("qwen3-1.7b");
        ui.personas.set(0, thinking);
        ui.ui().persona().refresh();
        var streamed = FakeTalk.reply(Source.GENERATED, "", List.of(), List.of());
        talks.last().say(new TurnEvent.Heard(1, "Where?"));
        talks.last().say(new TurnEvent.Decided(streamed));
        talks.last().say(new TurnEvent.Wrote("By the ri"));
        talks.last().say(new TurnEvent.Failed("The server is gone.", Duration.ZERO));
        ui.frame();
        var theirs = assertInstanceOf(Bubble.Theirs.class, model.bubbles().get(1));
        assertEquals("By the ri", theirs.textProperty().get());
        assertTrue(theirs.interruptedProperty().get());
        assertEquals(new Bubble.Problem("The server is gone.", true), model.bubbles().getLast());
        assertTrue(model.thinks());

        model.recordingsOnly();
        assertEquals(1, talks.recordingsOnly);
        assertEquals(List.of("Where?"), talks.last().said, "asked once more");
        assertFalse(model.thinks(), "offered once");
        int before = model.bubbles().size();
        talks.last().answer("Where?", reply);
        ui.frame();
        assertEquals(before + 1, model.bubbles().size(), "the question is not shown twice");
    }

    @Test
    void aPersonaThatThinksWithSomethingElseBeginsAnewAndWhatWasSaidStays() {
        talks.last().answer("Where?", reply);
        talks.last().end("Where?", reply);
        ui.frame();
        var before = talks.last();
        ui.personas.set(0, thinking("qwen3-1.7b"));
        ui.ui().persona().refresh();
        assertTrue(before.closed);
        assertEquals(2, talks.opened.size());
        assertEquals(3, model.bubbles().size());
        assertInstanceOf(Bubble.Note.class, model.bubbles().getLast());
    }

    @Test
    void saysWhereTheModelRunsWhileItThinks() {
        assertFalse(model.placeProperty().get().thinks(), "no model, no place");
        talks.place = new BrainPlace.Processor(false);
        ui.personas.set(0, thinking("qwen3-1.7b"));
        ui.ui().persona().refresh();
        assertEquals(new BrainPlace.Processor(false), model.placeProperty().get());
        talks.place = new BrainPlace.Processor(true);
        talks.last().be(State.THINKING);
        ui.frame();
        assertEquals(new BrainPlace.Processor(true), model.placeProperty().get());
    }

    @Test
    void aBrainChosenWhileTheTabIsHiddenIsOpenedWhenItIsSeen() {
        model.hidden();
        ui.personas.set(0, thinking("qwen3-1.7b"));
        ui.ui().persona().refresh();
        assertEquals(1, talks.opened.size());
        assertTrue(talks.last().closed);
        ui.personas.set(0, thinking("glm-4-9b-chat"));
        ui.ui().persona().refresh();
        assertEquals(1, talks.opened.size());
        model.shown();
        assertEquals(2, talks.opened.size());
        assertEquals(Phase.OPEN, model.phaseProperty().get());
    }

    private static Persona thinking(String id) {
        return TestUi.persona("sample", "沈月桥", true)
                .withBrain(
                        new BrainChoice(
                                BrainChoice.Kind.MODEL,
                                id,
                                true,
                                BrainChoice.Temperament.NATURAL,
                                Optional.empty()));
    }

    @Test
    void replaysATurnThatIsOver() {
        talks.last().answer("Where?", reply);
        ui.frame();
        var theirs = assertInstanceOf(Bubble.Theirs.class, model.bubbles().getLast());
        model.replay(theirs);
        assertTrue(talks.last().replayed.isEmpty());
        var turn = talks.last().end("Where?", reply);
        ui.frame();
        model.replay(theirs);
        assertEquals(List.of(turn), talks.last().replayed);
    }

    @Test
    void aReplayAddsNothingToTheTranscriptNorToTheFigures() {
        talks.last().answer("Where?", reply);
        talks.last().end("Where?", reply);
        ui.frame();
        model.replay(assertInstanceOf(Bubble.Theirs.class, model.bubbles().getLast()));
        talks.last().answer("Where?", reply);
        ui.frame();
        assertEquals("By the river.", model.captionProperty().get());
        talks.last().end("Where?", reply);
        ui.frame();
        assertEquals(2, model.bubbles().size());
        assertEquals(1, model.waterfallProperty().get().turns());

        talks.last().answer("Where?", reply);
        ui.frame();
        assertEquals(4, model.bubbles().size(), "asked again, it is a turn again");
    }

    @Test
    void theFaceIsSeenWhileTheTabIs() {
        assertTrue(talks.last().seen);
        model.hidden();
        assertFalse(talks.last().seen);
        model.shown();
        assertTrue(talks.last().seen);
    }

    @Test
    void attendsWhileOneWrites() {
        model.draftProperty().set("Wh");
        assertTrue(talks.last().attending);
        model.draftProperty().set("");
        assertFalse(talks.last().attending);
    }

    @Test
    void recordsAndSaysWhereTheFileIs() {
        model.toggleRecording();
        assertEquals(SessionRecording.State.ON, model.recordingProperty().get());
        assertTrue(talks.last().recording);
        model.toggleRecording();
        assertEquals(SessionRecording.State.OFF, model.recordingProperty().get());
        var toast = ui.ui().toasts().shown().getLast();
        assertEquals("Saved talk.mp4", toast.text());
        toast.run().run();
        assertEquals(List.of(Path.of("/home/me/recordings/talk.mp4")), ui.revealed);
    }

    @Test
    void offersQuestionsInTheLanguageOfTheWindow() {
        assertEquals(6, model.suggestions().size());
        assertEquals("Who are you, please?", model.suggestions().getFirst());
        ui.ui().texts().choose("zh");
        assertEquals("你是谁？", model.suggestions().getFirst());
        ui.ui().texts().choose("en");
    }

    @Test
    void anotherPersonaIsAnotherTalk() {
        ui.personas.add(TestUi.persona("uncle", "Uncle", false));
        ui.ui().persona().refresh();
        talks.last().answer("Where?", reply);
        ui.frame();
        var before = talks.last();
        ui.ui().persona().choose("uncle");
        assertTrue(before.closed);
        assertEquals(2, talks.opened.size());
        assertTrue(model.bubbles().isEmpty());
        before.answer("Where?", reply);
        ui.frame();
        assertTrue(model.bubbles().isEmpty(), "the old talk is not listened to");
    }

    @Test
    void aPersonaThatChangedItsWordsGoesOnTalking() {
        ui.personas.set(0, TestUi.persona("sample", "Yueqiao", true));
        ui.ui().persona().refresh();
        assertEquals(1, talks.opened.size());
    }

    @Test
    void saysWhyATalkCouldNotBeOpenedAndTriesAgain(@TempDir Path folder) {
        talks.refusal = Optional.of(new StudioException("app.window.talk.failed.title"));
        var failing = new TalkModel(new TestUi(folder).ui(), talks);
        assertEquals(Phase.FAILED, failing.phaseProperty().get());
        assertEquals("The conversation could not be opened", failing.failureProperty().get());
        talks.refusal = Optional.empty();
        failing.retry();
        assertEquals(Phase.OPEN, failing.phaseProperty().get());
    }

    @Test
    void saysWhatWasAskedWhileTheTalkWasBeingOpened(@TempDir Path folder) {
        var slow = new SlowBackground();
        var opening = new TalkModel(new TestUi(folder, slow).ui(), talks);
        slow.step();
        opening.ask("Where?");
        assertEquals(List.of(new Bubble.Mine("Where?")), opening.bubbles());
        assertFalse(opening.canSend().get(), "one question waits already");
        slow.finish();
        assertEquals(Phase.OPEN, opening.phaseProperty().get());
        assertEquals(List.of("Where?"), talks.last().said);
    }

    @Test
    void withoutAPersonaThereIsNobodyToTalkWith(@TempDir Path folder) {
        var empty = new TestUi(folder);
        empty.personas.clear();
        empty.ui().persona().refresh();
        assertEquals(Phase.NOBODY, new TalkModel(empty.ui(), talks).phaseProperty().get());
    }

    @Test
    void theVolumeOfTheSettingsIsTheTalksFromTheStart() {
        assertEquals(0.8, talks.last().gain);
        model.volumeProperty().set(0.3);
        assertEquals(0.3, talks.last().gain);
        model.keepVolume();
        assertEquals(0.3, ui.ui().preferences().get().volume());
    }

    @Test
    void letsGoOfEverythingWhenItCloses() {
        assertEquals(1, ui.listening());
        model.close();
        assertEquals(0, ui.listening());
        assertTrue(talks.last().closed);
    }

    private static Picture picture(int millis) {
        return new Picture(new byte[12], 2, 2, Duration.ofMillis(millis));
    }
}
