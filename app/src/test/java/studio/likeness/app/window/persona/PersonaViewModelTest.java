package studio.likeness.app.window.persona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.window.TabStage;
import studio.likeness.app.window.corpus.Corpora;
import studio.likeness.app.window.persona.PersonaViewModel.Phase;
import studio.likeness.app.window.sound.TestSounds;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.Consent;
import studio.likeness.models.job.Job;

class PersonaViewModelTest {
    @TempDir Path home;
    @TempDir Path files;

    private final TestSounds sounds = new TestSounds();
    private TabStage stage;
    private PersonaViewModel model;

    @BeforeEach
    void open() {
        stage = new TabStage(home, false);
        model = new PersonaViewModel(stage.ui, Services.of(stage.studio, sounds));
    }

    @AfterEach
    void close() {
        model.hidden();
        stage.close();
    }

    private void grandma() {
        Corpora.persona(stage.studio, "Grandma");
        stage.ui.persona().refresh();
    }

    private void finishJobs() throws InterruptedException {
        for (Job job : stage.studio.jobs().jobs()) {
            job.await();
        }
        stage.parts.frame();
    }

    @Test
    void withoutConsentThereIsNoPersona() {
        assertEquals(Phase.NOBODY, model.phaseProperty().get());
        model.startCreating();
        var form = model.create();
        form.nameProperty().set("Grandpa");
        assertEquals("Grandpa", form.subjectProperty().get(), "usually the same");
        model.finishCreating();
        assertTrue(stage.studio.personas().list().isEmpty());
        form.basisProperty().set(Consent.Basis.FAMILY);
        assertFalse(form.readyProperty().get(), "who speaks for him is missing");
        form.grantedByProperty().set("His daughter");
        assertTrue(form.readyProperty().get());
        model.finishCreating();
        var made = stage.studio.personas().list().getFirst();
        assertEquals("His daughter", made.consent().grantedBy());
        assertEquals(Consent.Basis.FAMILY, made.consent().basis());
        assertEquals(Phase.PERSONA, model.phaseProperty().get());
        assertEquals("Grandpa", model.details().nameProperty().get());
    }

    @Test
    void whoConsentsForThemselfIsNotAskedTwice() {
        model.startCreating();
        model.create().nameProperty().set("Me");
        model.create().basisProperty().set(Consent.Basis.SELF);
        model.finishCreating();
        assertEquals("Me", stage.studio.personas().list().getFirst().consent().grantedBy());
    }

    @Test
    void editsAreStoredTogetherAndUndone() {
        grandma();
        var details = model.details();
        details.mannerProperty().set("Dry.");
        details.languagesProperty().set(List.of("en"));
        assertTrue(details.changedProperty().get());
        details.save();
        assertFalse(details.changedProperty().get());
        var stored = stage.studio.personas().list().getFirst();
        assertEquals("Dry.", stored.manner());
        assertEquals(List.of("en"), stored.languages());
        model.history().undo();
        assertEquals("", stage.studio.personas().list().getFirst().manner());
        assertEquals("", details.mannerProperty().get());
    }

    @Test
    void aNamelessPersonaIsRefusedAndTheEditStays() {
        grandma();
        model.details().nameProperty().set(" ");
        model.details().save();
        assertFalse(model.details().problemProperty().get().isEmpty());
        assertTrue(model.details().changedProperty().get());
        assertEquals("Grandma", stage.studio.personas().list().getFirst().name());
    }

    @Test
    void countsWhatThereIsAndNamesTheNextSteps() throws Exception {
        grandma();
        var corpus = stage.studio.corpus(stage.studio.personas().list().getFirst().id());
        corpus.put(Corpora.draft("zh", "food", "你最拿手的菜是什么？", "红烧肉。"));
        Corpora.recorded(corpus, sounds, files, "What was your first job?", "I drew charts.");
        model.count();
        var figures = model.figuresProperty().get().orElseThrow();
        assertEquals(Map.of("zh", 1, "en", 1), figures.material().answers());
        assertEquals(2, figures.topics());
        assertTrue(figures.bytesOnDisk() > 64_000, () -> figures.toString());
        var voice = model.rings().getFirst();
        assertEquals(0.5, voice.share());
        assertTrue(voice.next().isPresent());
    }

