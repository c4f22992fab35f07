package studio.likeness.corpus.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Stages;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.MediaInfo;

class CorpusTest {
    @TempDir Path scratch;
    Path root;
    PersonaStore store;
    Corpus corpus;

    @BeforeEach
    void openAPersona() {
        // A path with everything that could be taken for something else in a URI or by SQLite.
        root = scratch.resolve("home 100% ?mode=ro#岳桥");
        store = Given.store(root);
        corpus = store.open(store.create(Given.persona("Ada")).id());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void givesBackWhatWasPut() {
        var put = corpus.put(Given.answer("Where?", "By the river.\nIn a blue house. 🏠"));

        assertEquals(List.of(put), corpus.answers());
        assertEquals(Optional.of(put), corpus.answer(put.id()));
        assertEquals(List.of("Where?", "Where? Please."), put.questions());
        assertEquals(Given.PROVENANCE, put.provenance());
        assertTrue(put.id().matches("a-[a-z2-7]{10}"), put.id());
    }

    @Test
    void keepsWhatItHasAfterClosing() throws IOException {
        var id = corpus.persona().id();
        var medium = corpus.addMedia(sound("a"), false, Given.PROVENANCE);
        var answer = corpus.put(Given.recorded("x1", "Where?", medium));
        var document = corpus.add(Given.document("Diary", "One.", "Two."));
        var revision = corpus.revision();
        corpus.close();

        try (var again = store.open(id)) {
            assertEquals(List.of(answer), again.answers());
            assertEquals(List.of(document), again.documents());
            assertEquals(Optional.of(medium), again.media(medium.sha256()));
            assertEquals(revision, again.revision());
            assertEquals("a", Files.readString(again.file(medium)));
            assertEquals(List.of(), again.problems());
        }
    }

    @Test
    void leavesNoLogBehindWhenClosed() {
        corpus.put(Given.answer("Where?", "Here."));
        corpus.close();

        assertFalse(Files.exists(corpus.folder().resolve("corpus.db-wal")));
    }

    @Test
    void replacesAnAnswerInItsPlace() {
        var first = corpus.put(Given.answer("One?", "1"));
        var second = corpus.put(Given.answer("Two?", "2"));
        var draft = Given.answer("One, really?", "one");
        var changed =
                corpus.put(
                        new Answer.Draft(
                                Optional.of(first.id()),
                                draft.language(),
                                draft.topic(),
                                draft.date(),
                                draft.questions(),
                                draft.reply(),
                                draft.recording(),
                                draft.provenance()));

        assertEquals(first.id(), changed.id());
        assertEquals(List.of(changed, second), corpus.answers());
    }

    @Test
    void putsAllDraftsOrNone() {
        var stranger =
                new Media(
                        "0".repeat(64), "wav", "sound", Duration.ZERO, 1, false, Given.PROVENANCE);
        var drafts = List.of(Given.answer("One?", "1"), Given.recorded("x", "Where?", stranger));
        long revision = corpus.revision();

        assertThrows(IllegalArgumentException.class, () -> corpus.put(drafts));

        assertEquals(List.of(), corpus.answers());
        assertEquals(revision, corpus.revision());
    }

    @Test
    void hidesWhatIsRemovedAndShowsWhatIsRestored() {
        var answer = corpus.put(Given.answer("One?", "1"));
        var document = corpus.add(Given.document("Diary", "One."));
        var both = List.of(answer.id(), document.id());

        corpus.remove(both);
        assertEquals(List.of(), corpus.answers());
        assertEquals(List.of(), corpus.documents());
        assertEquals(Optional.empty(), corpus.answer(answer.id()));

        corpus.restore(both);
        assertEquals(List.of(answer), corpus.answers());
        assertEquals(List.of(document), corpus.documents());
    }

    @Test
    void removesNothingWhenOneIdentifierIsUnknown() {
        var answer = corpus.put(Given.answer("One?", "1"));

        var refused =
                assertThrows(
                        StudioException.class,
                        () -> corpus.remove(List.of(answer.id(), "a-nothing")));

        assertEquals("corpus.store.unknownId", refused.key());
        assertEquals(List.of(answer), corpus.answers());
    }

    @Test
    void countsEveryChangeAndTellsListeners() throws Exception {
        var heard = new AtomicInteger();
        var start = corpus.revision();
        try (var _ = corpus.onChange(heard::incrementAndGet)) {
            corpus.put(Given.answer("One?", "1"));
            var document = corpus.add(Given.document("Diary", "One."));
            corpus.addMedia(sound("a"), false, Given.PROVENANCE);
            corpus.remove(List.of(document.id()));
            corpus.restore(List.of(document.id()));
        }
        assertEquals(5, heard.get());
        assertEquals(start + 5, corpus.revision());

        corpus.put(Given.answer("Two?", "2"));
        assertEquals(5, heard.get());
    }

    @Test
    void aFailingListenerDoesNotFailTheChange() throws Exception {
        try (var _ =
                corpus.onChange(
                        () -> {
                            throw new IllegalStateException("a listener of the test");
                        })) {
            corpus.put(Given.answer("One?", "1"));
        }
        assertEquals(1, corpus.answers().size());
    }

    @Test
    void refusesAnswersWithoutQuestionOrReply() {
        var none = Given.answer(" ", "1");
        var mute = Given.answer("One?", " ");

        assertEquals("corpus.store.noQuestion", refusal(() -> corpus.put(none)));
        assertEquals("corpus.store.noReply", refusal(() -> corpus.put(mute)));
        assertEquals(
                "corpus.store.emptyDocument", refusal(() -> corpus.add(Given.document("Diary"))));
    }

    @Test
    void keepsTheSameBytesOnce() throws IOException {
        var first = corpus.addMedia(sound("same"), false, Given.PROVENANCE);
        var copy = Given.file(scratch.resolve("other name.MP3"), "same");
        var second = corpus.addMedia(copy, false, new Provenance("x", Given.AT, "y"));

        assertEquals(first, second);
        assertEquals(List.of(corpus.file(first)), mediaFiles());
        assertEquals(Given.hash(copy), first.sha256());
        assertEquals("wav", first.extension());
        assertEquals("sound", first.kind());
        assertEquals(Duration.ofSeconds(3), first.length());
        assertEquals(4, first.bytes());
    }

    @Test
    void staysSyntheticOnceAnyoneSaidSo() throws IOException {
        corpus.addMedia(sound("same"), false, Given.PROVENANCE);
        corpus.addMedia(sound("same"), true, Given.PROVENANCE);
        var medium = corpus.addMedia(sound("same"), false, Given.PROVENANCE);

        assertTrue(medium.synthetic());
    }

    @Test
    void putsBackAFileThatHadGoneMissing() throws IOException {
        var medium = corpus.addMedia(sound("a"), false, Given.PROVENANCE);
        Files.delete(corpus.file(medium));
        assertEquals(1, corpus.problems().size());

        corpus.addMedia(sound("a"), false, Given.PROVENANCE);

        assertEquals(List.of(), corpus.problems());
    }

    @Test
    void mendsAFileThatWasCutShort() throws IOException {
        var medium = corpus.addMedia(sound("long enough"), false, Given.PROVENANCE);
        Files.writeString(corpus.file(medium), "long");

        corpus.addMedia(sound("long enough"), false, Given.PROVENANCE);

        assertEquals("long enough", Files.readString(corpus.file(medium)));
    }

    @Test
    void keepsNothingOfAFileThatCannotBeDecoded() throws IOException {
        var home = new Home(scratch.resolve("deaf"));
        var file = sound("noise");
        try (var deaf = new PersonaStore(home, CorpusTest::unreadable, Limits.of(home));
                var empty = deaf.open(deaf.create(Given.persona("Ada")).id())) {
            assertEquals(
                    "corpus.store.noFile",
                    refusal(() -> empty.addMedia(file, false, Given.PROVENANCE)));
            assertEquals(List.of(), empty.media());
            assertEquals(List.of(), empty.orphans());
        }
    }

    private static MediaInfo unreadable(Path file) {
        throw new StudioException("corpus.store.noFile", file);
    }

    @Test
    void opensAPersonaThatWasCopiedWithoutItsEmptyFolders() throws IOException {
        corpus.close();
        for (var name : List.of("media", "memory")) {
            Files.delete(corpus.folder().resolve(name));
        }

        try (var again = store.open("ada")) {
            again.addMedia(sound("a"), false, Given.PROVENANCE);
        }
    }

    @Test
    void refusesFilesThatAreMissingOrEmptyAndLeavesNothing() throws IOException {
        var empty = sound("");

        assertEquals(
                "corpus.store.noFile",
                refusal(() -> corpus.addMedia(scratch.resolve("no"), false, Given.PROVENANCE)));
        assertEquals(
                "corpus.store.emptyFile",
                refusal(() -> corpus.addMedia(empty, false, Given.PROVENANCE)));
        assertEquals(List.of(), mediaFiles());
    }

    @Test
    void noticesMediaThatWereCutShort() throws IOException {
        var medium = corpus.addMedia(sound("long enough"), false, Given.PROVENANCE);
        Files.writeString(corpus.file(medium), "long");

        assertEquals(
                List.of(corpus.file(medium)),
                corpus.problems().stream().map(Problem::where).toList());
    }

    @Test
    void reportsOrphansAndKeepsThem() throws IOException {
        corpus.addMedia(sound("a"), false, Given.PROVENANCE);
        var stray = Given.file(corpus.folder().resolve("media/stray.wav"), "?");

        assertEquals(List.of(stray), corpus.orphans());
        assertTrue(Files.exists(stray));
    }

    @Test
    void addsUp() throws IOException {
        var medium = corpus.addMedia(sound("12345"), false, Given.PROVENANCE);
        corpus.put(Given.recorded("r1", "One?", medium));
        corpus.put(Given.recorded("r2", "Two?", medium));
        corpus.put(Given.recorded("gone", "Three?", medium));
        corpus.put(Given.answer("Four?", "4"));
        corpus.add(Given.document("Diary", "One.", "Two."));
        corpus.remove(List.of("gone"));

        assertEquals(
                new Statistics(Map.of("zh", 2, "en", 1), 2, Duration.ofSeconds(6), 1, 2, 5),
                corpus.statistics());
    }

    @Test
    void isEmptyAtFirst() {
        assertEquals(new Statistics(Map.of(), 0, Duration.ZERO, 0, 0, 0), corpus.statistics());
    }

    @Test
    void servesManyThreadsAtOnce() throws Exception {
        int threads = 6;
        int each = 20;
        var same = sound("the same for all");
        var ids = new ArrayList<String>();
        try (var scope = new Stages("store")) {
            for (int t = 0; t < threads; t++) {
                int thread = t;
                scope.start(
                        () -> {
                            var own = Given.file(scratch.resolve(thread + ".wav"), "t" + thread);
                            corpus.addMedia(own, false, Given.PROVENANCE);
                            for (int i = 0; i < each; i++) {
                                var medium = corpus.addMedia(same, false, Given.PROVENANCE);
                                var id = "t" + thread + "-" + i;
                                corpus.put(Given.recorded(id, "Where?", medium));
                                assertTrue(corpus.answer(id).isPresent());
                                synchronized (ids) {
                                    ids.add(id);
                                }
                                corpus.answers();
                            }
                        });
            }
            scope.join();
        }
        var kept = corpus.answers().stream().map(Answer::id).sorted().toList();
        assertEquals(ids.stream().sorted().toList(), kept);
        assertEquals(threads + 1, corpus.media().size());
        assertEquals(List.of(), corpus.problems());
        assertEquals(List.of(), corpus.orphans());
    }

    @Test
    void survivesAnInterruptedThread() throws Exception {
        var file = sound("interrupted");
        Thread.currentThread().interrupt();
        corpus.addMedia(file, false, Given.PROVENANCE);
        corpus.put(Given.answer("One?", "1"));
        assertTrue(Thread.interrupted());

        assertEquals(1, corpus.answers().size());
        assertEquals(List.of(), corpus.problems());
    }

    @Test
    void saysSoWhenUsedAfterClosing() {
        corpus.close();

        assertEquals("corpus.store.closed", refusal(corpus::answers));
    }

    @Test
    void seesWhatAnotherProgramWrites() {
        try (var other = Given.store(root);
                var theirs = other.open(corpus.persona().id())) {
            var answer = theirs.put(Given.answer("One?", "1"));

            assertEquals(List.of(answer), corpus.answers());
            assertEquals(theirs.revision(), corpus.revision());
        }
    }

    private Path sound(String contents) throws IOException {
        return Given.file(scratch.resolve("a sound.wav"), contents);
    }

    private List<Path> mediaFiles() throws IOException {
        try (var files = Files.list(corpus.folder().resolve("media"))) {
            return files.toList();
        }
    }

    private static String refusal(Runnable run) {
        return assertThrows(StudioException.class, run::run).key();
    }
}
