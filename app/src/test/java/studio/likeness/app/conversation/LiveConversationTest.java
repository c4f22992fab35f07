package studio.likeness.app.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.Studio;
import studio.likeness.app.conversation.Conversation.State;
import studio.likeness.models.media.MediaInfo;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.Speaker;

class LiveConversationTest {
    @TempDir static Path folder;
    private SampleStudio sample;
    private Conversation talk;
    private final List<TurnEvent> events = new CopyOnWriteArrayList<>();
    private final CountDownLatch speaking = new CountDownLatch(1);

    @BeforeEach
    void aTalkWithoutALoudspeaker() {
        sample = new SampleStudio(folder.resolve("home"));
        var corpus = sample.studio().corpus(Studio.SAMPLE);
        talk =
                Conversation.live(
                        corpus,
                        SampleStudio.saying(SampleStudio.recorded(sample.answer("en-010"))),
                        Voice.text(),
                        Face.of(corpus),
                        Speaker.silent());
        talk.onEvent(events::add);
        talk.onState(
                state -> {
                    if (state == State.SPEAKING) {
                        speaking.countDown();
                    }
                });
    }

    @AfterEach
    void end() {
        talk.close();
        sample.close();
    }

    @Test
    void stoppingIsHeardWithin200Milliseconds() throws Exception {
        talk.say("What was your first job?");
        assertTrue(speaking.await(20, TimeUnit.SECONDS));
        var idle = new CountDownLatch(1);
        talk.onState(
                state -> {
                    if (state == State.IDLE) {
                        idle.countDown();
                    }
                });
        long asked = System.nanoTime();
        talk.stop();
        assertTrue(idle.await(10, TimeUnit.SECONDS));
        System.out.printf(
                "stopped after %d ms (limit 200)%n", (System.nanoTime() - asked) / 1_000_000);
        assertTrue(events.stream().anyMatch(TurnEvent.Stopped.class::isInstance));
        assertTrue(talk.transcript().getFirst().interrupted());
    }

    @Test
    void aNewTurnInterruptsTheOneThatRuns() throws Exception {
        talk.say("first");
        assertTrue(speaking.await(20, TimeUnit.SECONDS));
        talk.say("second");
        await(() -> events.stream().filter(TurnEvent.Heard.class::isInstance).count() == 2);
        await(() -> talk.transcript().size() == 1);
        assertTrue(talk.transcript().getFirst().interrupted());
        talk.stop();
    }

    @Test
    void framesAreShownWhenTheirSoundIsHeardAndTheFaceLivesOnBetweenTurns() throws Exception {
        await(() -> shown() > 5);
        int before = shown();
        talk.say("What was your first job?");
        assertTrue(speaking.await(20, TimeUnit.SECONDS));
        await(() -> shown() > before + 10);
        talk.stop();
        assertTrue(shown() > before + 10, before + " frames, then " + shown());
        assertTrue(
                events.stream()
                        .filter(TurnEvent.Level.class::isInstance)
                        .anyMatch(e -> ((TurnEvent.Level) e).rms() > 0.01));
    }

    @Test
    void aFaceThatNobodySeesIsNotDrawnBetweenTurns() throws Exception {
        await(() -> shown() > 2);
        talk.seen(false);
        Thread.sleep(200);
        int before = shown();
        Thread.sleep(400);
        assertEquals(before, shown());
        talk.seen(true);
        await(() -> shown() > before);
    }

    @Test
    void recordsWhatIsHeardAndSeen() throws Exception {
        var file = folder.resolve("session.mp4");
        talk.startRecording(file, Locale.ENGLISH);
        talk.say("What was your first job?");
        assertTrue(speaking.await(20, TimeUnit.SECONDS));
        Thread.sleep(1500);
        talk.stop();
        assertEquals(Optional.of(file), talk.stopRecording());
        assertEquals(Optional.empty(), talk.stopRecording());
        var info = MediaReader.probe(file);
        assertEquals(MediaInfo.Kind.VIDEO, info.kind());
        assertTrue(info.length().toMillis() > 1000, info.toString());
        var sound = MediaReader.readSound(file, 16_000, Duration.ofMinutes(1));
        float loudest = 0;
        for (float sample : sound.samples()) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        assertTrue(loudest > 0.05, "loudest sample " + loudest);
        assertFalse(info.aiLabel().isEmpty());
    }

    private int shown() {
        return (int) events.stream().filter(TurnEvent.Shown.class::isInstance).count();
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws InterruptedException {
        for (int i = 0; i < 1000 && !condition.holds(); i++) {
            Thread.sleep(20);
        }
        assertTrue(condition.holds());
    }
}
