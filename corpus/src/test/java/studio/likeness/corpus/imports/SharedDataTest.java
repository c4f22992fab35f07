package studio.likeness.corpus.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.likeness.models.job.Progress;
import studio.likeness.models.media.MediaInfo;

/// Real files, where the machine has them.
class SharedDataTest {
    private final Path data =
            Path.of(Optional.ofNullable(System.getenv("LIKENESS_SHARED")).orElse("../../shared"))
                    .resolve("data");
    private final MemorySink sink = new MemorySink();
    private final Importer importer =
            new Importer(
                    sink,
                    _ ->
                            new MediaInfo(
                                    MediaInfo.Kind.SOUND,
                                    "wav",
                                    Duration.ofSeconds(5),
                                    0,
                                    0,
                                    0,
                                    16_000,
                                    1,
                                    0,
                                    ""));

    @BeforeEach
    void needsTheData() {
        Assumptions.assumeTrue(Files.isDirectory(data), "no shared data here");
    }

    @Test
    void readsOneChapterAlikeFromMarkdownUtf8AndGb18030() {
        var files =
                List.of("md", "utf8.txt", "gb18030.txt").stream()
                        .map(e -> data.resolve("documents/hongloumeng_003." + e))
                        .toList();
        var outcome = importer.add(files, Progress.none());
        assertEquals(List.of(), outcome.refused());
        // They have the same title and passages, so the second and third are already there.
        assertEquals(1, outcome.documents());
        assertEquals(2, outcome.known());
        var chapter = sink.documents.getFirst();
        assertEquals("第三回 贾雨村夤缘复旧职 林黛玉抛父进京都", chapter.title());
        assertEquals("zh", chapter.language());
        for (var passage : chapter.passages()) {
            assertTrue(passage.text().length() <= 400, passage.text());
            assertTrue(!passage.text().contains("<") && !passage.text().contains("&"));
        }
    }

    @Test
    void bringsInEveryTranscribedClip() throws IOException {
        var outcome = importer.add(List.of(data.resolve("speech")), Progress.none());
        assertEquals(37, outcome.answers());
        assertEquals(37, outcome.recordings());
        var table = data.resolve("speech/transcripts.tsv");
        assertEquals(38, Files.readAllLines(table).size());
        assertEquals("zh", sink.saying("换一首歌").orElseThrow().language());
        // What is left over are clips without words and timings that are no answers.
        for (var refused : outcome.refused()) {
            var name = refused.file().getFileName().toString();
            assertTrue(name.endsWith(".json") || name.matches(".*\\.(wav|flac)"), name);
        }
    }
}
