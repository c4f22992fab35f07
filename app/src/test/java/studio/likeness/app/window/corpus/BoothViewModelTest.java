package studio.likeness.app.window.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.window.TabStage;
import studio.likeness.app.window.corpus.BoothViewModel.Phase;
import studio.likeness.app.window.sound.Sounds;
import studio.likeness.app.window.sound.StudioSounds;
import studio.likeness.app.window.sound.TestSounds;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.models.signal.Levels;
import studio.likeness.models.signal.Waveform;

class BoothViewModelTest {
    @TempDir Path home;

    private final TestSounds sounds = new TestSounds();
    private final History history = new History();
    private TabStage stage;
    private Corpus corpus;
    private BoothViewModel model;

    @BeforeEach
    void open() {
        stage = new TabStage(home, false);
        corpus = stage.studio.corpus(Corpora.persona(stage.studio, "Grandma").id());
        model = new BoothViewModel(stage.ui, sounds, history);
        model.open(Optional.of(corpus));
    }

    @AfterEach
    void close() {
        model.leave();
        stage.close();
    }

    private void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited 10 s");
            stage.parts.frame();
            Thread.sleep(5);
        }
    }

    private void record(double seconds) throws InterruptedException {
        until(() -> model.level().read().rmsDb() > -40);
        model.toggleRecording();
        assertEquals(Phase.RECORDING, model.phaseProperty().get());
        until(() -> model.waveform().lengthProperty().get() >= seconds * 48_000);
        model.toggleRecording();
        assertEquals(Phase.READY, model.phaseProperty().get());
    }

    private static void assertNear(Duration expected, Duration actual) {
        assertTrue(
                expected.minus(actual).abs().toMillis() <= 2,
                () -> "expected about " + expected + ", found " + actual);
    }

    @Test
    void aKeptTakeBecomesAnAnswerWithItsRecording() throws Exception {
        model.enter();
        record(1);
        var take = model.takes().getFirst();
        assertTrue(take.length().toMillis() >= 1_000, () -> take.toString());
        assertEquals(-10.5, take.levels().peakDb(), 1.0);
        assertFalse(model.canKeepProperty().get(), "the reply is still missing in words");
        model.questionProperty().set("What is that tone?");
        model.replyProperty().set("An A.");
        model.keep();
        var answer = corpus.answers().getFirst();
        assertEquals("What is that tone?", answer.questions().getFirst());
        assertEquals("An A.", answer.reply());
        var media = answer.recording().orElseThrow();
        assertNear(take.length(), media.length());
        assertFalse(media.synthetic());
        assertTrue(model.takes().isEmpty());
        try (var left = Files.list(corpus.folder().resolve("takes"))) {
            assertEquals(0, left.count());
        }
        history.undo();
        assertTrue(corpus.answers().isEmpty());
    }

    @Test
    void theTrimIsWhatIsKept() throws Exception {
        model.enter();
        record(1.5);
        model.replyProperty().set("Only the middle.");
        model.waveform().seek(12_000);
        model.waveform().trimStart();
        model.waveform().seek(36_000);
        model.waveform().trimEnd();
        model.keep();
        var media = corpus.answers().getFirst().recording().orElseThrow();
        assertNear(Duration.ofMillis(500), media.length());
    }

    @Test
    void whatAnEarlierVisitLeftIsOffered() throws Exception {
        model.enter();
        record(0.5);
        model.leave();
        var again = new BoothViewModel(stage.ui, sounds, history);
        again.open(Optional.of(corpus));
        again.enter();
        assertEquals(1, again.takes().size());
        assertTrue(again.takes().getFirst().leftover());
        assertEquals(model.takes().getFirst().question(), again.takes().getFirst().question());
        again.leave();
    }

    @Test
    void aTakeThatACrashCutOffIsRepairedAndOffered() throws Exception {
        var folder = new TakeFolder(corpus.folder().resolve("takes"), sounds);
        var file = folder.next(Instant.parse("2026-02-03T04:05:06Z"), "Where were you?");
        try (var whole = sounds.record(file)) {
            for (int n = 0; n < 50; n++) {
                whole.write(sounds.microphone().read());
            }
        }
        // A crash leaves sound that the header does not know of.
        var bytes = Files.readAllBytes(file);
        java.util.Arrays.fill(bytes, 40, 44, (byte) 0);
        Files.write(file, bytes);
        model.enter();
        var take = model.takes().getFirst();
        assertNear(Duration.ofSeconds(1), take.length());
        assertEquals("Where were you?", take.question());
        model.choose(Optional.of(take));
        assertEquals("Where were you?", model.questionProperty().get());
    }

    @Test
    void discardingCanBeUndoneUntilTheNextVisit() throws Exception {
        model.enter();
        record(0.3);
        model.discard(model.takes().getFirst());
        assertTrue(model.takes().isEmpty());
        history.undo();
        assertEquals(1, model.takes().size());
        model.discard(model.takes().getFirst());
        model.leave();
        model.enter();
        assertTrue(model.takes().isEmpty());
        try (var left = Files.list(corpus.folder().resolve("takes"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void warnsWhenTheSoundIsTooLoud() throws InterruptedException {
        sounds.loudness = 3;
        model.enter();
        until(() -> model.level().read().rmsDb() > -10);
        model.toggleRecording();
        until(() -> model.warningProperty().get().isPresent());
        assertEquals(
                Said.of("app.window.corpus.booth.clipping"),
                model.warningProperty().get().orElseThrow());
        model.toggleRecording();
        assertTrue(model.warningProperty().get().isEmpty());
    }

    @Test
    void warnsWhenThereIsNoSoundAtAll() throws InterruptedException {
        sounds.loudness = 0;
        var deaf = new BoothViewModel(stage.ui, sounds, history, Duration.ofMillis(300));
        deaf.open(Optional.of(corpus));
        deaf.enter();
        until(() -> deaf.warningProperty().get().isPresent());
        assertEquals(
                "app.window.corpus.booth.silent", deaf.warningProperty().get().orElseThrow().key());
        sounds.loudness = 0.2f;
        until(() -> deaf.warningProperty().get().isEmpty());
        deaf.leave();
    }

    @Test
    void saysWhyThereIsNoMicrophoneAndTriesAgain() throws InterruptedException {
        sounds.unplugged = true;
        model.enter();
        until(() -> !model.problemProperty().get().isEmpty());
        sounds.unplugged = false;
        model.listen();
        until(() -> model.level().read().rmsDb() > -40);
        assertEquals("", model.problemProperty().get());
    }

    @Test
    void leavingLetsTheMicrophoneGo() throws InterruptedException {
        model.enter();
        until(() -> sounds.opened.get() == 1);
        model.leave();
        until(() -> sounds.opened.get() == 0);
        assertEquals(0, stage.parts.listening());
    }

    @Test
    void aRecordingThatIsLeftIsATakeAllTheSame() throws Exception {
        model.enter();
        until(() -> model.level().read().rmsDb() > -40);
        model.toggleRecording();
        until(() -> model.waveform().lengthProperty().get() >= 24_000);
        model.leave();
        assertEquals(1, model.takes().size());
        assertEquals(Phase.CLOSED, model.phaseProperty().get());
    }

    @Test
    void recordsFromTheMicrophoneOfTheSettings() throws Exception {
        var spoken = home.resolve("spoken.wav");
        var samples = new float[4 * 16_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.3 * Math.sin(i * 0.1));
        }
        sounds.write(spoken, new Waveform(samples, 16_000));
        stage.studio.settings().change(s -> s.with(d -> d.microphone("file:" + spoken)));
        var real = new BoothViewModel(stage.ui, studioSounds(), history);
        real.open(Optional.of(corpus));
        real.enter();
        until(() -> real.level().read().rmsDb() > -20);
        real.toggleRecording();
        until(() -> real.waveform().lengthProperty().get() >= 24_000);
        real.toggleRecording();
        real.questionProperty().set("What do you hear?");
        real.replyProperty().set("A tone.");
        real.keep();
        real.leave();
        var media = corpus.answers().getFirst().recording().orElseThrow();
        var kept = Levels.of(sounds.read(corpus.file(media)));
        assertEquals(-10.5, kept.peakDb(), 0.5);
        assertEquals(-13.5, kept.rmsDb(), 0.5);
    }

    private Sounds studioSounds() {
        return new StudioSounds(stage.studio.settings()::get);
    }

    @Test
    void suggestsQuestionsInTheLanguageOfTheWindow() throws IOException {
        stage.ui.texts().choose("zh");
        model.enter();
        assertEquals("请介绍一下你自己。", model.questionProperty().get());
        model.nextPrompt();
        assertEquals("你小时候住在哪里？", model.questionProperty().get());
        model.previousPrompt();
        model.previousPrompt();
        assertEquals("你希望以后的人记得你什么？", model.questionProperty().get());
        stage.ui.texts().choose("en");
    }
}
