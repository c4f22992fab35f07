package studio.likeness.models.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.runtime.Positions;

class ChatGlmPositionsTest {
    private static final int MASK = 7;
    private static final int START = 9;
    private static final int[] PROMPT = {1, 2, MASK, START};

    @Test
    void countsThroughTheContextThenThroughTheAnswer() {
        var positions = ChatGlmPositions.of(PROMPT, START, 8, MASK);

        assertArrayEquals(new long[] {0, 1, 2, 2, 0, 0, 0, 1}, positions.rows(0, 4));
        assertArrayEquals(new long[] {2, 2, 2, 3}, positions.rows(4, 6));
    }

    @Test
    void letsTheContextSeeItselfBothWaysAndTheAnswerWhatCameBefore() {
        var positions = ChatGlmPositions.of(PROMPT, START, MASK);

        assertArrayEquals(
                new float[] {
                    0, 0, 0, 0, -10000, 0, 0, 0, 0, -10000, 0, 0, 0, 0, -10000, 0, 0, 0, 0, 0
                },
                positions.bias(0, 4, 1));
        assertArrayEquals(new float[6], positions.bias(4, 5, 1));
    }

    @Test
    void findsEachTextsOwnLayoutWhileDecoding() {
        var positions = ChatGlmPositions.following(config());
        positions.of(new Positions.Step(0, 0, PROMPT));
        var next = new Positions.Step(0, 4, new int[] {5});

        assertArrayEquals(new long[] {2, 2}, positions.of(next).values());

        positions.of(new Positions.Step(0, 0, new int[] {MASK, START}));

        assertArrayEquals(
                new long[] {0, 4}, positions.of(new Positions.Step(0, 4, new int[] {5})).values());
        assertArrayEquals(new long[] {1, 1, 1, 5}, positions.bias(next).orElseThrow().shape());
    }

    @Test
    void refusesAPromptThatNeverStarts() {
        var refusal =
                assertThrows(
                        StudioException.class,
                        () -> ChatGlmPositions.of(new int[] {1, MASK}, START, MASK));

        assertEquals("models.language.noStart", refusal.key());
    }

    private static ObjectNode config() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("bos_token_id", START)
                .put("gmask_token_id", MASK)
                .put("mask_token_id", 6);
    }
}
