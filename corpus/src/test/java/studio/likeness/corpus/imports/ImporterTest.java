package studio.likeness.corpus.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.Progress;

class ImporterTest {
    @TempDir Path folder;

    private final MemorySink sink = new MemorySink();
    private final Importer importer = new Importer(sink, FakeMedia::probe);

    @BeforeEach
    void fill() throws IOException {
        write("a/answers.csv", "question,reply\nWhere?,By the sea.\nWhen?,Long ago.\n");
        write("a/more.jsonl", "{\"q\":\"Who?\",\"a\":\"Me.\"}\n");
        write("diary.md", "# 海边\n\n我小时候住在海边。\n");
        write("clips/x.wav", "sound x");
        write("clips/x.txt", "Q: What?\nA: That.\n");
        write("clips/y.mp4", "video y");
        write("clips/y.json", "{\"question\": \"Why?\", \"reply\": \"因为。\"}");
        write("clips/z.wav", "sound z");
        write(".hidden/secret.csv", "question,reply\na,b\n");
        write("a/.secret.csv", "question,reply\na,b\n");
    }

    @Test
    void takesAFolderOfEverything() {
        var outcome = importer.add(List.of(folder), Progress.none());
        assertEquals(5, outcome.answers());
        assertEquals(1, outcome.documents());
        assertEquals(2, outcome.recordings());
        assertEquals(6, outcome.ids().size());
        assertEquals(0, outcome.known());
        var refused = outcome.refused().getFirst();
        assertEquals(1, outcome.refused().size());
        assertEquals("z.wav", refused.file().getFileName().toString());
        assertTrue(refused.note().contains("z.txt"), refused.note());
        var answer = sink.saying("That.").orElseThrow();
        assertEquals(List.of("What?"), answer.questions());
        assertEquals("file: x.wav", answer.provenance().origin());
        assertTrue(answer.provenance().by().startsWith("import"));
        assertEquals(
                "file: answers.csv, row 3",
                sink.saying("Long ago.").orElseThrow().provenance().origin());
        assertEquals("zh", sink.saying("因为。").orElseThrow().language());
    }

    @Test
    void previewTellsTheSameAndStoresNothing() {
        var found = importer.preview(List.of(folder), Progress.none());
        assertTrue(sink.isEmpty());
        assertEquals(
                List.of(
                        "answers.csv answers 2",
                        "more.jsonl answers 1",
                        "x.wav recording 1",
                        "y.mp4 recording 1",
                        "z.wav refused 0",
                        "diary.md document 1"),
                found.stream()
                        .map(f -> f.file().getFileName() + " " + f.what() + " " + f.count())
                        .toList());
    }

    @Test
    void importingAgainAddsNothingAndSaysSo() {
        importer.add(List.of(folder), Progress.none());
        var again = importer.add(List.of(folder), Progress.none());
        assertEquals(0, again.answers() + again.documents());
        assertEquals(6, again.known());
        assertEquals(List.of(), again.ids());
        assertEquals(5, sink.answers.size());
        assertEquals(1, sink.documents.size());
        var table = importer.preview(List.of(folder.resolve("a/answers.csv")), Progress.none());
        assertTrue(!table.getFirst().note().isEmpty());
    }

    @Test
    void keepsTheSameWordsSaidTwiceApart() throws IOException {
        write("two/transcripts.csv", "file,text\n1.wav,one\n2.wav,one\n");
        write("two/1.wav", "sound first");
        write("two/2.wav", "sound second");
        var outcome = importer.add(List.of(folder.resolve("two")), Progress.none());
        assertEquals(2, outcome.answers());
        assertEquals(List.of(), outcome.refused());
        assertEquals(2, importer.add(List.of(folder.resolve("two")), Progress.none()).known());
    }

    @Test
    void findsTheWordsOfASingleClipInATableAbove() throws IOException {
        write("set/transcripts.tsv", "file\ttext\nset/en/1.wav\tone\n");
        var clip = write("set/en/1.wav", "sound one");
        var outcome = importer.add(List.of(clip), Progress.none());
        assertEquals(1, outcome.recordings());
        assertEquals("one", sink.answers.getFirst().reply());
    }

    @Test
    void addsARowThatAFileRepeatsOnce() throws IOException {
        var file = write("r.csv", "question,reply\na,b\na,b\n");
        var outcome = importer.add(List.of(file), Progress.none());
        assertEquals(1, outcome.answers());
        assertEquals(1, outcome.known());
    }

    @Test
    void storesATableInOnePut() {
        importer.add(List.of(folder.resolve("a/answers.csv")), Progress.none());
        assertEquals(1, sink.puts);
    }

    @Test
    void storesNothingOfATableWithOneBadRecording() throws IOException {
        write("bad/t.csv", "file,text\n1.wav,one\n2.wav,two\n");
        write("bad/1.wav", "sound 1");
        write("bad/2.wav", "nonsense");
        var outcome = importer.add(List.of(folder.resolve("bad")), Progress.none());
        assertEquals(1, outcome.refused().size());
        assertTrue(sink.isEmpty());
    }

    @Test
    void marksWhatSaysItIsGenerated() throws IOException {
        write("g/g.wav", "generated");
        write("g/g.txt", "Words.");
        importer.add(List.of(folder.resolve("g")), Progress.none());
        assertTrue(sink.media.getFirst().synthetic());
    }

    @Test
    void tellsItsProgressFileByFile() {
        var steps = new ArrayList<String>();
        importer.add(
                List.of(folder.resolve("a")),
                (done, total, doing) -> steps.add(done + "/" + total + " " + doing));
        assertEquals(
                List.of("0/2 corpus.imports.adding", "1/2 corpus.imports.adding"),
                steps.stream().distinct().toList());
    }

    @Test
    void keepsWhatWasStoredWhenItIsCancelled() {
        assertThrows(
                CancellationException.class,
                () ->
                        importer.add(
                                List.of(folder),
                                (done, _, _) -> {
                                    if (done == 1) {
                                        throw new CancellationException();
                                    }
                                }));
        assertEquals(2, sink.answers.size());
        assertTrue(sink.documents.isEmpty());
    }

    private Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
