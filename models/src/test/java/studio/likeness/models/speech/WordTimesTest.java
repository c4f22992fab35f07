package studio.likeness.models.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import studio.likeness.models.speech.Transcript.Word;

class WordTimesTest {
    @Test
    void followsWhereEachTokenLooks() {
        // Token i looks at the moments from 20 i to 20 (i + 1); one row before them steers only.
        var head = new float[6][120];
        for (int row = 0; row < 6; row++) {
            for (int m = 0; m < 120; m++) {
                head[row][m] = m / 20 == row - 1 ? 0.05f : 0.0005f;
            }
        }
        var begins = WordTimes.begins(new float[][][] {head, head}, 1, 100);
        assertArrayEquals(new int[] {0, 20, 40, 60, 80, 100}, begins);
    }

    @Test
    void neverGoesBackWhateverTheHeadsSay() {
        var random = new java.util.Random(2);
        var head = new float[8][60];
        for (var row : head) {
            for (int m = 0; m < row.length; m++) {
                row[m] = random.nextFloat();
            }
        }
        var begins = WordTimes.begins(new float[][][] {head}, 2, 60);
        assertEquals(7, begins.length);
        IntStream.range(1, begins.length)
                .forEach(i -> assertEquals(true, begins[i] >= begins[i - 1]));
    }

    @Test
    void marksJoinTheirWords() {
        var words =
                WordTimes.tidy(
                        List.of(
                                new Word(" Hello", 0, 0.4, 0.9),
                                new Word(",", 0.4, 3, 0.9),
                                new Word(" world", 3, 3.5, 0.8)));
        assertEquals(List.of(" Hello,", " world"), words.stream().map(Word::text).toList());
        assertEquals(0.4, words.getFirst().to(), 1e-9);
    }
}
