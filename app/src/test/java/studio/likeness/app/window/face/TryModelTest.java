package studio.likeness.app.window.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.window.TestUi;
import studio.likeness.app.window.corpus.History;
import studio.likeness.app.window.face.SpeakingWork.Recorded;
import studio.likeness.app.window.face.TryModel.Phase;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.face.animate.Engine;
import studio.likeness.models.job.JobRunner;
import studio.likeness.models.job.JobStore;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.signal.Waveform;

class TryModelTest {
    private static final Persona ANNA = TestUi.persona("anna", "Anna", false);
    private static final Persona BORIS = TestUi.persona("boris", "Boris", false);

    @TempDir Path root;

    private final HandedBack background = new HandedBack();
    private final FakeSpeaking work = new FakeSpeaking();
    private TestUi ui;
    private JobRunner jobs;
    private GalleryModel gallery;
    private TryModel model;

    @BeforeEach
    void open() throws InterruptedException {
        ui = new TestUi(root, background);
        jobs = new JobRunner(new JobStore(root.resolve("jobs")));
        var faces = new FakeFaces(root);
        faces.faces.put("anna", List.of(FakeFaces.face("clip"), FakeFaces.face("other")));
        faces.faces.put("boris", List.of(FakeFaces.face("photo")));
        work.recordings.put("anna", List.of(new Recorded("Where?", sound(0.2))));
        gallery = new GalleryModel(ui.ui(), faces, new History());
        model = new TryModel(ui.ui(), work, jobs, gallery);
        show(ANNA);
    }

    @AfterEach
    void close() {
        model.close();
        jobs.close();
        background.close();
        assertEquals(0, ui.listening(), "nothing asks for frames any more");
    }

    private void show(Persona persona) throws InterruptedException {
        gallery.show(Optional.of(persona));
        until(() -> model.waysProperty().get().isPresent());
    }

