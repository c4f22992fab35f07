package studio.likeness.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.Studio;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.models.home.Home;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.SoundRecorder;

/// Kills a process that imports and records, at a random moment, again and again on the same home:
///
/// `./mvnw -pl app -am test -Dtest=ImportKillLoop -Dkill.rounds=50 -Dtest.excludedGroups=none
/// -Dsurefire.failIfNoSpecifiedTests=false`
///
/// A kill takes the process only; power loss is not tried here.
@Tag("slow")
class ImportKillLoop {
    static final String MAIN = "main";

    /// In each folder: a table of so many answers, all with a recording…
    private static final int ROWS = 4;
    /// …besides one recording with a sidecar, and one text.
    private static final int ALL_ANSWERS = ROWS + 1;

    private static final int FOLDERS = 6;
    private static final int LATEST_KILL_MS = 2500;

    @TempDir Path scratch;
    private final Map<String, Set<String>> acknowledged = new HashMap<>();
    private long takeMillis;
    private long lostMillis;
    private int whole;
    private int absent;

    @Test
    void losesNothingAcknowledgedAndShowsNothingHalfWritten() throws Exception {
        int rounds = Integer.getInteger("kill.rounds", 5);
        var random = new Random(20261);
        var archive = prepare();
        for (int round = 1; round <= rounds; round++) {
            // Every fifth counts from the start of the process, the others from the first
            // acknowledged import.
            killOne(archive, round, random.nextInt(LATEST_KILL_MS), round % 5 == 0);
            checkTake(round);
            checkStore(round);
        }
        System.out.printf(
                "import kill loop: %d kills; acknowledged and found again: %d folders (%d answers"
                        + " with recordings), %d personas; files seen whole %d, not at all %d, in"
                        + " part 0; of each take at most %d ms that were acknowledged were lost%n",
                rounds,
                said("folder").size(),
                said("folder").size() * ALL_ANSWERS,
                said("persona").size(),
                whole,
                absent,
                lostMillis);
    }

    /// A persona to add to, and the archive of another.
    private Path prepare() throws IOException {
        command("persona", "create", MAIN, "--consent", "fictional");
        command("persona", "create", "Ann", "--consent", "fictional");
        var files = folder(scratch.resolve("ann"), 0, 0);
        command("corpus", "add", "--persona", "Ann", files.toString());
        var archive = scratch.resolve("ann.likeness");
        command("persona", "export", "Ann", "--out", archive.toString());
        return archive;
    }

    private void command(String... words) {
        var said = CommandRun.of(home(), words);
        assertEquals(0, said.code(), said::toString);
    }

    private Path home() {
        return scratch.resolve("home");
    }

    private static String topic(int round, int folder, String kind) {
        return "r" + round + "-" + folder + " " + kind;
    }

    private static Path folder(Path parent, int round, int number) throws IOException {
        var folder = Files.createDirectories(parent.resolve("r" + round + "-" + number));
        double pitch = 200 + 10 * round + number;
        var table = new StringBuilder("question,reply,topic,recording\n");
        for (int row = 0; row < ROWS; row++) {
            Tone.write(folder.resolve("row" + row + ".wav"), pitch + row * 0.1, 1.5);
            table.append(
                    "Question %1$d of %2$s?,Reply %1$d,%2$s,row%1$d.wav%n"
                            .formatted(row, topic(round, number, "table")));
        }
        Files.writeString(folder.resolve("answers.csv"), table);
        Tone.write(folder.resolve("solo.wav"), pitch + 0.9, 1.5);
        Files.writeString(
                folder.resolve("solo.txt"),
                "Q: Solo?\nA: Alone.\nTopic: " + topic(round, number, "solo") + "\n");
        Files.writeString(
                folder.resolve("note.md"),
                "# Note %s%n%nThe harbour of %s was small.%n"
                        .formatted(topic(round, number, ""), folder.getFileName()));
        return folder;
    }

    private Path take(int round) {
        return home().resolve("personas/" + MAIN + "/takes/take-" + round + ".wav");
    }

    private void killOne(Path archive, int round, int afterMillis, boolean early) throws Exception {
        var parent = scratch.resolve("in-" + round);
        for (int i = 1; i <= FOLDERS; i++) {
            folder(parent, round, i);
        }
        Files.createDirectories(take(round).getParent());
        takeMillis = 0;
        var child = start(archive, parent, round);
        if (early) {
            killAfter(child, afterMillis);
        }
        boolean ticking = early;
        try (var out =
                new BufferedReader(
                        new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                hear(line);
                if (!ticking && line.startsWith("folder")) {
                    ticking = true;
                    killAfter(child, afterMillis);
                }
            }
        }
        assertTrue(child.waitFor(30, TimeUnit.SECONDS));
        assertEquals(137, child.exitValue(), "the child ended by itself");
    }

