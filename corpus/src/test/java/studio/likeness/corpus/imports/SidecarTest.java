package studio.likeness.corpus.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SidecarTest {
    @TempDir Path folder;

    @Test
    void takesAPlainTextForWhatIsSaid() throws IOException {
        var entry = read("x.txt", "I was born by the sea: in a small town.\nIt was cold.\n");
        assertEquals("I was born by the sea: in a small town.\nIt was cold.", entry.reply());
        assertEquals(
                List.of("I was born by the sea: in a small town. It was cold."), entry.questions());
        assertEquals(Optional.of(folder.resolve("x.wav")), entry.recording());
    }

    @Test
    void readsMarkedLines() throws IOException {
        var entry =
                read(
                        "x.lab",
                        """
                        Q: Where were you born?
                        q: Which town?
                        A: By the sea.
                        It was cold.
                        Topic: home
                        Date: 2019-05
                        Language: en
                        """);
        assertEquals(List.of("Where were you born?", "Which town?"), entry.questions());
        assertEquals("By the sea.\nIt was cold.", entry.reply());
        assertEquals("home", entry.topic());
        assertEquals(Optional.of(LocalDate.of(2019, 5, 1)), entry.date());
    }

    @Test
    void readsChineseMarks() throws IOException {
        var entry = read("x.txt", "问：你住哪里？\n答：海边。\n主题：家\n日期：2019年\n");
        assertEquals(List.of("你住哪里？"), entry.questions());
        assertEquals("海边。", entry.reply());
        assertEquals("家", entry.topic());
    }

    @Test
    void readsJson() throws IOException {
        var entry = read("x.json", "{\"questions\": [\"a\", \"b\"], \"transcript\": \"海边\"}");
        assertEquals(List.of("a", "b"), entry.questions());
        assertEquals("海边", entry.reply());
        assertEquals("zh", entry.language());
    }

    private Entry read(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        var media = folder.resolve("x.wav");
        return Sidecar.read(Sidecar.of(media).orElseThrow(), media);
    }
}
