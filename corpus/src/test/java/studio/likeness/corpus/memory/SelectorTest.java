package studio.likeness.corpus.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectorTest {
    @TempDir Path folder;

    private static String played(Memory memory, String question) {
        return memory.select(question) instanceof Selection.Fits fits ? fits.answer().id() : "";
    }

    @Test
    void smallTalkAndFollowUpsPlayNoRecording() {
        assumeTrue(Shelf.hasSample());
        try (var memory = Memory.open(folder, Shelf.sample(), Optional.empty())) {
            for (var said :
                    List.of(
                            "你好",
                            "您好！",
                            "谢谢你",
                            "再见",
                            "为什么？",
                            "然后呢？",
                            "还有呢",
                            "真的吗？",
                            "嗯",
                            "继续讲",
                            "什么意思",
                            "早上好",
                            "哈哈哈",
                            "Hello",
                            "Hi there, how are you?",
                            "Thank you.",
                            "Goodbye!",
                            "Why?",
                            "And then?",
                            "Really?",
                            "Tell me more.",
                            "OK",
                            "What do you mean?",
                            "Good morning",
                            "...",
                            "?",
                            "123")) {
                assertEquals("", played(memory, said), said);
            }
        }
    }

    @Test
    void whoGreetsIsShownThreeQuestionsInTheirLanguage() {
        assumeTrue(Shelf.hasSample());
        try (var memory = Memory.open(folder, Shelf.sample(), Optional.empty())) {
            for (var said : List.of("你好", "法国的首都是哪里？", "Hello", "Why is the sky blue?")) {
                var nothing = assertInstanceOf(Selection.Nothing.class, memory.select(said), said);
                assertEquals(3, nothing.nearest().size(), said);
                for (var near : nothing.nearest()) {
                    assertEquals(Memory.languageOf(said), near.language(), said);
                }
            }
        }
    }

    @Test
    void aGreetingThatWasRecordedIsPlayed() {
        var shelf =
                new Shelf()
                        .put("hi", "zh", "你好呀，坐。", "你好")
                        .put("bye", "en", "Mind the step.", "Goodbye");
        try (var memory = Memory.open(folder, shelf, Optional.empty())) {
            assertEquals("hi", played(memory, "你好！"));
            assertEquals("bye", played(memory, "goodbye"));
            assertEquals("", played(memory, "谢谢"));
        }
    }

    @Test
    void answersEveryStoredWordingOfTheSample() {
        assumeTrue(Shelf.hasSample());
        var shelf = Shelf.sample();
        try (var memory = Memory.open(folder, shelf, Optional.empty())) {
            for (var answer : shelf.answers()) {
                for (var question : answer.questions()) {
                    assertEquals(answer.id(), played(memory, question), question);
                }
            }
        }
    }

    @Test
    void aPersonaOfAFewAnswersIsAskedInOtherWordsToo() {
        var shelf =
                new Shelf()
                        .put("farm", "zh", "种稻子，一年两季。", "你是做什么工作的？")
                        .put("wife", "zh", "在镇上的电影院门口，她卖冰棍。", "你和妻子是怎么认识的？")
                        .put("fear", "zh", "怕打雷，一打雷牛就跑。", "你最怕什么？")
                        .put("son", "zh", "两个儿子，都在城里开车。", "你有几个孩子？")
                        .put(
                                "war",
                                "en",
                                "I mended radios in the navy.",
                                "What did you do in the war?")
                        .put("dog", "en", "A spaniel called Button.", "Do you have any pets?")
                        .put("wed", "en", "In June, in the rain.", "When did you get married?")
                        .put(
                                "cook",
                                "en",
                                "Fish pie, with an egg in it.",
                                "What do you like to cook?");
        try (var memory = Memory.open(folder, shelf, Optional.empty())) {
            assertEquals("farm", played(memory, "您是干哪一行的？"));
            assertEquals("wife", played(memory, "您跟老伴是在哪儿遇见的？"));
            assertEquals("fear", played(memory, "有什么东西让您害怕吗？"));
            assertEquals("son", played(memory, "您膝下有儿女吗？"));
            assertEquals("dog", played(memory, "Do you keep an animal at home?"));
            assertEquals("wed", played(memory, "What year was your wedding?"));
            assertEquals("cook", played(memory, "Which dish do you enjoy making in the kitchen?"));
            for (var outside :
                    List.of(
                            "您会弹钢琴吗？",
                            "您去过美国吗？",
                            "您父亲是做什么的？",
                            "法国的首都是哪里？",
                            "Can you swim?",
                            "What was your first job?",
                            "Who won the election?",
                            "Do you like music?",
                            "How is your blood pressure?")) {
                assertEquals("", played(memory, outside), outside);
            }
        }
    }

    /// A persona made of recordings of read sentences, whose transcript stands for its question.
    @Test
    void playsRecordingsThatAreAskedForByTheirTranscript() {
        var transcripts = Path.of("..", "..", "shared", "data", "speech", "transcripts.tsv");
        assumeTrue(Files.exists(transcripts));
        var shelf = new Shelf();
        Shelf.lines(transcripts).stream()
                .skip(1)
                .map(line -> line.split("\t"))
                .filter(parts -> parts[1].length() > (isChinese(parts) ? 6 : 25))
                .forEach(
                        parts ->
                                shelf.put(
                                        parts[0], Memory.languageOf(parts[1]), parts[1], parts[1]));
        try (var memory = Memory.open(folder, shelf, Optional.empty())) {
            for (var answer : shelf.answers()) {
                var said = answer.questions().getFirst().toLowerCase(Locale.ROOT) + ".";
                assertEquals(
                        answer.reply(), shelf.answer(played(memory, said)).orElseThrow().reply());
            }
            for (var outside :
                    List.of(
                            "你喜欢吃苹果吗",
                            "What is your favourite colour?",
                            "你今年几岁",
                            "Who are you?",
                            "Do you have a dog?",
                            "帮我订一张火车票")) {
                assertEquals("", played(memory, outside), outside);
            }
        }
    }

    private static boolean isChinese(String[] parts) {
        return Memory.languageOf(parts[1]).equals("zh");
    }
}
