package studio.likeness.corpus.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
    @TempDir Path folder;

    private final Shelf shelf =
            new Shelf()
                    .put("home", "zh", "我住在绍兴，门口就是河。", "你小时候住在哪里？")
                    .put("job", "zh", "我在粮站管秤。", "你的第一份工作是什么？", "你最早在哪里上班？")
                    .put("tea", "en", "Green tea, at eighty degrees.", "What do you drink?")
                    .put("fear", "en", "Geese. One chased me.", "What are you afraid of?")
                    .add("大水", "zh", "那年发大水，河水从门槛上进来，父亲在柱子上画了一道。", "后来水退了。");

    private Memory open() {
        return Memory.open(folder, shelf, Optional.empty());
    }

    private static String played(Memory memory, String question) {
        return memory.select(question) instanceof Selection.Fits fits ? fits.answer().id() : "";
    }

    @Test
    void playsAnAnswerAskedInItsOwnWords() {
        try (var memory = open()) {
            var fits = assertInstanceOf(Selection.Fits.class, memory.select("你小时候住在哪里"));
            assertEquals("home", fits.answer().id());
            assertEquals(1, fits.score());
            assertEquals("home", fits.memory().getFirst().id());
        }
    }

    @Test
    void playsAnAnswerAskedInOtherWords() {
        try (var memory = open()) {
            assertEquals("home", played(memory, "童年的时候你家在什么地方？"));
            assertEquals("fear", played(memory, "Is there anything that scares you?"));
        }
    }

    @Test
    void quotesAPassageWhenNoAnswerFits() {
        try (var memory = open()) {
            var quotes = assertInstanceOf(Selection.Quotes.class, memory.select("发大水那年河水是怎么进来的？"));
            assertEquals("大水", quotes.passages().getFirst().id());
            assertEquals(Hit.Kind.PASSAGE, quotes.passages().getFirst().kind());
        }
    }

    @Test
    void knowsNothingOfWhatNobodyTold() {
        try (var memory = open()) {
            var nothing = assertInstanceOf(Selection.Nothing.class, memory.select("你对人工智能怎么看？"));
            assertTrue(nothing.nearest().size() <= 3);
            assertTrue(nothing.nearest().stream().allMatch(a -> a.language().equals("zh")));
        }
    }

    @Test
    void answersOnlyInTheLanguageAsked() {
        try (var memory = open()) {
            assertInstanceOf(
                    Selection.Nothing.class, memory.select("Where did you live as a child?"));
            assertEquals("", played(memory, "你怕什么？"));
        }
    }

    @Test
    void findsAnswersAndPassagesBestFirst() {
        try (var memory = open()) {
            var hits = memory.search("门口的河水", 10);
            assertTrue(hits.stream().anyMatch(hit -> hit.kind() == Hit.Kind.ANSWER));
            assertTrue(hits.stream().anyMatch(hit -> hit.kind() == Hit.Kind.PASSAGE));
            assertTrue(hits.stream().allMatch(hit -> hit.score() >= 0 && hit.score() <= 1));
            var scores = hits.stream().map(Hit::score).toList();
            assertEquals(scores.stream().sorted((a, b) -> Double.compare(b, a)).toList(), scores);
            assertEquals(1, memory.search("门口的河水", 1).size());
        }
    }

    @Test
    void followsEveryChangeOfTheMaterial() {
        try (var memory = open()) {
            shelf.put("swim", "zh", "不会，只敢站到一米一。", "你会游泳吗？");
            assertEquals("swim", played(memory, "你会不会游泳"));
            shelf.put("swim", "zh", "会一点。", "你喜欢跳舞吗？");
            assertEquals("swim", played(memory, "你爱跳舞吗"));
            shelf.remove("swim");
            assertEquals("", played(memory, "你爱跳舞吗"));
        }
    }

    @Test
    void keepsItsIndexFromOneOpeningToTheNext() throws IOException {
        open().close();
        var before = names();
        open().close();
        assertEquals(before, names());
    }

    @Test
    void catchesUpWithWhatChangedWhileItWasClosed() {
        open().close();
        shelf.put("swim", "zh", "不会，只敢站到一米一。", "你会游泳吗？").remove("job");
        try (var memory = open()) {
            assertEquals("swim", played(memory, "你会不会游泳"));
            assertEquals("", played(memory, "你的第一份工作是什么？"));
        }
    }

    @Test
    void isBuiltAnewWhenItsFilesAreGone() throws IOException {
        open().close();
        for (var file : files()) {
            Files.delete(file);
        }
        opensAndAnswers();
    }

    @Test
    void isBuiltAnewWhenAnyFileIsMissingCutOrGarbled() throws IOException {
        open().close();
        for (var name : names()) {
            Files.delete(folder.resolve(name));
            opensAndAnswers();
        }
        for (var name : names()) {
            var file = folder.resolve(name);
            var bytes = Files.readAllBytes(file);
            Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
            opensAndAnswers();
        }
        for (var name : names()) {
            var file = folder.resolve(name);
            var bytes = Files.readAllBytes(file);
            for (int i = bytes.length / 3; i < bytes.length; i += 7) {
                bytes[i] ^= 0x5a;
            }
            Files.write(file, bytes);
            opensAndAnswers();
        }
    }

    private void opensAndAnswers() {
        try (var memory = open()) {
            assertEquals("home", played(memory, "你小时候住在哪里？"));
            assertEquals("fear", played(memory, "What are you afraid of?"));
        }
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(f -> !f.endsWith("write.lock")).sorted().toList();
        }
    }

    private List<String> names() throws IOException {
        return files().stream().map(f -> f.getFileName().toString()).toList();
    }

    @Test
    void anInterruptedCallerBreaksNothing() throws Exception {
        try (var memory = open();
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 20; round++) {
                shelf.put("r" + round, "zh", "第" + round + "回", "你记得第" + round + "只风筝吗？");
                var asked = callers.submit(() -> askInterrupted(memory));
                assertTrue(asked.get(), "the interrupt is kept for the caller");
            }
            assertEquals("home", played(memory, "你小时候住在哪里？"));
            assertEquals("r19", played(memory, "你记得第19只风筝吗？"));
        }
    }

    private static boolean askInterrupted(Memory memory) {
        Thread.currentThread().interrupt();
        memory.select("你小时候住在哪里？");
        return Thread.interrupted();
    }

    @Test
    void answersManyAtOnceWhileTheMaterialChanges() throws Exception {
        try (var memory = open();
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked =
                    IntStream.range(0, 60)
                            .mapToObj(i -> callers.submit(() -> played(memory, "你小时候住在哪里？")))
                            .toList();
            for (int i = 0; i < 10; i++) {
                shelf.put("n" + i, "en", "Yes, number " + i + ".", "Do you know kite " + i + "?");
                played(memory, "Do you know kite " + i + "?");
            }
            for (Future<String> each : asked) {
                assertEquals("home", each.get());
            }
        }
    }

    @Test
    void twoProgramsMayOpenTheSameMemory() {
        try (var one = open();
                var other = open()) {
            shelf.put("swim", "zh", "不会。", "你会游泳吗？");
            assertEquals("swim", played(one, "你会不会游泳"));
            assertEquals("swim", played(other, "你会不会游泳"));
        }
    }

    @Test
    void anEmptyPersonaKnowsNothing() {
        try (var memory = Memory.open(folder, new Shelf(), Optional.empty())) {
            assertEquals(new Selection.Nothing(List.of()), memory.select("你是谁？"));
            assertEquals(List.of(), memory.search("anything", 5));
            assertEquals(new Selection.Nothing(List.of()), memory.select(""));
        }
    }
}