    private Process start(Path archive, Path parent, int round) throws IOException {
        var cache = System.getProperty("org.bytedeco.javacpp.cachedir", "");
        var arguments =
                Files.write(
                        scratch.resolve("child.args"),
                        List.of(
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx512m",
                                cache.isEmpty() ? "" : "-Dorg.bytedeco.javacpp.cachedir=" + cache,
                                "-cp",
                                "\"" + System.getProperty("java.class.path") + "\"",
                                ImportKillChild.class.getName()));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + arguments,
                        home().toString(),
                        parent.toString(),
                        archive.toString(),
                        take(round).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void killAfter(Process child, int millis) {
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                Thread.sleep(millis);
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            } finally {
                                // By its handle: Process closes the pipe too, and with it the
                                // acknowledgements that are still in it.
                                child.toHandle().destroyForcibly();
                            }
                        });
    }

    private void hear(@Nullable String line) {
        var words = String.valueOf(line).split(" ");
        if (words.length != 3 || !words[2].equals(".")) {
            return; // cut short, so not acknowledged
        }
        if (words[0].equals("take")) {
            takeMillis = Long.parseLong(words[1]);
        } else {
            acknowledged.computeIfAbsent(words[0], _ -> new HashSet<>()).add(words[1]);
        }
    }

    private Set<String> said(String kind) {
        return acknowledged.getOrDefault(kind, Set.of());
    }

    private void checkTake(int round) {
        if (takeMillis == 0) {
            return; // killed before the first sound
        }
        var kept = SoundRecorder.recover(take(round));
        lostMillis = Math.max(lostMillis, takeMillis - kept.toMillis());
        assertTrue(kept.toMillis() >= takeMillis - 1000, takeMillis + " recorded, kept " + kept);
        assertEquals(
                kept, MediaReader.readSound(take(round), 48_000, Duration.ofHours(1)).length());
    }

    private void checkStore(int round) throws IOException {
        try (var studio = new Studio(new Home(home()))) {
            assertEquals(List.of(), studio.personas().problems());
            var ids =
                    studio.personas().list().stream().map(p -> p.id()).collect(Collectors.toSet());
            assertTrue(ids.containsAll(said("persona")), "lost a persona");
            for (var id : ids) {
                var corpus = studio.corpus(id);
                assertEquals(List.of(), corpus.problems(), id);
                if (id.startsWith("ann")) {
                    assertEquals(ALL_ANSWERS, corpus.answers().size(), id);
                    assertEquals(ALL_ANSWERS, corpus.media().size(), id);
                }
            }
            checkFiles(studio.corpus(MAIN), round);
            // The index opens, and knows what the store knows.
            var found = studio.memory(MAIN).search("harbour", 5);
            assertTrue(said("folder").isEmpty() || !found.isEmpty(), "the index knows nothing");
        }
    }

    private void checkFiles(Corpus corpus, int rounds) throws IOException {
        var answers =
                corpus.answers().stream()
                        .collect(Collectors.groupingBy(a -> a.topic(), Collectors.counting()));
        var notes = corpus.documents().stream().map(d -> d.title()).collect(Collectors.toSet());
        whole = 0;
        absent = 0;
        for (int round = 1; round <= rounds; round++) {
            for (int i = 1; i <= FOLDERS; i++) {
                boolean mustBe = said("folder").contains("r" + round + "-" + i);
                all(mustBe, ROWS, answers.remove(topic(round, i, "table")));
                all(mustBe, 1, answers.remove(topic(round, i, "solo")));
                boolean noted = notes.remove("Note " + topic(round, i, "").strip());
                all(mustBe, 1, noted ? Long.valueOf(1) : null);
            }
        }
        assertEquals(Map.of(), answers);
        assertEquals(Set.of(), notes);
        for (var answer : corpus.answers()) {
            var recording = answer.recording().orElseThrow();
            assertEquals(
                    Duration.ofMillis(1500),
                    MediaReader.probe(corpus.file(recording)).length(),
                    answer.topic());
        }
    }

    private void all(boolean mustBe, long expected, @Nullable Long found) {
        if (found == null) {
            assertFalse(mustBe, "lost what was acknowledged");
            absent++;
        } else {
            assertEquals(expected, found);
            whole++;
        }
    }
}
