package studio.likeness.corpus.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.corpus.store.Document;
import studio.likeness.corpus.store.Provenance;

class TextDocumentTest {
    @TempDir Path folder;

    @Test
    void takesWhatTheFrontMatterSays() throws IOException {
        var document =
                read(
                        "note.md",
                        """
                        ---
                        title: "The harbour"
                        date: 2019-05-02
                        lang: en
                        tags:
                          - sea
                        ---
                        # Something else

                        It was cold.
                        """);
        assertEquals("The harbour", document.title());
        assertEquals(Optional.of(LocalDate.of(2019, 5, 2)), document.date());
        assertEquals(List.of("It was cold."), document.passages());
    }

    @Test
    void fallsBackOnTheHeadingAndTheFileName() throws IOException {
        var headed = read("2019-05-02 x.md", "## 海边\n\n我小时候住在海边。\n");
        assertEquals("海边", headed.title());
        assertEquals(Optional.of(LocalDate.of(2019, 5, 2)), headed.date());
        assertEquals("zh", headed.language());
        var bare = read("1984 diary.txt", "It was cold. We stayed.");
        assertEquals("1984 diary", bare.title());
        assertEquals(Optional.of(LocalDate.of(1984, 1, 1)), bare.date());
    }

    @Test
    void joinsWrappedLinesAndKeepsVerses() throws IOException {
        var document =
                read(
                        "x.txt",
                        """
                        A Letter

                        This line was wrapped by a program at seventy columns or so,
                        and it goes on here.
                        床前明月光
                        疑是地上霜
                        """);
        assertEquals("A Letter", document.title());
        assertEquals(
                List.of(
                        "This line was wrapped by a program at seventy columns or so, and it goes on"
                                + " here.\n床前明月光\n疑是地上霜"),
                document.passages());
    }

    @Test
    void takesARuleAtTheTopForARule() throws IOException {
        assertEquals(List.of("It was cold."), read("x.md", "---\n\nIt was cold.\n").passages());
    }

    private Document.Draft read(String name, String text) throws IOException {
        return TextDocument.read(
                Files.writeString(folder.resolve(name), text),
                new Provenance("test", Instant.EPOCH, "test"));
    }
}
