package studio.likeness.app.window.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.window.TestUi;
import studio.likeness.app.window.sound.TestSounds;
import studio.likeness.app.window.voice.ReferenceModel.Phase;
import studio.likeness.app.window.voice.VoiceModel.Pane;
import studio.likeness.app.window.voice.VoiceWork.Means;
import studio.likeness.app.window.voice.VoiceWork.Target;
import studio.likeness.models.job.JobRunner;
import studio.likeness.models.job.JobStore;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.signal.Waveform;

class VoiceModelTest {
    @TempDir Path root;

    private final TestSounds sounds = new TestSounds();
    private TestUi ui;
    private JobRunner jobs;
    private FakeVoiceWork work;
    private VoiceModel model;

    @BeforeEach
    void open() {
        ui = new TestUi(root);
        jobs = new JobRunner(new JobStore(root.resolve("jobs")));
        work = new FakeVoiceWork(root);
        model = new VoiceModel(ui.ui(), sounds, work, jobs);
        model.shown();
    }

    @AfterEach
    void close() {
        model.close();
        jobs.close();
        assertEquals(0, ui.listening(), "nothing asks for frames any more");
    }

    private void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited 20 s");
            ui.frame();
            Thread.sleep(5);
        }
    }

    private ReferenceModel reference() {
        return model.cloning().reference();
    }

    private void record(double seconds) throws InterruptedException {
        reference().toggle();
        until(() -> reference().level().read().rmsDb() > -40);
        reference().toggle();
        assertEquals(Phase.RECORDING, reference().phaseProperty().get());
        until(() -> reference().waveform().lengthProperty().get() >= seconds * 48_000);
        reference().toggle();
    }

    private void cloneOne() throws InterruptedException {
        record(5);
        model.cloning().cloneIt();
        until(() -> !model.cloning().watch().runningProperty().get());
    }

    private void say(String sentence, int seed) throws InterruptedException {
        model.say().sentenceProperty().set(sentence);
        model.say().seedProperty().set(seed);
        model.say().say();
        until(() -> !model.say().watch().runningProperty().get());
    }

    private List<Path> sounds(String begin) throws IOException {
        try (var all = Files.list(root.resolve("takes"))) {
            return all.filter(f -> f.getFileName().toString().startsWith(begin)).toList();
        }
    }

    @Test
    void aRecordingIsLookedAtWrittenDownAndBecomesAVoice() throws Exception {
        record(5);
        assertTrue(reference().checkProperty().get().orElseThrow().usable());
        assertEquals("Good morning.", reference().textProperty().get());
        assertTrue(model.cloning().ready().get());

        model.cloning().nameProperty().set("Grandma");
        model.cloning().moodProperty().set("calm");
        model.cloning().cloneIt();
        until(() -> !model.cloning().watch().runningProperty().get());

        var sample = work.sample.orElseThrow();
        assertEquals("calm", sample.mood());
        assertEquals("en", sample.language());
        assertTrue(sample.seconds() >= 5, () -> sample.toString());
        assertEquals("Grandma", model.shelf().voiceProperty().get().orElseThrow().profile().name());
        assertEquals(Optional.empty(), reference().checkProperty().get(), "done with it");
        assertEquals(List.of(), sounds("reference-"), "the voice has its own copy");
        assertEquals(List.of(), sounds("cut-"));
    }

    @Test
    void whatTheUserWroteIsNotWrittenOver() throws Exception {
        reference().textProperty().set("Mine.");
        record(4);
        assertEquals("Good morning.", reference().textProperty().get(), "a new recording is new");
        reference().textProperty().set("Mine.");
        reference().recheck();
        assertEquals("Mine.", reference().textProperty().get());
    }

    @Test
    void aRecordingThatIsTooShortCannotBecomeAVoice() throws Exception {
        record(1);
        assertFalse(reference().checkProperty().get().orElseThrow().usable());
        assertFalse(model.cloning().ready().get());
        model.cloning().cloneIt();
        assertEquals(List.of(), work.voices);
    }

    @Test
    void withoutModelsNothingIsCloned() throws Exception {
        work.means = new Means(List.of("GPT-SoVITS"), false, List.of());
        model.shelf().refresh();
        record(5);
        assertEquals("", reference().textProperty().get(), "nobody is there to hear it");
        assertFalse(model.cloning().ready().get());
    }

    @Test
    void aVoiceThatCannotBeMadeSaysWhyAndKeepsTheRecording() throws Exception {
        work.fails = true;
        cloneOne();
        assertFalse(model.cloning().problemProperty().get().isEmpty());
        assertEquals(1, sounds("reference-").size());
        assertTrue(model.cloning().ready().get(), "one can try again");
    }

    @Test
    void twoSeedsMakeTwoTakesThatAreComparedEquallyLoud() throws Exception {
        cloneOne();
        say("Hello there.", 1);
        say("Hello there.", 2);
        assertEquals(List.of(1L, 2L), work.wishes.stream().map(VoiceWork.Wish::seed).toList());
        var takes = model.say().takes();
        assertEquals(2, takes.size());
        assertEquals(2, takes.getFirst().wish().seed(), "the latest first");
        assertEquals(Optional.of(takes.get(0)), model.say().aProperty().get());
        assertEquals(Optional.of(takes.get(1)), model.say().bProperty().get());
        var loud = Matched.loudness(sounds.read(takes.get(0).file()));
        var quiet = Matched.loudness(sounds.read(takes.get(1).file()));
        assertEquals(loudest(loud), loudest(quiet), 1e-3);

        model.say().playB();
        assertEquals(Optional.of(takes.get(1)), model.say().playingProperty().get());
        model.say().refresh(false);
        assertEquals(2, model.say().takes().size(), "they are on disk");
    }

    private static float loudest(Waveform sound) {
        float most = 0;
        for (float sample : sound.samples()) {
            most = Math.max(most, sample);
        }
        return most;
    }

    @Test
    void whatIsHeardOtherwiseIsKeptWithTheTakeAndTheSeedThatWasUsed() throws Exception {
        cloneOne();
        work.heard = "Good mourning.";
        say("Good morning.", 5);
        until(() -> model.say().takes().size() == 1);
        var take = model.say().takes().getFirst();
        assertEquals(7, take.wish().seed());
        var heard = take.heard().orElseThrow();
        assertEquals(3, heard.tries());
        assertEquals(1, heard.differences().wrong());
        var kept = new Takes(Objects.requireNonNull(take.file().getParent())).list().getFirst();
        assertEquals(take, kept);
    }

    @Test
    void nobodyListensWhereTheUserDoesNotWantIt() throws Exception {
        cloneOne();
        model.say().listensProperty().set(false);
        say("Good morning.", 5);
        until(() -> model.say().takes().size() == 1);
        assertEquals(Optional.empty(), model.say().takes().getFirst().heard());
    }

    @Test
    void aRemovedTakeIsTakenBack() throws Exception {
        cloneOne();
        say("Hello.", 1);
        var take = model.say().takes().getFirst();
        model.say().remove(take);
        assertEquals(List.of(), model.say().takes());
        assertFalse(Files.exists(take.file()));
        model.undo();
        assertEquals(List.of(take), model.say().takes());
    }

    @Test
    void aRemovedVoiceIsTakenBackAndSpeaksAgain() throws Exception {
        cloneOne();
        var voice = model.shelf().voices().getFirst();
        assertTrue(voice.used());
        model.shelf().remove(voice);
        assertEquals(List.of(), model.shelf().voices());
        assertEquals(Optional.empty(), model.shelf().voiceProperty().get());
        model.undo();
        assertTrue(model.shelf().voices().getFirst().used());
    }

    @Test
    void nothingIsHeardOfATabThatIsHidden() throws Exception {
        cloneOne();
        say("Hello.", 1);
        reference().listen();
        model.hidden();
        assertEquals(Phase.CLOSED, reference().phaseProperty().get());
        assertFalse(model.say().heard().playingProperty().get());
        model.say().playA();
        assertFalse(model.say().heard().playingProperty().get());
        assertEquals(1, work.closed, "networks are let go of");
        until(() -> sounds.opened.get() == 0);
    }

    @Test
    void aRecordingIsConvertedComparedAndSaved() throws Exception {
        var file = root.resolve("talk.wav");
        SoundFile.writeWav(new Waveform(new float[16_000], 16_000), file);
        model.paneProperty().set(Pane.CONVERT);
        model.dropped(List.of(file));
        model.convert().semitonesProperty().set(-3);
        assertTrue(model.convert().ready().get());
        model.convert().convert();
        until(() -> !model.convert().watch().runningProperty().get());
        assertEquals(List.of(new VoiceWork.Turn(new Target("svc", "anna"), -3, false)), work.turns);
        assertEquals(8_000, model.convert().result().lengthProperty().get());
        var saved = root.resolve("saved.wav");
        model.convert().save(saved);
        assertTrue(Files.isRegularFile(saved));
    }

    @Test
    void aLiveVoiceThatCannotBeginSaysWhy() throws Exception {
        model.convert().toggleLive();
        until(() -> !model.convert().problemProperty().get().isEmpty());
        assertTrue(model.convert().liveProperty().get().isEmpty());
    }

    private void clips() throws IOException {
        var folder = Files.createDirectories(root.resolve("clips/clips"));
        for (var name : List.of("a", "b", "c")) {
            SoundFile.writeWav(
                    new Waveform(new float[32_000], 32_000), folder.resolve(name + ".wav"));
        }
        Files.writeString(
                root.resolve("clips/clips.json"),
                """
                {"recordings": [{"recording": "/talk.wav", "mark": "", "clips": [
                 {"file": "clips/a.wav", "seconds": 30, "snrDb": 40, "rmsDb": -20, "peakDb": -3,
                  "speech": 1, "language": "zh", "text": "你好，你好吗 OK"},
                 {"file": "clips/b.wav", "seconds": 15, "snrDb": 9, "rmsDb": -20, "peakDb": -3,
                  "speech": 1, "language": "en", "text": "It's fine, fine."},
                 {"file": "clips/c.wav", "seconds": 15, "snrDb": 40, "rmsDb": -20, "peakDb": -3,
                  "speech": 1, "language": "", "text": ""}]}]}
                """);
    }

    private String list() throws IOException {
        return Files.readString(root.resolve("clips/clips.list"));
    }

    @Test
    void clipsAreAcceptedRejectedCorrectedAndTakenBack() throws Exception {
        clips();
        var prepare = model.prepare();
        prepare.refresh(false);
        assertEquals(new Coverage(3, 0, 0, 1.0, 3, 3), prepare.coverageProperty().get());

        prepare.accept();
        assertEquals(1, prepare.atProperty().get(), "on to the next");
        prepare.reject();
        assertFalse(list().contains("fine"), "no trainer reads it");
        assertEquals("It's fine, fine.", prepare.rows().get(1).text(), "but it is not lost");
        prepare.correct("再见。");
        assertTrue(list().contains("ZH|再见。"), list());
        assertEquals(2, prepare.coverageProperty().get().accepted());
        assertEquals(0.75, prepare.coverageProperty().get().minutes());

        prepare.undo();
        prepare.undo();
        assertTrue(list().contains("fine"));
        assertEquals(Review.Mark.OPEN, prepare.rows().get(1).mark());
        var again = new Review(work.prepared(ui.personas.getFirst()));
        assertEquals(prepare.rows(), again.rows(), "it is all on disk");
    }
}
