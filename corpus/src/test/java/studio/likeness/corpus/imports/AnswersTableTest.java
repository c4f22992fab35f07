package studio.likeness.corpus.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.StudioException;

class AnswersTableTest {
    @TempDir Path folder;

    @Test
    void readsAllColumns() throws IOException {
        Files.createDirectories(folder.resolve("clips"));
        var clip = Files.writeString(folder.resolve("clips/1.wav"), "sound");
        var entry =
                read("""
                        Question,question 2,Questions,Reply,Language,Topic,Date,Recording
                        Where?,,Which town?|Where from?,By the sea.,en,home,2019-05-02,clips\\1.wav
                        """)
                        .getFirst();
        assertEquals(List.of("Where?", "Which town?", "Where from?"), entry.questions());
        assertEquals("By the sea.", entry.reply());
        assertEquals("en", entry.language());
        assertEquals("home", entry.topic());
        assertEquals(Optional.of(LocalDate.of(2019, 5, 2)), entry.date());
        assertEquals(Optional.of(clip), entry.recording());
        assertEquals("file: grandma.csv, row 2", entry.place().origin(Path.of("grandma.csv")));
    }

    @Test
    void readsChineseHeadersSemicolonsAndGb18030() throws IOException {
        var file = folder.resolve("答.csv");
        Files.write(
                file,
                "问题;问题２;回答;主题;日期\r\n你住哪里？;家在哪？;海边;;2019年5月\r\n"
                        .getBytes(Charset.forName("GB18030")));
        var entry = AnswersTable.read(file).getFirst();
        assertEquals(List.of("你住哪里？", "家在哪？"), entry.questions());
        assertEquals("zh", entry.language());
        assertEquals(Optional.of(LocalDate.of(2019, 5, 1)), entry.date());
    }

    @Test
    void keepsSeparatorsQuotesAndLineEndsInsideQuotes() throws IOException {
        var entries =
                read(
                        """
                        question,reply
                        "What, then?","She said ""go"",
                        and I went."

                        5" long,yes
                        """);
        assertEquals(List.of("What, then?"), entries.get(0).questions());
        assertEquals("She said \"go\",\nand I went.", entries.get(0).reply());
        assertEquals(List.of("5\" long"), entries.get(1).questions());
        assertEquals(4, entries.get(1).place().row()); // as a spreadsheet counts
    }

    @Test
    void readsTabs() throws IOException {
        assertEquals("b, c", read("question\treply\na\tb, c").getFirst().reply());
    }

    @Test
    void letsAReplyStandInForTheQuestionOfATranscript() throws IOException {
        Files.writeString(folder.resolve("a.wav"), "sound");
        var reply = "字".repeat(100);
        var entry = read("file,text\na.wav," + reply).getFirst();
        assertEquals(List.of("字".repeat(80)), entry.questions());
        assertEquals(reply, entry.reply());
    }

    @Test
    void findsRecordingsWhosePathsBeginAtAFolderAbove() throws IOException {
        var table = folder.resolve("speech/transcripts.tsv");
        Files.createDirectories(folder.resolve("speech/en"));
        var clip = Files.writeString(folder.resolve("speech/en/a.wav"), "sound");
        Files.writeString(table, "file\ttext\nspeech/en/a.wav\tOne.\n");
        assertEquals(Optional.of(clip), AnswersTable.read(table).getFirst().recording());
    }

    @Test
    void refusesARecordingOutsideTheFolderAlsoThroughALink() throws IOException {
        var inner = Files.createDirectories(folder.resolve("inner"));
        Files.writeString(folder.resolve("secret.wav"), "sound");
        Files.createSymbolicLink(inner.resolve("link.wav"), folder.resolve("secret.wav"));
        for (var path : List.of("../secret.wav", folder.resolve("secret.wav"), "link.wav")) {
            var table = inner.resolve("t.csv");
            Files.writeString(table, "file,text\n" + path + ",words\n");
            var refusal = assertThrows(StudioException.class, () -> AnswersTable.read(table));
            assertEquals("corpus.imports.escapes", refusal.key(), path.toString());
        }
    }

    @Test
    void namesTheBadRow() {
        var refusal =
                assertThrows(
                        StudioException.class,
                        () -> read("question,reply\n" + "a,b\n".repeat(10) + "c,\n"));
        assertEquals("Row 12 has no reply.", refusal.getMessage());
    }

    private List<Entry> read(String text) throws IOException {
        return AnswersTable.read(Files.writeString(folder.resolve("grandma.csv"), text));
    }
}
