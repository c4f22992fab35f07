package studio.likeness.corpus.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.corpus.store.Consent;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.store.PersonaStore;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.media.MediaReader;

/// The importer on a corpus on disk.
class CorpusImportTest {
    @TempDir Path folder;

    private PersonaStore store;
    private Corpus corpus;

    @BeforeEach
    void open() {
        store = new PersonaStore(new Home(folder.resolve("home")));
        var consent =
                new Consent("Ada", Consent.Basis.FICTIONAL, "the test", "", Instant.EPOCH, "");
        var persona =
                store.create(new Persona.Draft("Ada", "", "", "", List.of("en", "zh"), consent));
        corpus = store.open(persona.id());
    }

    @AfterEach
    void close() {
        corpus.close();
        store.close();
    }

    @Test
    void keepsAnswersAndDocumentsAndKnowsThemAgain() throws IOException {
        var files = Files.createDirectory(folder.resolve("files"));
        Files.writeString(files.resolve("a.csv"), "question,reply,date\nWhere?,海边。,1950\n");
        Files.writeString(files.resolve("b.md"), "# Cold\n\nIt was cold.\n");
        Files.writeString(files.resolve("c.csv"), "nonsense");
        var importer = new Importer(corpus);
        var outcome = importer.add(List.of(files), Progress.none());
        assertEquals(1, outcome.answers());
        assertEquals(1, outcome.documents());
        assertEquals(1, outcome.refused().size());
        assertEquals(2, importer.add(List.of(files), Progress.none()).known());
        var answer = corpus.answer(outcome.ids().getFirst()).orElseThrow();
        assertEquals("海边。", answer.reply());
        assertEquals("zh", answer.language());
        assertEquals("Cold", corpus.documents().getFirst().title());
        corpus.remove(outcome.ids());
        assertEquals(1, importer.add(List.of(files), Progress.none()).answers());
    }

    @Test
    void keepsTheBytesOfRealRecordings() throws IOException {
        var data =
                Path.of(
                                Optional.ofNullable(System.getenv("LIKENESS_SHARED"))
                                        .orElse("../../shared"))
                        .resolve("data/speech");
        Assumptions.assumeTrue(Files.isDirectory(data), "no shared data here");
        Assumptions.assumeTrue(decodes(data.resolve("en/jfk_16k.wav")), "no decoder yet");
        var outcome = new Importer(corpus).add(List.of(data), Progress.none());
        assertEquals(37, outcome.recordings());
        var said =
                corpus.answers().stream()
                        .filter(a -> a.reply().startsWith("And so my fellow"))
                        .findFirst()
                        .orElseThrow();
        var kept = corpus.file(said.recording().orElseThrow());
        assertEquals(-1, Files.mismatch(kept, data.resolve("en/jfk_16k.wav")));
        assertTrue(Math.abs(said.recording().orElseThrow().length().toMillis() - 11_000) < 100);
        assertEquals(37, new Importer(corpus).add(List.of(data), Progress.none()).known());
    }

    @Test
    void refusesATextThatCallsItselfASound() throws IOException {
        var clip = Files.writeString(folder.resolve("x.mp3"), "This is text, not sound.");
        Files.writeString(folder.resolve("x.txt"), "Words.");
        Assumptions.assumeTrue(hasDecoder(clip), "no decoder yet");
        var outcome = new Importer(corpus).add(List.of(clip), Progress.none());
        assertEquals(1, outcome.refused().size());
        assertEquals(List.of(), corpus.answers());
    }

    private static boolean decodes(Path file) {
        return hasDecoder(file) && !MediaReader.probe(file).length().isZero();
    }

    private static boolean hasDecoder(Path file) {
        try {
            MediaReader.probe(file);
            return true;
        } catch (UnsupportedOperationException _) {
            return false; // another room, which may not be furnished yet
        } catch (RuntimeException _) {
            return true; // it has looked at the file and does not like it
        }
    }
}
