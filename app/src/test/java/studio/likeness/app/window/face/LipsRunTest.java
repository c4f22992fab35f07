package studio.likeness.app.window.face;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.likeness.models.job.Job;
import studio.likeness.models.training.LipCourse;

class LipsRunTest {
    private static Job.Snapshot at(long seconds, long done, String doing) {
        return new Job.Snapshot(
                "1",
                LipCourse.TITLE,
                List.of("face"),
                Job.State.RUNNING,
                done,
                1_000,
                doing,
                Instant.EPOCH,
                Duration.ofSeconds(seconds),
                "");
    }

    private static Job.Snapshot learning(long seconds, long done) {
        return at(seconds, done, LipCourse.LEARNING);
    }

    @Test
    void nothingIsForetoldBeforeAQuarterOfAMinuteOfLearning() {
        assertEquals(Optional.empty(), LipsRun.left(learning(100, 0), learning(114, 500)));
        assertEquals(Optional.empty(), LipsRun.left(learning(100, 0), learning(130, 0)));
    }

    /// 200 done in 20 s; what preparing took is another matter.
    @Test
    void theSpeedIsThatOfLearningAlone() {
        assertEquals(
                Optional.of(Duration.ofSeconds(70)),
                LipsRun.left(learning(100, 100), learning(120, 300)));
    }

    @Test
    void whatComesAfterLearningIsNotForetold() {
        var choosing = at(200, 1_000, "models.training.lips.choosing");
        assertEquals(Optional.empty(), LipsRun.left(learning(100, 0), choosing));
    }
}
