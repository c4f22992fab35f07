package studio.likeness.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.likeness.app.Studio;
import studio.likeness.models.home.Home;

/// Bad files given to the command line: one clear sentence each, and nothing changed.
class HostileInputsTest {
    /// @param name of the file, whose ending decides which command gets it
    record Bad(String name, byte[] bytes) {
        @Override
        public String toString() {
            return name;
        }
    }

    @TempDir static Path folder;
    static Path home;
    static Path archive;
    static String before;

    @BeforeAll
    static void aPersonaWithOneAnswer() throws IOException {
        home = folder.resolve("home");
        archive = folder.resolve("good.likeness");
        var table = folder.resolve("good.csv");
        Files.writeString(table, "question,reply\nWho are you?,A tester.\n");
        assertEquals(
                0,
                run("persona", "create", "Ann", "--consent", "self", "--granted-by", "Ann").code());
        assertEquals(0, run("corpus", "add", "--persona", "Ann", table.toString()).code());
        assertEquals(0, run("persona", "export", "Ann", "--out", archive.toString()).code());
        before = everything();
    }

    @AfterAll
    static void theStoreIsAsItWas() {
        assertEquals(before, everything());
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void endsInOneSentence(Bad bad) throws IOException {
        var file = folder.resolve("in").resolve(bad.name());
        Files.createDirectories(file.getParent());
        Files.write(file, bad.bytes());
        var said =
                bad.name().endsWith(".likeness")
                        ? run("persona", "import", file.toString())
                        : run("corpus", "add", "--persona", "Ann", file.toString());
        assertEquals(1, said.code(), said.toString());
        assertEquals(1, said.err().lines().count(), said.err());
        assertTrue(said.err().strip().length() > 20, said.err());
        assertFalse(said.err().contains("Exception"), said.err());
        assertFalse(said.err().contains("\tat "), said.err());
        assertEquals(before, everything());
    }

    static Stream<Bad> badFiles() throws IOException {
        var good = Files.readAllBytes(archive);
        var all = new ArrayList<Bad>();
        archives(good).forEach(all::add);
        tables().forEach(all::add);
        media().forEach(all::add);
        assertTrue(all.size() >= 30, "only " + all.size());
        return all.stream();
    }

    private static Stream<Bad> archives(byte[] good) throws IOException {
        var flipped = good.clone();
        flipped[good.length / 2] ^= 0x55;
        return Stream.of(
                new Bad("empty.likeness", new byte[0]),
                new Bad("text.likeness", bytes("this is no archive")),
                new Bad("half.likeness", Arrays.copyOf(good, good.length / 2)),
                new Bad("tail-cut.likeness", Arrays.copyOf(good, good.length - 7)),
                new Bad("flipped.likeness", flipped),
                new Bad("no-manifest.likeness", zip("persona.json", bytes("{}"))),
                new Bad("escape.likeness", zip("../../evil.txt", bytes("x"))),
                new Bad("absolute.likeness", zip("/etc/evil", bytes("x"))),
                new Bad("bomb.likeness", zip("manifest.json", new byte[200 << 20])),
                new Bad("manifest-noise.likeness", zip("manifest.json", noise(5000))));
    }

    private static Stream<Bad> tables() {
        return Stream.of(
                new Bad("empty.csv", new byte[0]),
                new Bad("unclosed.csv", bytes("question,reply\n\"Who?,me\n")),
                new Bad("no-reply.csv", bytes("question,reply\nWho?,\n")),
                new Bad("headless.csv", bytes("a,b,c\n1,2,3\n")),
                new Bad("nul.csv", new byte[4096]),
                new Bad("noise.csv", noise(4096)),
                new Bad(
                        "escape.csv",
                        bytes("question,reply,recording\nWho?,me,../../../etc/passwd\n")),
                new Bad("absent.csv", bytes("question,reply,recording\nWho?,me,absent.wav\n")),
                new Bad("date.csv", bytes("question,reply,date\nWho?,me,2019-13-45\n")),
                new Bad("deep.json", bytes("[".repeat(100_000))),
                new Bad("types.json", bytes("[{\"question\":{\"a\":1},\"reply\":[2]}]")),
                new Bad("cut.json", bytes("[{\"question\":\"Who?\",\"reply\":\"m")),
                new Bad("cut.jsonl", bytes("{\"question\":\"Who?\",\"reply\":\"me\"}\n{\"quest")),
                new Bad("empty.txt", new byte[0]),
                new Bad("noise.md", noise(4096)));
    }

    private static Stream<Bad> media() {
        return Stream.of(
                new Bad("words-missing.wav", wav(16_000, 16_000)),
                new Bad("empty.wav", new byte[0]),
                new Bad("text.mp3", bytes("not a sound at all, only text")),
                new Bad("noise.mp4", noise(50_000)),
                new Bad("header-only.wav", Arrays.copyOf(wav(0, 0), 44)),
                new Bad("noise.flac", noise(50_000)),
                new Bad("noise.jpg", noise(50_000)),
                new Bad("program.exe", noise(1000)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] noise(int size) {
        var noise = new byte[size];
        new Random(7).nextBytes(noise);
        return noise;
    }

    private static byte[] zip(String member, byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            var entry = new ZipEntry(member);
            var crc = new CRC32();
            crc.update(content);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
        }
        return out.toByteArray();
    }

    private static byte[] wav(int samples, int declared) {
        var wav = ByteBuffer.allocate(44 + samples * 2).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(bytes("RIFF")).putInt(36 + declared * 2).put(bytes("WAVEfmt ")).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(16_000).putInt(32_000);
        wav.putShort((short) 2).putShort((short) 16).put(bytes("data")).putInt(declared * 2);
        return wav.array();
    }

    private static CommandRun run(String... args) {
        return CommandRun.of(home, args);
    }

    /// What can be seen of the store, media byte for byte.
    private static String everything() {
        try (var studio = new Studio(new Home(home))) {
            var seen = new ArrayList<String>();
            for (var persona : studio.personas().list()) {
                var corpus = studio.corpus(persona.id());
                seen.add(persona.toString());
                corpus.answers().forEach(answer -> seen.add(answer.toString()));
                corpus.documents().forEach(document -> seen.add(document.toString()));
                seen.add(corpus.media().toString() + corpus.orphans());
            }
            seen.add(studio.personas().trash().toString());
            seen.add(names(home.resolve("personas")).toString());
            return String.join("\n", seen);
        }
    }

    private static List<String> names(Path of) {
        try (var list = Files.list(of)) {
            return list.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
