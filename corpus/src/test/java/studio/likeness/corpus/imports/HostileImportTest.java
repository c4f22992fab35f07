package studio.likeness.corpus.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;

/// Whatever is given ends in one clear sentence for each file, in both languages, and an unchanged
/// corpus.
class HostileImportTest {
    private static final String HEAD = "question,reply\n";
    private static final int DEEP = 100_000;

    @TempDir Path folder;

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restoreTheLanguage() {
        Locale.setDefault(before);
    }

    static Stream<Arguments> files() {
        return Stream.of(
                bad("empty.csv", "", "no text"),
                bad("empty.json", "", "no text"),
                bad("blank.txt", " \n\t\n", "no text"),
                bad("marks only.md", "# \n\n---\n![x](y)\n", "no text"),
                bad("zeros.txt", "a\0b", "zero bytes"),
                bad("binary.csv", noise(), "zero bytes"),
                bad("utf16.csv", (HEAD + "a,b").getBytes(StandardCharsets.UTF_16LE), "UTF-16"),
                bad("latin.txt", "Le café fermé".getBytes(StandardCharsets.ISO_8859_1), "encoding"),
                bad("broken.txt", brokenUtf8(), "damaged characters"),
                bad("quote.csv", HEAD + "a,b\nc,\"d\n", "Row 3 has a double quote"),
                bad("after.csv", HEAD + "a,\"b\"c\n", "Row 2 has text after"),
                bad("header.csv", HEAD, "no rows below"),
                bad("headless.csv", "Where?,By the sea.\n", "does not name the columns"),
                bad("twice.csv", "question,reply,answer\na,b,c\n", "two columns"),
                bad("same.csv", "question,note,note,reply\na,b,c,d\n", "two columns"),
                bad("wide.csv", HEAD + ",".repeat(1_000_000), "Row 2 has more than 200"),
                bad("wide header.csv", "a,".repeat(1_000_000), "Row 1 has more than 200"),
                bad("cells.csv", HEAD + "a,b, and c\n", "Row 2 has 3 cells"),
                bad("noreply.csv", HEAD + "a,b\nc,\n", "Row 3 has no reply"),
                bad("noquestion.csv", HEAD + "a,b\n,d\n", "Row 3 has no question"),
                bad("day.csv", "question,reply,date\na,b,2019-13-45\n", "which is no day"),
                bad("language.csv", "question,reply,lang\na,b,fr\n", "“fr”"),
                bad("long.csv", HEAD + "a," + "b".repeat(20_001), "20001 characters"),
                bad("long question.csv", HEAD + "a".repeat(501) + ",b", "500 characters"),
                bad("wordings.csv", "questions,reply\n" + wordings() + ",b\n", "51 wordings"),
                bad("gone.csv", "file,text\ngone.wav,b\n", "which is not there"),
                bad("escape.csv", "file,text\n../../../etc/passwd,b\n", "leads out"),
                bad("nul path.csv", "file,text\n\"a:*?<>|\n\",b\n", "which is not there"),
                bad("line.csv", "a".repeat(10_000_000), "does not name the columns"),
                bad("line.txt", "a".repeat(10_000_000), "data rather than a text"),
                bad("line.json", "[\"" + "a".repeat(10_000_000) + "\"]", "far too much"),
                bad("bomb.json", "[".repeat(DEEP) + "]".repeat(DEEP), "nested more than"),
                bad("bomb.jsonl", "{\"a\":".repeat(DEEP) + "1", "nested more than"),
                bad("number.json", "[{\"q\":" + "9".repeat(1_000_000) + "}]", "far too much"),
                bad("cut.json", "[{\"question\":\"a\",", "broken at line 1"),
                bad("two.json", "[{\"q\":\"a\",\"a\":\"b\"}] []", "follows the end"),
                bad("more.json", "[{\"q\":\"a\",\"a\":\"b\"}] 5", "follows the end"),
                bad("parts.json", "[{\"x\":[" + "1,".repeat(3_000_000) + "1]}]", "far too much"),
                bad("rows.csv", HEAD + "a,b\n".repeat(Entries.MOST + 1), "more than 100000"),
                bad("lines.json", "{\"q\":\"a\",\"a\":\"b\"}\n{}", "Name the file .jsonl"),
                bad("double.json", "[{\"q\":\"a\",\"a\":\"b\",\"a\":\"c\"}]", "broken at line 1"),
                bad("names.json", "[{\"q\":\"a\",\"a\":\"b\",\"reply\":\"c\"}]", "two names"),
                bad("types.json", "[{\"question\":1,\"reply\":\"b\"}]", "else than text"),
                bad("nested.json", "[{\"q\":[[\"a\"]],\"a\":\"b\"}]", "else than text"),
                bad("list.json", "[1,2,3]", "Row 1 is not a JSON object"),
                bad("none.json", "[]", "no answers"),
                bad(
                        "typo.json",
                        "[{\"q\":\"a\",\"a\":\"b\"},{\"anwser\":1}]",
                        "Row 2 has no reply"),
                bad("word.json", "\"question\"", "no answers"),
                bad("escape.json", "[{\"file\":\"../x.wav\",\"text\":\"b\"}]", "leads out"),
                bad("control.json", "[{\"q\":\"\\u0000\",\"a\":\"b\"}]", "has no question"),
                bad("day.md", "---\ndate: 2019-02-30\n---\nText.", "which is no day"),
                bad("text.mp3", "This is text.", "what is said"),
                bad("letter.docx", "PK", "cannot be imported yet"),
                bad("noname", "text", "cannot be imported yet"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void refusesAFile(String name, byte[] content, String says) throws IOException {
        var file = Files.write(folder.resolve(name), content);
        assertRefused(List.of(file), says);
    }

    @Test
    void refusesSoundWithoutSoundWithWordsBesideIt() throws IOException {
        Files.writeString(folder.resolve("x.mp3"), "This is text.");
        Files.writeString(folder.resolve("x.txt"), "Words.");
        assertRefused(List.of(folder), "could not be read");
    }

    @Test
    void refusesABrokenSidecar() throws IOException {
        Files.writeString(folder.resolve("x.wav"), "sound");
        Files.writeString(folder.resolve("x.json"), "{\"reply\": ");
        assertRefused(List.of(folder), "broken at line 1");
        Files.writeString(folder.resolve("x.json"), "{\"topic\": \"home\"}");
        assertRefused(List.of(folder), "This file has no reply");
    }

    @Test
    void refusesPicturesAndEndlessSounds() throws IOException {
        Files.writeString(folder.resolve("x.mp4"), "picture");
        Files.writeString(folder.resolve("x.txt"), "Words.");
        assertRefused(List.of(folder), "is a picture");
        Files.writeString(folder.resolve("x.mp4"), "long");
        assertRefused(List.of(folder), "longer than 2 hours");
    }

    @Test
    void refusesWordsFromATableThatCannotBeUsed() throws IOException {
        var clip = Files.writeString(folder.resolve("x.wav"), "sound");
        Files.writeString(folder.resolve("transcripts.tsv"), "file\ttext\nx.wav\t\n");
        assertRefused(List.of(clip), "transcripts.tsv");
    }

    @Test
    void refusesWhatIsNotThere() {
        assertRefused(List.of(folder.resolve("gone.csv")), "no such file");
    }

    @Test
    void refusesAFolderNamedLikeATable() throws IOException {
        assertRefused(List.of(Files.createDirectory(folder.resolve("x.csv"))), "nothing in this");
    }

    @Test
    void doesNotFollowLinksInsideAFolder() throws IOException {
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        assertRefused(List.of(folder), "links inside a folder");
    }

    @Test
    void goesOnlySoDeep() throws IOException {
        var deep = folder;
        for (int i = 0; i < 40; i++) {
            deep = deep.resolve("d");
        }
        Files.createDirectories(deep);
        assertRefused(List.of(folder), "folders deep");
    }

    @Test
    void refusesWhatMayNotBeRead() throws IOException {
        var file = Files.writeString(folder.resolve("x.csv"), HEAD + "a,b\n");
        Files.setPosixFilePermissions(file, Set.<PosixFilePermission>of());
        Assumptions.assumeFalse(Files.isReadable(file), "root may read everything");
        assertRefused(List.of(file), "may not be read");
    }

    @Test
    void refusesAPipeWithoutWaitingForIt() throws IOException, InterruptedException {
        var pipe = folder.resolve("x.csv");
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")));
        new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor();
        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertRefused(List.of(pipe), "not an ordinary file"));
    }

    @Test
    void refusesATextOfMoreThan64Megabytes() throws IOException {
        var file = folder.resolve("x.csv");
        try (var out = Files.newOutputStream(file)) {
            var megabyte = "a".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 65; i++) {
                out.write(megabyte);
            }
        }
        assertRefused(List.of(file), "larger than 64 MB");
    }

    @Test
    void refusesAllOfTooManyFiles() {
        var many =
                Stream.iterate(0, i -> i <= Gathering.MOST_FILES, i -> i + 1)
                        .map(i -> folder.resolve(i + ".csv"))
                        .toList();
        var importer = new Importer(new MemorySink(), FakeMedia::probe);
        var refusal =
                assertThrows(StudioException.class, () -> importer.preview(many, Progress.none()));
        assertEquals("corpus.imports.manyFiles", refusal.key());
    }

    @Test
    void oneBadFileDoesNotKeepTheOthersOut() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "nonsense");
        Files.writeString(folder.resolve("b.csv"), HEAD + "a,b\n");
        var outcome =
                new Importer(new MemorySink(), FakeMedia::probe)
                        .add(List.of(folder), Progress.none());
        assertEquals(1, outcome.answers());
        assertEquals(1, outcome.refused().size());
    }

    /// Each language says it, `preview` and `add` say the same, and nothing is stored.
    private static void assertRefused(List<Path> files, String says) {
        var sink = new MemorySink();
        var importer = new Importer(sink, FakeMedia::probe);
        Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
        var chinese = only(importer.add(files, Progress.none()).refused());
        assertTrue(chinese.note().codePoints().anyMatch(Character::isIdeographic), chinese.note());
        assertTrue(chinese.note().endsWith("。"), chinese.note());
        Locale.setDefault(Locale.ENGLISH);
        var english = only(importer.add(files, Progress.none()).refused());
        assertTrue(english.note().contains(says), english.note());
        assertTrue(english.note().endsWith("."), english.note());
        assertTrue(english.note().length() < 250, english.note());
        assertFalse(english.note().contains("%"), english.note());
        assertEquals(english, only(importer.preview(files, Progress.none())));
        assertTrue(sink.isEmpty());
    }

    private static Importer.Found only(List<Importer.Found> found) {
        assertEquals(1, found.size(), found.toString());
        assertEquals("refused", found.getFirst().what(), found.toString());
        return found.getFirst();
    }

    private static Arguments bad(String name, String content, String says) {
        return bad(name, content.getBytes(StandardCharsets.UTF_8), says);
    }

    private static Arguments bad(String name, byte[] content, String says) {
        return Arguments.of(name, content, says);
    }

    private static byte[] noise() {
        var bytes = new byte[100_000];
        new Random(2).nextBytes(bytes);
        return bytes;
    }

    private static byte[] brokenUtf8() {
        var bytes = "我们住在海边，那时候很冷。".getBytes(StandardCharsets.UTF_8);
        bytes[4] = (byte) 0xC0;
        return bytes;
    }

    private static String wordings() {
        return String.join(
                "|", Stream.iterate(1, i -> i <= 51, i -> i + 1).map(i -> "q" + i).toList());
    }
}
