package studio.likeness.models.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsTest {
    private final List<Long> seen = new ArrayList<>();

    private void collect(long done, long total, String doing) {
        assertEquals(Steps.WHOLE, total);
        seen.add(done);
    }

    @Test
    void measuresUnlikeStepsByOneMeasure() {
        var steps = Steps.ofConversion(this::collect);

        steps.at(0, 0, "models.library.reading");
        steps.at(500_000, 1_000_000, "models.nn.writingWeights");
        steps.at(1_000_000, 1_000_000, "models.nn.writingWeights");
        steps.at(12, 24, "models.library.measuring");
        steps.at(24, 24, "models.library.measuring");
        steps.at(0, 400, "models.library.measuring"); // the second time through
        steps.at(400, 400, "models.library.measuring");
        steps.at(9, 9, "models.modelfolder.hashing");

        assertEquals(List.of(0L, 270L, 520L, 620L, 720L, 720L, 920L, 1000L), seen);
    }

    @Test
    void fetchingComesBeforeWhateverItsStepsAreCalled() {
        var steps = Steps.ofGetting(this::collect, 0.7);

        steps.at(50, 100, "models.download.fetching");
        steps.at(100, 100, "models.download.fetching");
        steps.at(0, 100, "models.download.checking");
        steps.at(0, 0, "models.library.reading");
        steps.at(1, 1, "models.modelfolder.hashing");

        assertEquals(List.of(350L, 700L, 700L, 700L, 1000L), seen);
        assertTrue(seen.equals(seen.stream().sorted().toList()), "it never goes back");
    }
}