    @Test
    void exportsAndImportsAsJobs() throws Exception {
        grandma();
        var file = files.resolve("grandma");
        stage.parts.chosen = List.of(file);
        model.chooseExport();
        finishJobs();
        var written = files.resolve("grandma.likeness");
        assertTrue(Files.size(written) > 0);
        assertEquals(1, stage.ui.toasts().shown().size());
        stage.ui.toasts().shown().getFirst().run().run();
        assertEquals(List.of(written), stage.parts.revealed);
        model.delete();
        stage.parts.chosen = List.of(written);
        model.transfer().chooseImport();
        finishJobs();
        assertEquals("Grandma", stage.studio.personas().list().getFirst().name());
        assertEquals(Phase.PERSONA, model.phaseProperty().get());
    }

    @Test
    void anExportSaysWhichAdapterItHadToLeaveOut() throws Exception {
        grandma();
        var brain = BrainChoice.ARCHIVE.withModel(BrainChoice.Kind.MODEL, "gone");
        var grandma = stage.studio.personas().list().getFirst();
        stage.studio.personas().update(grandma.withBrain(brain.withAdapter("river")));
        model.transfer().export(grandma, files.resolve("grandma.likeness"));
        finishJobs();
        assertTrue(Files.size(files.resolve("grandma.likeness")) > 0);
        assertEquals(1, stage.ui.toasts().shown().size(), "it was exported all the same");
        var said = model.problemProperty().get();
        assertTrue(said.contains("Grandma") && said.contains("river"), said);
    }

    @Test
    void aDamagedFileIsRefusedInOneSentence() throws Exception {
        grandma();
        var junk = files.resolve("junk.likeness");
        Files.writeString(junk, "not a zip");
        model.transfer().importFile(junk);
        finishJobs();
        assertFalse(model.problemProperty().get().isEmpty());
        assertEquals(1, stage.studio.personas().list().size());
    }

    @Test
    void deletingGoesToTheTrashAndBack() {
        grandma();
        model.delete();
        assertEquals(Phase.NOBODY, model.phaseProperty().get());
        assertEquals("Grandma", model.trash().items().getFirst().name());
        model.history().undo();
        assertEquals(Phase.PERSONA, model.phaseProperty().get());
        assertTrue(model.trash().items().isEmpty());
    }

    @Test
    void aRecordingIsNoPortrait() throws Exception {
        grandma();
        var tone = files.resolve("tone.wav");
        sounds.write(tone, new studio.likeness.models.signal.Waveform(new float[16_000], 16_000));
        model.media().usePhoto(List.of(tone));
        assertFalse(model.problemProperty().get().isEmpty());
        assertEquals("", stage.studio.personas().list().getFirst().portrait());
    }

    @Test
    void aPhotoBecomesThePortraitAndTheDrawnOneComesBack() throws Exception {
        grandma();
        var photo = files.resolve("photo.png");
        Files.write(photo, ONE_PIXEL);
        model.media().usePhoto(List.of(photo));
        assertEquals("", model.problemProperty().get());
        assertEquals(64, stage.studio.personas().list().getFirst().portrait().length());
        model.media().useDrawn();
        assertEquals("", stage.studio.personas().list().getFirst().portrait());
    }

    @Test
    void aStatementIsKeptWithTheConsent() throws Exception {
        grandma();
        var tone = files.resolve("statement.wav");
        sounds.write(tone, new studio.likeness.models.signal.Waveform(new float[16_000], 16_000));
        stage.parts.chosen = List.of(tone);
        model.media().chooseStatement();
        var consent = stage.studio.personas().list().getFirst().consent();
        assertEquals(64, consent.statementMedia().length());
        assertEquals(16_000, model.media().statement().lengthProperty().get());
    }

    private static final byte[] ONE_PIXEL =
            java.util.Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");
}
