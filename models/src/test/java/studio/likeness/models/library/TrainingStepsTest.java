package studio.likeness.models.library;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingStepsTest {
    @Test
    void theHighestEpochAndStepIsTheLast() {
        assertEquals(
                Optional.of("G_10400.pth"),
                TrainingSteps.newest(List.of("G_0.pth", "G_10400.pth", "G_9600.pth")));
        assertEquals(
                Optional.of("ada_e12_s144.pth"),
                TrainingSteps.newest(List.of("ada_e8_s960.pth", "ada_e12_s144.pth")));
        assertEquals(
                Optional.of("ada-e15.ckpt"),
                TrainingSteps.newest(List.of("ada-e15.ckpt", "ada-e5.ckpt")));
    }

    @Test
    void ofSeveralTrainingsNoneIsTheLast() {
        assertEquals(
                Optional.empty(), TrainingSteps.newest(List.of("ada-e15.ckpt", "bob-e5.ckpt")));
        assertEquals(Optional.empty(), TrainingSteps.newest(List.of()));
    }
}
