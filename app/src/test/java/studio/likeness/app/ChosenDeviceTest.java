package studio.likeness.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Devices.Card;

class ChosenDeviceTest {
    private static final Card CARD = new Card(1, "RTX 4070", 12L << 30);

    private static ChosenDevice chosen(
            String setting, List<Card> cards, Optional<StudioException> problem) {
        return new ChosenDevice(() -> setting, () -> cards, () -> problem);
    }

    @Test
    void theProcessorNeedsNoCard() {
        var chosen =
                chosen(
                        "processor",
                        List.of(),
                        Optional.of(new StudioException("app.studio.noSuchCard", 0)));

        assertEquals(Device.processor(), chosen.device());
        assertTrue(chosen.state().problem().isEmpty());
        assertEquals(Device.processor(), chosen.usable(chosen.device()));
    }

    @Test
    void aCardGoesByItsNumberNameAndMemory() {
        var state = chosen("cuda:1", List.of(CARD), Optional.empty()).state();

        assertEquals(new Device.Cuda(1), state.device());
        assertEquals("GPU 1 · RTX 4070 · 12 GB", state.name());
        assertTrue(state.problem().isEmpty());
    }

    @Test
    void aCardThatIsNotThereIsNeverReplaced() {
        var chosen = chosen("cuda:0", List.of(CARD), Optional.empty());

        assertEquals(new Device.Cuda(0), chosen.device());
        var why = assertThrows(StudioException.class, () -> chosen.usable(chosen.device()));
        assertEquals("app.studio.noSuchCard", why.key());
    }

    @Test
    void aModelRunsWhereTheSettingsSayAndNowhereElse() {
        assertEquals(
                new Device.Cuda(1), chosen("cuda:1", List.of(CARD), Optional.empty()).forModel());
        var gone = chosen("cuda:0", List.of(CARD), Optional.empty());
        assertEquals(
                "app.studio.noSuchCard", assertThrows(StudioException.class, gone::forModel).key());
    }

    @Test
    void whatKeepsEveryCardFromBeingUsedIsSaidFirst() {
        var driver = new StudioException("models.runtime.noDriver", "libcuda.so.1");

        assertSame(
                driver,
                chosen("cuda:0", List.of(), Optional.of(driver)).state().problem().orElseThrow());
        assertSame(
                driver,
                chosen("cuda:1", List.of(CARD), Optional.of(driver))
                        .state()
                        .problem()
                        .orElseThrow());
    }

    @Test
    void whatIsNoDeviceIsNotTakenForTheProcessor() {
        for (var odd : List.of("", "gpu", "cuda:", "cuda:x", "cuda:-1")) {
            var chosen = chosen(odd, List.of(), Optional.empty());
            var why = assertThrows(StudioException.class, chosen::device);
            assertEquals("app.studio.badDevice", why.key());
        }
    }
}
