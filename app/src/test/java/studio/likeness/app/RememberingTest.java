package studio.likeness.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.app.doctor.Doctor;
import studio.likeness.app.doctor.Finding;
import studio.likeness.corpus.memory.Finds;
import studio.likeness.models.home.Home;

/// By what personas remember is chosen, changed while memories are open, and never silently less.
@Timeout(120)
class RememberingTest {
    private static final String QUESTION = "What was your first job?";

    @TempDir Path home;

    private static Finding finding(Studio studio) {
        return new Doctor(studio)
                .examine().stream()
                        .filter(f -> f.id().equals("remembering"))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void theOwnEncoderServesUntilWordsAloneAreChosen() throws InterruptedException {
        try (var studio = new Studio(new Home(home))) {
            studio.ensureSample();
            assertEquals("", studio.remembering().state().problem());
            assertEquals(Finding.Status.OK, finding(studio).status());
            var first = studio.memory(Studio.SAMPLE);
            while (first.finds() == Finds.NOT_READY) {
                Thread.sleep(50);
            }
            assertEquals(Finds.WORDS_AND_MEANING, first.finds());

            studio.remember(Remembering.WORDS_ALONE);

            var second = studio.memory(Studio.SAMPLE);
            assertEquals(Finds.WITHOUT_ENCODER, second.finds());
            assertFalse(second.search(QUESTION, 3).isEmpty());
            assertEquals(Finding.Status.OK, finding(studio).status());

            studio.remember(Remembering.OWN);

            assertTrue(studio.memory(Studio.SAMPLE).finds() != Finds.WITHOUT_ENCODER);
            assertFalse(studio.memory(Studio.SAMPLE).search(QUESTION, 3).isEmpty());
        }
    }

    @Test
    void anEncoderThatIsGoneIsSaid() {
        try (var studio = new Studio(new Home(home))) {
            studio.ensureSample();
            studio.remember("bge-that-was-removed");

            assertFalse(studio.remembering().state().problem().isEmpty());
            assertEquals(Finds.WITHOUT_ENCODER, studio.memory(Studio.SAMPLE).finds());
            var finding = finding(studio);
            assertEquals(Finding.Status.NOTE, finding.status());
            assertTrue(finding.sentence().contains("bge-that-was-removed"), finding.sentence());
        }
    }
}
