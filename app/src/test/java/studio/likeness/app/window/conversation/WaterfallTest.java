package studio.likeness.app.window.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import studio.likeness.app.conversation.Trace;
import studio.likeness.app.conversation.Trace.Step;

class WaterfallTest {
    @Test
    void aStepBeginsWhereTheOneBeforeItEnded() {
        var trace = new Trace();
        trace.mark(Step.HEARD);
        trace.mark(Step.MEMORY);
        trace.mark(Step.FIRST_HEARD);
        var rows = Waterfall.of(List.of(trace)).rows();
        assertEquals(
                List.of(Step.HEARD, Step.MEMORY, Step.FIRST_HEARD),
                rows.stream().map(Waterfall.Row::step).toList());
        assertEquals(Duration.ZERO, rows.getFirst().from());
        assertEquals(rows.get(0).at(), rows.get(1).from());
        assertEquals(rows.get(1).at(), rows.get(2).from());
    }

    @Test
    void firstSoundIsWhatWasHeardElseWhatWasMade() {
        var silent = new Trace();
        silent.mark(Step.FIRST_AUDIO);
        assertEquals(silent.at(Step.FIRST_AUDIO), Waterfall.of(List.of(silent)).firstSound());
        var heard = new Trace();
        heard.mark(Step.FIRST_AUDIO);
        heard.mark(Step.FIRST_HEARD);
        assertEquals(heard.at(Step.FIRST_HEARD), Waterfall.of(List.of(heard)).firstSound());
        assertEquals(Optional.empty(), Waterfall.EMPTY.firstSound());
    }

    @Test
    void percentilesAreByNearestRank() {
        var hundred = IntStream.rangeClosed(1, 100).mapToObj(Duration::ofMillis).toList();
        assertEquals(Duration.ofMillis(50), Waterfall.percentile(hundred, 50));
        assertEquals(Duration.ofMillis(95), Waterfall.percentile(hundred, 95));
        assertEquals(Duration.ofMillis(7), Waterfall.percentile(List.of(Duration.ofMillis(7)), 95));
        assertEquals(
                Duration.ofMillis(1),
                Waterfall.percentile(List.of(Duration.ofMillis(1), Duration.ofMillis(9)), 50));
    }

    @Test
    void aTalkWithoutTurnsHasNoRows() {
        assertTrue(Waterfall.of(List.of()).rows().isEmpty());
    }
}
