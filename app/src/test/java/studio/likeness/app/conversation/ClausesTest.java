package studio.likeness.app.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClausesTest {
    @Test
    void theFirstClauseIsShortSoThatTheAnswerStartsAtOnce() {
        assertEquals(
                List.of("小时候我住绍兴安昌，", "后门下三级石阶就是河。", "枯水时是五级。"),
                Clauses.of("小时候我住绍兴安昌，后门下三级石阶就是河。枯水时是五级。"));
    }

    @Test
    void doesNotCutNumbersAndKeepsClosingMarks() {
        assertEquals(
                List.of("It weighs 5.2 kilograms.", "\"Really?\"", "She said yes."),
                Clauses.of("It weighs 5.2 kilograms. \"Really?\" She said yes."));
    }

    @Test
    void nothingIsLostButWhiteSpaceAtTheCuts() {
        var text =
                "A long one without any mark at all that goes on and on and on until a reader would"
                        + " have to breathe somewhere in the middle of it, and then, perhaps, it ends";
        var joined = String.join("", Clauses.of(text)).replace(" ", "");
        assertEquals(text.replace(" ", ""), joined);
        assertTrue(Clauses.of(text).stream().allMatch(clause -> clause.length() <= 140));
    }

    @Test
    void whatIsOverAtOnceIsSpokenTogetherWithWhatFollows() {
        assertEquals(
                List.of("Yes. I did. It was in the spring of that year.", "I remember it well."),
                Clauses.spokenTogether(
                        Clauses.of(
                                "Yes. I did. It was in the spring of that year. I remember it well.")));
        assertEquals(
                List.of("是的。后门下三级石阶就是河。", "枯水时是五级。"),
                Clauses.spokenTogether(Clauses.of("是的。后门下三级石阶就是河。枯水时是五级。")));
        assertEquals(List.of("Yes."), Clauses.spokenTogether(List.of("Yes.")));
    }

    @Test
    void blankTextHasNoClauses() {
        assertEquals(List.of(), Clauses.of("  \n "));
    }
}
