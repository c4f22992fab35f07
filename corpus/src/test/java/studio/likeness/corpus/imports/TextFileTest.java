package studio.likeness.corpus.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.likeness.models.job.StudioException;

class TextFileTest {
    private static final String TEXT = "我小时候住在海边，叫做“港口”。\nIt was cold.";

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "GBK", "UTF-16"})
    void readsWhatPeopleSave(String charset) throws IOException {
        assertEquals(TEXT, read(TEXT.getBytes(Charset.forName(charset))));
    }

    @Test
    void readsLittleEndianTextByItsMark() throws IOException {
        assertEquals(TEXT, read(("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_16LE)));
    }

    @Test
    void dropsTheMarkOfUtf8() throws IOException {
        assertEquals(TEXT, read(("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsTraditionalChineseInGbk() throws IOException {
        var text = "那時候我們住在海邊，每天聽著潮聲睡覺，後來搬到城裡，就再也聽不見了。";
        assertEquals(text, read(text.getBytes(Charset.forName("GB18030"))));
    }

    @Test
    void refusesUtf8WithABadByteRatherThanReadingNonsense() throws IOException {
        var bytes = "我小时候住在海边，叫做港口。那时候很冷。".getBytes(StandardCharsets.UTF_8);
        bytes[10] = (byte) 0xFF;
        assertEquals("corpus.imports.damagedUtf8", refusal(bytes));
    }

    @Test
    void refusesWesternEightBitText() throws IOException {
        var bytes =
                "Le café était fermé; l'été déjà fini, hélas."
                        .getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("corpus.imports.encoding", refusal(bytes));
    }

    @Test
    void refusesBinaries() throws IOException {
        assertEquals("corpus.imports.binary", refusal(new byte[] {'a', 0, 1, 2}));
    }

    @Test
    void refusesAUtf16MarkInFrontOfABinary() throws IOException {
        assertEquals(
                "corpus.imports.damagedUtf16",
                refusal(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 0, 5, 0}));
    }

    @Test
    void stripsWhatCannotBePrinted() {
        assertEquals(
                "a\tb\nc\nd👩‍🦳e",
                TextFile.printable("a\tb\r\nc\rd👩‍🦳\u0007\u001b\u202Ee\uD800\u0000"));
    }

    private String read(byte[] bytes) throws IOException {
        return TextFile.read(Files.write(folder.resolve("text.txt"), bytes));
    }

    private String refusal(byte[] bytes) {
        return assertThrows(StudioException.class, () -> read(bytes)).key();
    }
}
