package studio.likeness.models.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import studio.likeness.models.job.Progress;
import studio.likeness.models.parity.Line.Verdict;

class VoiceParityTest {
    private static final Path FIGURES = Path.of("src/test/resources/parity/voice");

    /// What only training needs.
    private static final Set<String> TRAINING =
            Set.of(
                    "gpt_sovits_s2_train_real.json",
                    "scaled_adam_clip.json",
                    "scaled_adam_noclip.json",
                    "sovits_discriminator_real.json",
                    "sovits_train_small.json");

    @Test
    void smallNetworksRulesAndFrontEndsMeetTheirFigures() throws IOException {
        meet(name -> !name.contains("_real"));
    }

    /// Weights of the published sizes: about three minutes.
    @Test
    @Tag("slow")
    void everyVoiceFigureIsMetOrWaitsForTheTrainer() throws IOException {
        meet(_ -> true);
    }

    private static void meet(Predicate<String> which) throws IOException {
        for (var file : files(which)) {
            var lines = Parity.run(List.of(file), Progress.none(), line -> show(line));
            boolean trains = TRAINING.contains(file.getFileName().toString());
            for (var line : lines) {
                var expected = trains ? Verdict.WAITS : Verdict.PASSED;
                assertEquals(expected, line.verdict(), line.text());
            }
        }
    }

    private static void show(Line line) {
        System.out.println(line.text());
    }

    private static List<Path> files(Predicate<String> which) throws IOException {
        try (var files = Files.list(FIGURES)) {
            return files.filter(file -> which.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }
}
