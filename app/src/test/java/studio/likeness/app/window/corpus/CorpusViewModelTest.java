package studio.likeness.app.window.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.window.TabStage;
import studio.likeness.app.window.corpus.CorpusViewModel.Phase;
import studio.likeness.app.window.sound.TestSounds;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.models.job.Job;

class CorpusViewModelTest {
    @TempDir Path home;
    @TempDir Path files;

    private final TestSounds sounds = new TestSounds();
    private TabStage stage;
    private Corpus corpus;
    private CorpusViewModel model;

    @BeforeEach
    void open() {
        stage = new TabStage(home, false);
        corpus = stage.studio.corpus(Corpora.persona(stage.studio, "Grandma").id());
        stage.ui.persona().refresh();
        model = new CorpusViewModel(stage.ui, stage.studio::corpus, sounds, stage.studio.jobs());
    }

    @AfterEach
    void close() {
        model.close();
        stage.close();
    }

    private void fill() {
        corpus.put(
                List.of(
                        Corpora.draft("zh", "food", "你最拿手的菜是什么？", "红烧肉。"),
                        Corpora.draft("en", "work", "What was your first job?", "I drew charts."),
                        Corpora.draft("en", "food", "What do you cook?", "Noodles, mostly.")));
    }

    private List<String> questions() {
        return model.visible().stream().map(Row::question).toList();
    }

    private String id(String question) {
        return model.visible().stream()
                .filter(row -> row.question().equals(question))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void saysWhenThereIsNothingYetAndFollowsTheCorpus() {
        assertEquals(Phase.EMPTY, model.phaseProperty().get());
        fill();
        assertEquals(Phase.TABLE, model.phaseProperty().get());
        assertEquals(3, model.visible().size());
    }

    @Test
    void filtersByLanguageTopicAndWords() {
        fill();
        model.filter(Filter.Kind.ENGLISH);
        assertEquals(2, model.visible().size());
        model.filter(new Filter.Topic("food"));
        assertEquals(2, model.visible().size());
        model.searchProperty().set("NOODLES cook");
        assertEquals(List.of("What do you cook?"), questions());
        model.filter(Filter.Kind.ALL);
        model.searchProperty().set("拿手");
        assertEquals(List.of("你最拿手的菜是什么？"), questions());
    }

    @Test
    void removesWhatIsSelectedAndBringsItBack() {
        fill();
        model.select(List.of(id("What do you cook?"), id("What was your first job?")));
        model.removeSelected();
        assertEquals(List.of("你最拿手的菜是什么？"), questions());
        assertEquals(
                Said.of("app.window.corpus.undo.removed", 2),
                model.history().lastProperty().get().orElseThrow().what());
        model.undo();
        assertEquals(3, model.visible().size());
        assertTrue(model.history().lastProperty().get().isEmpty());
    }

    @Test
    void aTopicThatIsGoneIsNoLongerTheFilter() {
        fill();
        model.filter(new Filter.Topic("work"));
        model.select(List.of(id("What was your first job?")));
        model.removeSelected();
        assertEquals(Filter.Kind.ALL, model.filterProperty().get());
        assertEquals(2, model.visible().size());
    }

    @Test
    void storesEditsAndUndoesThem() {
        fill();
        var id = id("What do you cook?");
        model.select(List.of(id));
        var editor = model.editor();
        editor.replyProperty().set("Dumplings.");
        assertTrue(editor.changedProperty().get());
        editor.addWording();
        editor.wordings().getLast().set("Can you cook?");
        editor.save();
        assertFalse(editor.changedProperty().get());
        var stored = corpus.answer(id).orElseThrow();
        assertEquals("Dumplings.", stored.reply());
        assertEquals(List.of("What do you cook?", "Can you cook?"), stored.questions());
        model.undo();
        assertEquals("Noodles, mostly.", corpus.answer(id).orElseThrow().reply());
        assertEquals("Noodles, mostly.", editor.replyProperty().get());
    }

    @Test
    void leavingARowStoresItsEdit() {
        fill();
        var id = id("What do you cook?");
        model.select(List.of(id));
        model.editor().topicProperty().set("hobby");
        model.select(List.of(id("What was your first job?")));
        assertEquals("hobby", corpus.answer(id).orElseThrow().topic());
    }

    @Test
    void anAnswerWithoutAQuestionIsNotStored() {
        fill();
        var id = id("What do you cook?");
        model.select(List.of(id));
        model.editor().wordings().getFirst().set("  ");
        model.editor().save();
        assertFalse(model.editor().problemProperty().get().isEmpty());
        assertTrue(model.editor().changedProperty().get());
        assertEquals(List.of("What do you cook?"), corpus.answer(id).orElseThrow().questions());
    }

    @Test
    void theRecordingOfTheSelectedRowIsReadyToPlay() throws IOException {
        var answer = Corpora.recorded(corpus, sounds, files, "Who are you?", "Me.");
        model.select(List.of(answer.id()));
        assertEquals(2 * 16_000, model.editor().waveform().lengthProperty().get());
        model.playSelected();
        assertTrue(model.editor().waveform().playingProperty().get());
        model.hidden();
        assertFalse(model.editor().waveform().playingProperty().get());
    }

    @Test
    void droppedFilesAreShownFirstAndStoredOnlyThen() throws Exception {
        var table = files.resolve("qa.csv");
        Files.writeString(table, "question,answer\nWhere is home?,By the canal.\nHow old?,Old.\n");
        var junk = files.resolve("junk.xyz");
        Files.write(junk, new byte[] {1, 2, 3});
        var imports = model.imports();
        imports.hovering(List.of(table, junk));
        assertEquals(ImportViewModel.Phase.HOVERED, imports.phaseProperty().get());
        imports.dropped(List.of(table, junk));
        assertEquals(ImportViewModel.Phase.PREVIEW, imports.phaseProperty().get());
        assertEquals(2, imports.found().size());
        assertEquals(0, corpus.answers().size());
        imports.add();
        finish();
        assertEquals(ImportViewModel.Phase.DONE, imports.phaseProperty().get());
        assertEquals(2, model.visible().size());
        assertEquals(1, imports.found().size(), "what was refused stays to be read");
        imports.dismiss();
        assertEquals(ImportViewModel.Phase.IDLE, imports.phaseProperty().get());
    }

    private void finish() throws InterruptedException {
        for (Job job : stage.studio.jobs().jobs()) {
            job.await();
        }
        stage.parts.frame();
    }

    @Test
    void nothingIsAddedWhereAllIsRefused() throws IOException {
        var junk = files.resolve("junk.xyz");
        Files.write(junk, new byte[] {1, 2, 3});
        model.imports().dropped(List.of(junk));
        assertFalse(model.imports().canAdd());
        model.imports().add();
        assertEquals(List.of(), stage.studio.jobs().jobs());
    }

    @Test
    void revealsWhatAnotherTabPointsAt() {
        fill();
        var id = id("What do you cook?");
        model.filter(Filter.Kind.CHINESE);
        model.searchProperty().set("红烧");
        model.reveal(id);
        assertEquals(3, model.visible().size());
        assertEquals(List.of(id), model.selected());
        assertEquals("Noodles, mostly.", model.editor().replyProperty().get());
    }

    @Test
    void followsThePersonaThatIsChosen() {
        fill();
        var other = Corpora.persona(stage.studio, "Grandpa");
        stage.ui.persona().refresh();
        stage.ui.persona().choose(other.id());
        assertEquals(Phase.EMPTY, model.phaseProperty().get());
        assertEquals(Optional.empty(), model.history().lastProperty().get());
    }
}