    private void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited 30 s");
            background.take();
            ui.frame();
            Thread.sleep(2);
        }
    }

    private void untilOver() throws InterruptedException {
        until(() -> model.phaseProperty().get() == Phase.IDLE);
    }

    private void untilSpeaking() throws InterruptedException {
        until(() -> model.phaseProperty().get() == Phase.SPEAKING);
        until(() -> work.animator.talks.get() > 0);
    }

    private Path sound(double seconds) {
        var file = root.resolve("sound-" + seconds + ".wav");
        SoundFile.writeWav(new Waveform(new float[(int) (seconds * 16_000)], 16_000), file);
        return file;
    }

    @Test
    void theBestWayIsTakenAndWhatWasSpokenIsTold() throws Exception {
        assertEquals(Engine.WAV2LIP, model.engineProperty().get());

        model.brought(List.of(sound(0.2)));
        assertEquals(Phase.OPENING, model.phaseProperty().get());
        untilOver();

        var figures = model.figuresProperty().get().orElseThrow();
        assertEquals(5, figures.pictures());
        assertTrue(model.pictureProperty().get().isPresent());
        assertEquals(List.of("anna/clip/WAV2LIP"), work.opened);
        assertEquals(1, work.animator.closed.get());
        assertEquals("", model.problemProperty().get());
    }

    @Test
    void aFileThatIsNoSoundIsOneSentence() throws Exception {
        var letter = Files.writeString(root.resolve("letter.mp3"), "Dear reader, I am no sound.");

        model.brought(List.of(letter));
        untilOver();

        var problem = model.problemProperty().get();
        assertTrue(problem.contains("letter.mp3"), problem);
        assertFalse(problem.contains("\n"), problem);
        assertTrue(model.figuresProperty().get().isEmpty());
        assertEquals(1, work.animator.closed.get());

        model.brought(List.of(sound(0.1)));
        untilOver();
        assertEquals("", model.problemProperty().get(), "the next one is as if nothing had been");
    }

    @Test
    void aFileThatIsGoneIsOneSentence() throws Exception {
        model.brought(List.of(root.resolve("nowhere.wav")));
        untilOver();

        assertTrue(
                model.problemProperty().get().contains("nowhere.wav"),
                model.problemProperty()::get);
    }

    @Test
    void stoppedItIsSilentAtOnceAndCanSpeakAgain() throws Exception {
        model.brought(List.of(sound(120)));
        untilSpeaking();

        model.stop();
        assertEquals(Phase.IDLE, model.phaseProperty().get());
        until(() -> work.animator.closed.get() == 1);
        background.take();
        assertTrue(model.figuresProperty().get().isEmpty(), "what was broken off has no figures");
        assertEquals("", model.problemProperty().get());

        model.brought(List.of(sound(0.1)));
        untilOver();
        assertTrue(model.figuresProperty().get().isPresent());
    }

    @Test
    void stoppedWhileItOpensNothingIsHeard() throws Exception {
        model.brought(List.of(sound(120)));
        model.stop();

        assertEquals(Phase.IDLE, model.phaseProperty().get());
        until(() -> work.opened.isEmpty() || work.animator.closed.get() == 1);
        Thread.sleep(50);
        background.take();
        assertEquals(Phase.IDLE, model.phaseProperty().get());
        assertEquals(work.animator.talks.get(), work.animator.ended.get());
    }

    @Test
    void aSecondSoundTakesThePlaceOfTheFirst() throws Exception {
        model.brought(List.of(sound(120)));
        untilSpeaking();

        model.brought(List.of(sound(0.2)));
        untilOver();

        assertEquals("sound-0.2.wav", model.soundProperty().get().orElseThrow().name());
        assertEquals(5, model.figuresProperty().get().orElseThrow().pictures());
        until(() -> work.animator.closed.get() == 2);
    }

    @Test
    void whenAnotherPersonaIsChosenTheFirstFallsSilentAndIsForgotten() throws Exception {
        until(() -> !model.recordings().isEmpty());
        model.speak(model.recordings().getFirst());
        untilOver();
        model.brought(List.of(sound(120)));
        until(() -> work.animator.talks.get() == 2);

        gallery.show(Optional.of(BORIS));
        assertEquals(Phase.IDLE, model.phaseProperty().get());
        assertTrue(model.pictureProperty().get().isEmpty(), "another face");
        assertTrue(model.soundProperty().get().isEmpty(), "Boris does not say what Anna said");
        assertTrue(model.recordings().isEmpty());
        until(() -> work.animator.closed.get() == 2);
        until(() -> model.waysProperty().get().isPresent());

        model.speak();
        assertEquals(Phase.IDLE, model.phaseProperty().get(), "there is nothing to be spoken");
        model.brought(List.of(sound(0.1)));
        untilOver();
        assertEquals("boris/photo/WAV2LIP", work.opened.getLast());
        assertTrue(model.figuresProperty().get().isPresent());
    }

    @Test
    void whenAnotherFaceIsChosenTheSoundStays() throws Exception {
        model.brought(List.of(sound(120)));
        untilSpeaking();

        gallery.choose(FakeFaces.face("other"));

        assertEquals(Phase.IDLE, model.phaseProperty().get());
        assertTrue(model.soundProperty().get().isPresent());
        until(() -> work.animator.closed.get() == 1);
        model.speak();
        untilSpeaking();
        assertEquals("anna/other/WAV2LIP", work.opened.getLast());
    }

    @Test
    void aFaceThatBreaksIsOneSentence() throws Exception {
        work.animator.breaksAt = 3;
        model.brought(List.of(sound(10)));
        untilOver();

        assertTrue(model.problemProperty().get().contains("a picture"));
        assertEquals(1, work.animator.closed.get());
    }

    @Test
    void aSentenceIsSaidAndThenSpoken() throws Exception {
        work.said = Optional.of(sound(0.2));
        model.sentenceProperty().set("  Good morning. ");

        model.say();
        assertEquals(Phase.SAYING, model.phaseProperty().get());
        until(() -> model.figuresProperty().get().isPresent());

        assertEquals("Good morning.", model.soundProperty().get().orElseThrow().name());
    }

    @Test
    void aSentenceThatIsStoppedIsNotSpoken() throws Exception {
        model.sentenceProperty().set("Good morning.");
        model.say();
        assertTrue(work.saying.await(30, TimeUnit.SECONDS));

        model.stop();
        Thread.sleep(50);
        background.take();

        assertEquals(Phase.IDLE, model.phaseProperty().get());
        assertTrue(model.soundProperty().get().isEmpty());
        assertTrue(work.opened.isEmpty());
    }

    @Test
    void whatMakesItSharperIsKeptAndItsAbsenceTold() throws Exception {
        assertEquals(List.of("gfpgan"), model.waysProperty().get().orElseThrow().sharpeners());
        model.engineProperty().set(Engine.WARP);

        model.sharpen(Optional.of("gfpgan"));
        until(() -> model.waysProperty().get().orElseThrow().sharpener().isPresent());
        assertEquals(Optional.of("gfpgan"), work.sharpener);
        assertEquals(Engine.WARP, model.engineProperty().get(), "that is another choice");

        work.unsharpened =
                Optional.of(
                        new StudioException("models.face.animate.restorationSlow", "gfpgan", 1.25));
        model.brought(List.of(sound(0.1)));
        untilOver();
        assertTrue(model.figuresProperty().get().isPresent(), "it speaks all the same");
        var note = model.problemProperty().get();
        assertTrue(note.contains("gfpgan takes 1.25"), note);
    }

    @Test
    void aFilmIsMadeOfWhatWasSpokenLast() throws Exception {
        var film = root.resolve("film.mp4");
        ui.chosen = List.of(film);
        model.save();
        assertFalse(model.film().watch().runningProperty().get(), "nothing was spoken yet");

        model.brought(List.of(sound(0.2)));
        untilOver();
        model.save();
        until(() -> model.film().savedProperty().get().isPresent());

        assertEquals(0.2, MediaReader.probe(film).length().toNanos() / 1e9, 0.06);
        model.film().reveal();
        assertEquals(List.of(film), ui.revealed);
    }

    @Test
    void aFilmOfWhatIsNoSoundIsOneSentenceAndNoFile() throws IOException, InterruptedException {
        var letter = Files.writeString(root.resolve("letter.mp3"), "Dear reader, I am no sound.");
        model.brought(List.of(letter));
        untilOver();
        ui.chosen = List.of(root.resolve("film.mp4"));

        model.save();
        until(() -> !model.problemProperty().get().isEmpty());
        until(() -> !model.film().watch().runningProperty().get());

        assertTrue(model.problemProperty().get().contains("letter.mp3"));
        assertFalse(Files.exists(root.resolve("film.mp4")));
    }
}
