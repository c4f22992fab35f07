package studio.likeness.corpus.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.StudioException;

class AnswersJsonTest {
    @TempDir Path folder;

    @Test
    void readsAList() throws IOException {
        var entries =
                read(
                        """
                        [{"questions": ["Where?", "Which | town?"], "reply": "By the sea.", "date": 1950},
                         {"question": "你住哪里？", "question2": "家在哪？", "回答": "海边。", "topic": null}]
                        """);
        assertEquals(List.of("Where?", "Which | town?"), entries.get(0).questions());
        assertEquals(Optional.of(LocalDate.of(1950, 1, 1)), entries.get(0).date());
        assertEquals(List.of("你住哪里？", "家在哪？"), entries.get(1).questions());
        assertEquals("zh", entries.get(1).language());
    }

    @Test
    void readsTheListUnderAnswersAmongOtherThings() throws IOException {
        var entries =
                read(
                        """
                        {"version": 2, "meta": {"answers": 1}, "answers": [{"q": "a", "a": "b"}], "end": [1]}
                        """);
        assertEquals("b", entries.getFirst().reply());
    }

    @Test
    void readsOneObjectALine() throws IOException {
        var file = folder.resolve("a.jsonl");
        Files.writeString(file, "{\"q\":\"a\",\"a\":\"b\"}\n\n{\"q\":\"c\",\"a\":\"d\"}\n");
        var entries = AnswersJson.readLines(file);
        assertEquals(List.of("b", "d"), entries.stream().map(Entry::reply).toList());
        assertEquals(3, entries.get(1).place().row());
    }

    @Test
    void namesTheBadLine() throws IOException {
        var file = folder.resolve("a.jsonl");
        Files.writeString(file, "{\"q\":\"a\",\"a\":\"b\"}\n\n{\"q\":\"c\",\n");
        var refusal = assertThrows(StudioException.class, () -> AnswersJson.readLines(file));
        assertEquals("The JSON is broken at line 3.", refusal.getMessage());
    }

    @Test
    void keepsWhatPeopleSayOutOfItsMessages() {
        var refusal = assertThrows(StudioException.class, () -> read("[{\"reply\": secretword}]"));
        for (Throwable e = refusal; e != null; e = e.getCause()) {
            assertEquals(false, String.valueOf(e.getMessage()).contains("secretword"));
        }
    }

    private List<Entry> read(String text) throws IOException {
        return AnswersJson.read(Files.writeString(folder.resolve("a.json"), text));
    }
}
