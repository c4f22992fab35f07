package studio.likeness.app.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From files to a persona that talks, into an archive, into the trash, and back: by commands only.
class RoundTripTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;

    @Test
    void aPersonaTalksTheSameAfterExportDeletionAndImport() throws Exception {
        var files = Files.createDirectories(folder.resolve("files"));
        Tone.write(files.resolve("harbour.wav"), 300, 0.6);
        Tone.write(files.resolve("灯塔.wav"), 400, 0.8);
        Tone.write(files.resolve("bread.wav"), 500, 0.7);
        Files.writeString(
                files.resolve("answers.csv"),
                """
                question,reply,recording,date
                Where did your father keep his boat?,In the small harbour below the church.,\
                harbour.wav,1958-04-01
                你小时候怕什么？,我怕灯塔的雾号，一响就钻进被窝。,灯塔.wav,
                """);
        Files.writeString(
                files.resolve("bread.txt"),
                "Q: Who taught you to bake bread?\nA: My aunt did, on Saturdays.\n");
        Files.writeString(
                files.resolve("storm.md"),
                "# The storm\n\nIn the winter of 1961 the ferry lay three weeks behind the mole.\n");

        var recorded =
                roundTrip(
                        files,
                        List.of(
                                "Where did your father keep his boat?",
                                "你小时候怕什么？",
                                "Who taught you to bake bread?",
                                "What is the capital of Mongolia?"));

        assertEquals(3, recorded);
    }

    @Test
    void realSpeechComesBackByteForByte() throws Exception {
        var shared =
                Path.of(
                        Optional.ofNullable(System.getenv("LIKENESS_SHARED"))
                                .orElse("../../shared"));
        var speech = shared.resolve("data/speech");
        Assumptions.assumeTrue(
                Files.isRegularFile(speech.resolve("transcripts.tsv")), "no shared data here");

        var recorded =
                roundTrip(
                        speech,
                        List.of(
                                "And so my fellow Americans, ask not what your country can do for"
                                        + " you",
                                "换一首歌",
                                "广州市房地产中介协会分析"));

        assertEquals(3, recorded);
    }

    /// @return how many of the turns were answered by a recording
    private long roundTrip(Path files, List<String> turns) throws Exception {
        run(0, "persona", "create", "Round Trip", "--consent", "fictional");
        // What is no answer is refused with a sentence each; the others are in.
        var added = CommandRun.of(home(), "corpus", "add", "--persona", "Round Trip", "" + files);
        assertTrue(added.out().startsWith("Added "), added.toString());
        var first = folder.resolve("first.likeness");
        var again = folder.resolve("again.likeness");

        var before = talk(turns);
        var media = media();
        var listed = run(0, "corpus", "list", "--persona", "round-trip", "--json");
        run(0, "persona", "export", "round-trip", "--out", first.toString());
        run(0, "persona", "delete", "round-trip");
        run(1, "talk", "--persona", "round-trip", "--say", "Hello?", "--json");
        run(0, "persona", "import", first.toString());

        assertEquals(before, talk(turns));
        assertEquals(media, media());
        assertEquals(listed, run(0, "corpus", "list", "--persona", "round-trip", "--json"));
        run(0, "persona", "export", "round-trip", "--out", again.toString());
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(again));
        System.out.printf(
                "round trip: %d media files, archive of %d KB%n",
                media.size(), Files.size(first) / 1024);
        return before.stream().filter(t -> t.path("source").asText().equals("recorded")).count();
    }

    /// What was replied, without how long it took.
    private List<JsonNode> talk(List<String> turns) throws IOException {
        var command = new ArrayList<>(List.of("talk", "--persona", "round-trip", "--json"));
        turns.forEach(turn -> command.addAll(List.of("--say", turn)));
        var replies = new ArrayList<JsonNode>();
        for (var line : run(0, command.toArray(String[]::new)).lines().toList()) {
            var turn = (ObjectNode) JSON.readTree(line);
            turn.remove("latencyMs");
            if (!turn.path("source").asText().equals("recorded")) {
                turn.remove("audioSeconds"); // espeak-ng speaks a few milliseconds differently
            }
            replies.add(turn);
        }
        assertEquals(turns.size(), replies.size());
        return replies;
    }

    /// Each file of the media folder with its SHA-256, which is also what it is called.
    private Map<String, String> media() throws IOException {
        var hashes = new TreeMap<String, String>();
        try (var all = Files.list(home().resolve("personas/round-trip/media"))) {
            for (var file : all.toList()) {
                var name = String.valueOf(file.getFileName());
                var hash = sha256(Files.readAllBytes(file));
                assertTrue(name.startsWith(hash), name);
                hashes.put(name, hash);
            }
        }
        return hashes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String run(int code, String... command) {
        var said = CommandRun.of(home(), command);
        assertEquals(code, said.code(), () -> String.join(" ", command) + said);
        return said.out();
    }

    private Path home() {
        return folder.resolve("home");
    }
}
