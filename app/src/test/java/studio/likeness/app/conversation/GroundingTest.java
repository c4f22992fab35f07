package studio.likeness.app.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.Studio;
import studio.likeness.app.conversation.Grounding.Verdict;
import studio.likeness.corpus.memory.Memory;

class GroundingTest {
    private static final String GOOSE = "我怕鹅。小时候河埠头有只白鹅，追了我整整一条弄堂，八十七步。风浪雷电我都好商量，看见鹅，我到现在还是绕路。";
    private static final String SEA =
            "I first saw the sea at eleven, at Zhenhai, with a blue crayon ready in my pocket. The water was brown.";

    @TempDir static Path home;
    private static SampleStudio sample;
    private static Memory memory;

    @BeforeAll
    static void open() {
        sample = new SampleStudio(home);
        memory = sample.studio().memory(Studio.SAMPLE);
    }

    @AfterAll
    static void close() {
        sample.close();
    }

    private static Grounding on(String told, String question) {
        return new Grounding(memory, List.of(told), List.of(question), true);
    }

    @Test
    void numbersAreTheSameHoweverTheyAreWritten() {
        assertEquals(Set.of("1954"), Figures.of("一九五四年"));
        assertEquals(Set.of("1954"), Figures.of("in nineteen fifty-four"));
        assertEquals(Set.of("1954", "3"), Figures.of("1954 年 3 月"));
        assertEquals(Set.of("87"), Figures.of("八十七步"));
        assertEquals(Set.of("205"), Figures.of("two hundred and five"));
        assertEquals(Set.of("5.2"), Figures.of("五点二公斤"));
        assertEquals(Set.of("25000"), Figures.of("两万五千"));
        assertEquals(Set.of(), Figures.of("一起去，十分高兴"));
        assertEquals(Set.of("2009"), Figures.of("March two thousand and nine"));
    }

    @Test
    void aParaphraseOfWhatWasToldIsGrounded() {
        var goose = on(GOOSE, "你害怕什么动物？");
        for (var clause : List.of("我最怕鹅，", "小时候被一只白鹅追过整条弄堂，", "追了87步，", "现在看见鹅我还绕着走。")) {
            assertEquals(Verdict.GROUNDED, goose.of(clause), clause);
        }
        var sea = on(SEA, "When did you first see the sea?");
        for (var clause :
                List.of(
                        "I was eleven when I saw it, at Zhenhai.",
                        "I had a blue crayon in my pocket,",
                        "but the water turned out to be brown.")) {
            assertEquals(Verdict.GROUNDED, sea.of(clause), clause);
        }
    }

    @Test
    void aNumberANameOrASceneThatNobodyToldIsMadeUp() {
        var goose = on(GOOSE, "你害怕什么动物？");
        for (var clause : List.of("那年我九岁，", "那只鹅是王德明家养的，", "后来在上海又被追了一次，", "我家的柜子里还放着一大盒奖章。")) {
            assertEquals(Verdict.MADE_UP, goose.of(clause), clause);
        }
        var sea = on(SEA, "When did you first see the sea?");
        for (var clause :
                List.of(
                        "It was in nineteen sixty-one,",
                        "my teacher Robert took us there.",
                        "We ate grilled squid and played the guitar.")) {
            assertEquals(Verdict.MADE_UP, sea.of(clause), clause);
        }
    }

    @Test
    void aYesAloneProvesNothing() {
        assertEquals(Verdict.EMPTY, on(GOOSE, "你养过狗吗？").of("是的，"));
        assertEquals(Verdict.EMPTY, on(SEA, "Did you have a dog?").of("Of course,"));
        assertTrue(on(GOOSE, "你养过狗吗？").of("是的，我养过狗。") != Verdict.GROUNDED);
    }
}
