package studio.likeness.corpus.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.Progress;

/// What released versions have written must stay readable. `-Dgolden.write=true` writes the file of
/// the present format, when there is a new one.
class GoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @TempDir Path scratch;

    @Test
    void readsAPersonaOfFormatOne() throws IOException {
        var archive = GOLDEN.resolve("persona-1.likeness");
        if (Boolean.getBoolean("golden.write")) {
            write(archive);
        }
        try (var store = Given.store(scratch.resolve("home"))) {
            var persona = store.importArchive(archive, Progress.none());
            try (var corpus = store.open(persona.id())) {
                assertEquals("Ada", persona.name());
                assertEquals(
                        List.of("By the river.", "在河边。", "在河边。"),
                        corpus.answers().stream().map(Answer::reply).toList());
                assertEquals(
                        List.of("第一段。", "第二段。"),
                        corpus.documents().getFirst().passages().stream()
                                .map(Document.Passage::text)
                                .toList());
                assertEquals(Given.PROVENANCE, corpus.answers().getFirst().provenance());
                assertTrue(corpus.answer("zh-2").orElseThrow().recording().isPresent());
                assertEquals(List.of(), corpus.problems());
            }
        }
    }

    private void write(Path archive) throws IOException {
        Files.createDirectories(GOLDEN);
        try (var store = Given.store(scratch.resolve("maker"))) {
            Given.full(store, scratch.resolve("files"));
            store.export("ada", archive, Progress.none());
        }
    }
}
