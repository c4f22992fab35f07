package studio.likeness.app.window.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.conversation.Reply;
import studio.likeness.app.conversation.Source;
import studio.likeness.app.window.TestUi;
import studio.likeness.app.window.conversation.SpokenDraft.State;
import studio.likeness.models.job.StudioException;

class SpokenDraftTest {
    private final FakeTalks talks = new FakeTalks();
    private final Reply reply =
            FakeTalk.reply(Source.QUOTED, "By the river.", List.of(), List.of());

    @SuppressWarnings("NullAway.Init")
    private TestUi ui;

    @SuppressWarnings("NullAway.Init")
    private TalkModel model;

    @SuppressWarnings("NullAway.Init")
    private SpokenDraft spoken;

    @BeforeEach
    void open(@TempDir Path folder) {
        ui = new TestUi(folder);
        model = new TalkModel(ui.ui(), talks);
        spoken = new SpokenDraft(ui.ui(), talks.hearing, model);
    }

    private FakeHearing.Opened microphone() {
        return talks.hearing.last();
    }

    @Test
    void whatIsSaidWhileTheKeyIsHeldIsAskedWhenItIsLetGo() {
        spoken.hold();
        assertEquals(State.HELD, spoken.stateProperty().get());
        microphone().listener.heard("Where did", false);
        assertEquals("Where did", model.draftProperty().get());
        microphone().listener.heard("Where did you live?", true);
        microphone().listener.heard("As a", false);
        assertEquals("Where did you live? As a", model.draftProperty().get());
        assertTrue(talks.last().said.isEmpty(), "a pause for breath is no end");

        spoken.release();
        assertTrue(microphone().finished);
        assertEquals(State.WRITING, spoken.stateProperty().get());
        microphone().listener.heard("As a child?", true);
        microphone().listener.over();
        assertEquals(List.of("Where did you live? As a child?"), talks.last().said);
        assertEquals("", model.draftProperty().get());
        assertEquals(State.OFF, spoken.stateProperty().get());
    }

    @Test
    void holdingTheKeyStopsThePersona() {
        talks.last().answer("Where?", reply);
        ui.frame();
        spoken.hold();
        assertEquals(1, talks.last().stops);
    }

    @Test
    void anOpenMicrophoneAsksSentenceAfterSentence() {
        spoken.toggle();
        microphone().listener.heard("Who are you?", true);
        microphone().listener.heard("", true);
        microphone().listener.heard("Where?", true);
        assertEquals(List.of("Who are you?", "Where?"), talks.last().said);
        assertEquals(State.OPEN, spoken.stateProperty().get());
        spoken.toggle();
        assertTrue(microphone().closed);
        assertEquals(State.OFF, spoken.stateProperty().get());
    }

    @Test
    void anOpenMicrophoneIsDeafWhileThePersonaSpeaks() {
        spoken.toggle();
        assertFalse(microphone().deaf);
        talks.last().answer("Where?", reply);
        ui.frame();
        assertTrue(microphone().deaf);
    }

    @Test
    void whatComesLateFromAMicrophoneThatIsClosedChangesNothing() {
        spoken.hold();
        var first = microphone();
        spoken.off();
        first.listener.heard("Late", true);
        first.listener.over();
        assertEquals("", model.draftProperty().get());
        assertTrue(talks.last().said.isEmpty());
    }

    @Test
    void whatIsMissingIsSaidInOneSentence() {
        talks.hearing.refusal = Optional.of(new StudioException("models.speech.noModel"));
        spoken.hold();
        assertEquals(State.OFF, spoken.stateProperty().get());
        assertEquals(1, ui.ui().toasts().shown().size());
        assertTrue(talks.hearing.opened.isEmpty());
    }

    @Test
    void aMicrophoneThatFailsIsSaidAndWhatWasHeardStays() {
        spoken.hold();
        microphone().listener.heard("Where did", false);
        microphone().listener.failed(new StudioException("models.media.noMicrophone"));
        assertEquals(State.OFF, spoken.stateProperty().get());
        assertEquals("Where did", model.draftProperty().get());
        assertEquals(1, ui.ui().toasts().shown().size());
    }

    @Test
    void closesWhatHears() {
        spoken.toggle();
        spoken.close();
        assertTrue(microphone().closed);
        assertTrue(talks.hearing.closed);
    }
}
