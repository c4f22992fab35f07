package studio.likeness.corpus.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import studio.likeness.models.job.Progress;

/// Kills a process that writes, at a random moment, again and again on the same home:
///
/// `mv25 -pl corpus -am test -Dtest=KillLoop -Dkill.rounds=50 -Dtest.excludedGroups=none
/// -Dsurefire.failIfNoSpecifiedTests=false`
///
/// A kill takes the process only. What the operating system had accepted survives; power loss is
/// not tried here.
@Tag("slow")
class KillLoop {
    private final Map<String, Set<String>> acknowledged = new HashMap<>();
    private final List<String> lines = new ArrayList<>();
    @TempDir Path scratch;
    private int swept;

    @Test
    void losesNothingAcknowledgedAndShowsNothingHalfWritten() throws Exception {
        int rounds = Integer.getInteger("kill.rounds", 10);
        var random = new Random(20260);
        var home = scratch.resolve("home");
        var archive = scratch.resolve("ada.likeness");
        try (var store = Given.store(home)) {
            store.create(Given.persona("main"));
            Given.full(store, scratch.resolve("files"));
            store.export("ada", archive, Progress.none());
        }
        int orphans = 0;
        for (int round = 1; round <= rounds; round++) {
            killOne(home, archive, round, random.nextInt(1500));
            swept += unfinished(home).size();
            orphans = check(home);
        }
        report(rounds, orphans);
    }

    private void killOne(Path home, Path archive, int round, int afterMillis) throws Exception {
        var work = Files.createDirectories(scratch.resolve("work"));
        var arguments =
                Files.write(
                        scratch.resolve("child.args"),
                        List.of(
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx256m",
                                "-Djava.io.tmpdir=\"" + work + "\"",
                                "-cp",
                                "\"" + System.getProperty("java.class.path") + "\"",
                                KillChild.class.getName()));
        var child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "@" + arguments,
                                home.toString(),
                                work.toString(),
                                Integer.toString(round),
                                archive.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        int before = lines.size();
        // Most rounds count from the first acknowledgement; every fifth from the start of the
        // process, to hit the opening of the store too.
        boolean early = round % 5 == 0;
        if (early) {
            killAfter(child, afterMillis);
        }
        try (var out =
                new BufferedReader(
                        new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            hear(out.readLine());
            if (!early) {
                killAfter(child, afterMillis);
            }
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                hear(line);
            }
        }
        assertTrue(early || lines.size() > before, "the child said nothing");
        assertTrue(child.waitFor(30, TimeUnit.SECONDS));
        assertEquals(137, child.exitValue(), "the child ended by itself");
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
        if (line == null) {
            return;
        }
        // What was not said to its full stop was not acknowledged.
        var words = line.split(" ");
        if (words.length == 3 && words[2].equals(".")) {
            lines.add(line);
            acknowledged.computeIfAbsent(words[0], _ -> new HashSet<>()).add(words[1]);
        }
    }

    private int check(Path home) throws IOException {
        try (var store = Given.store(home);
                var corpus = store.open("main")) {
            assertEquals(List.of(), unfinished(home));
            assertEquals(List.of(), store.problems());
            checkPersonas(store);
            checkAnswers(corpus);
            checkDocuments(corpus);
            checkMedia(corpus);
            return corpus.orphans().size();
        }
    }

    private void checkPersonas(PersonaStore store) throws IOException {
        var ids = store.list().stream().map(Persona::id).collect(Collectors.toSet());
        var trashed =
                store.trash().stream().map(PersonaStore.Trashed::id).collect(Collectors.toSet());
        for (var id : said("persona")) {
            assertTrue(
                    ids.contains(id) || (said("intends").contains(id) && trashed.contains(id)),
                    () -> "lost persona " + id);
        }
        assertTrue(trashed.containsAll(said("deleted")));
        for (var id : ids) {
            try (var corpus = store.open(id)) {
                assertEquals(List.of(), corpus.problems());
            }
        }
    }

    private void checkAnswers(Corpus corpus) {
        var answers = corpus.answers();
        var ids = answers.stream().map(Answer::id).collect(Collectors.toSet());
        assertTrue(ids.containsAll(said("answer")), "lost an answer");
        assertTrue(said("hidden").stream().noneMatch(ids::contains), "shows a hidden answer");
        var batches =
                answers.stream()
                        .map(Answer::topic)
                        .filter(topic -> topic.startsWith("batch"))
                        .collect(Collectors.groupingBy(topic -> topic, Collectors.counting()));
        batches.forEach(
                (topic, count) -> assertTrue(topic.endsWith(" of " + count), topic + count));
        assertTrue(answers.stream().noneMatch(answer -> answer.questions().isEmpty()));
    }

    private void checkDocuments(Corpus corpus) {
        var documents = corpus.documents();
        var ids = documents.stream().map(Document::id).collect(Collectors.toSet());
        assertTrue(ids.containsAll(said("document")), "lost a document");
        for (var document : documents) {
            assertEquals(document.title(), document.passages().size() + "");
        }
    }

    private void checkMedia(Corpus corpus) throws IOException {
        var media = corpus.media();
        var hashes = media.stream().map(Media::sha256).collect(Collectors.toSet());
        assertTrue(hashes.containsAll(said("media")), "lost a medium");
        for (var medium : media) {
            assertEquals(medium.sha256(), Given.hash(corpus.file(medium)));
        }
    }

    private Set<String> said(String kind) {
        return acknowledged.getOrDefault(kind, Set.of());
    }

    private static List<Path> unfinished(Path home) throws IOException {
        try (var paths = Files.walk(home)) {
            return paths.filter(path -> Unfinished.isName(path.getFileName().toString())).toList();
        }
    }

    private void report(int rounds, int orphans) {
        var counts = new StringBuilder();
        for (var kind : List.of("answer", "hidden", "document", "media", "persona", "deleted")) {
            counts.append(", ").append(said(kind).size()).append(' ').append(kind);
        }
        System.out.printf(
                "kill loop: %d kills; acknowledged and found again%s; %d unfinished files and"
                        + " locks swept; %d orphaned media files reported%n",
                rounds, counts, swept, orphans);
    }
}
