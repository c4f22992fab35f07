package studio.likeness.models.voice.cloning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import studio.likeness.models.voice.cloning.Differences.Part;

class DifferencesTest {
    private static double rate(String text, String heard) {
        return Differences.of(text, heard).errorRate();
    }

    @Test
    void countsWhatIsWrongMissingAndTooMuch() {
        assertEquals(0, rate("It's a clock.", "its a CLOCK"));
        assertEquals(0.25, rate("今天很好", "今天真好"));
        assertEquals(0.5, rate("今天很好", "今天"));
        assertEquals(0.5, rate("今天", "今天啊"));
        assertEquals(1, rate("", "今天"));
        assertEquals(0, rate("", ""));
    }

    @Test
    void numbersAreComparedAsTheyAreSpoken() {
        assertEquals(0, rate("I have 3 cats.", "I have three cats."));
        assertEquals(0, rate("一共25块。", "一共二十五块"));
        assertTrue(rate("I have 3 cats.", "I have four cats.") > 0);
    }

    @Test
    void tellsWhereTheyDiffer() {
        var found = Differences.of("今天很好，再见。", "今天真好，再");
        assertEquals(2, found.wrong());
        assertEquals(6, found.letters());
        var parts = found.parts();
        assertEquals(new Part("很", "真", false), parts.get(1));
        assertFalse(parts.getLast().same());
        assertEquals("", parts.getLast().heard());
        assertTrue(parts.getFirst().same());
    }

    @Test
    void thePartsTogetherAreBothTexts() {
        var found = Differences.of("The quick brown fox.", "A quick brawn foxes jumps");
        assertEquals(
                "The quick brown fox.",
                found.parts().stream().map(Part::said).collect(Collectors.joining()));
        assertEquals(
                "A quick brawn foxes jumps",
                found.parts().stream().map(Part::heard).collect(Collectors.joining()));
        assertTrue(found.parts().size() > 3);
    }

    @Test
    void whatIsFarTooLongIsCountedAsAnotherText() {
        var found = Differences.of("a".repeat(9_000), "b".repeat(9_000));
        assertEquals(1, found.errorRate());
        assertEquals(1, found.parts().size());
    }
}
