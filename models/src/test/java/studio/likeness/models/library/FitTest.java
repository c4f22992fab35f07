package studio.likeness.models.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.bench.SyntheticModel;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.library.Conversion.Options;
import studio.likeness.models.runtime.Devices.Card;

class FitTest {
    private static final long GB = 1_000_000_000;

    @TempDir Path root;
    private final Locale before = Locale.getDefault();

    @BeforeEach
    void speakEnglish() {
        Locale.setDefault(Locale.ENGLISH);
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    private static Machine machine(long memory, long card) {
        return new Machine(
                memory * GB,
                card == 0 ? Optional.empty() : Optional.of(new Card(0, "Card", card * GB)));
    }

    /// 3.6 GB of weights, of which a ninth again is copied, and 0.2 of cache.
    private static final Need FOUR = new Need(3_600_000_000L, 200_000_000, false);

    @Test
    void theCardComesFirst() {
        assertEquals("Fits your card (4.2 of 12.0 GB)", machine(16, 12).fit(FOUR).sentence());
    }

    @Test
    void whatTheCardCannotHoldTheMemoryMay() {
        var fit = machine(16, 4).fit(FOUR);

        assertEquals("Fits this machine's memory (4.2 of 16.0 GB)", fit.sentence());
        assertTrue(fit.fits());
    }

    @Test
    void saysByHowMuchItIsTooLarge() {
        var fit = machine(4, 4).fit(FOUR);

        assertEquals(
                "Too large by 1.2 GB: it needs 4.2 GB, and this machine has 4.0 GB",
                fit.sentence());
        assertFalse(fit.fits());
    }

    @Test
    void leavesSomethingToTheSystemAndToTheScreen() {
        var tight = new Need(3_600_000_000L, 0, false); // 4.0 GB

        assertInstanceOf(Fit.InMemory.class, machine(6, 4).fit(tight));
        assertInstanceOf(Fit.OnCard.class, machine(6, 5).fit(tight));
        assertInstanceOf(Fit.TooLarge.class, machine(5, 0).fit(tight));
    }

    @Test
    void doesNotGuessWhereMemoryIsUnknown() {
        assertInstanceOf(Fit.Unknown.class, machine(0, 0).fit(FOUR));
        assertInstanceOf(Fit.OnCard.class, machine(0, 12).fit(FOUR));
    }

    @Test
    void thisMachineHasMemory() {
        assertTrue(Machine.here().memoryBytes() > 500_000_000);
    }

    /// Keys and values of 2 layers, 2 heads of 16 numbers, 4096 tokens, 4 bytes each.
    @Test
    void aSourceNeedsWhatItsConvertedModelNeeds() throws IOException {
        try (var tiny = new SyntheticModel(SyntheticModel.Shape.TINY)) {
            tiny.write(root.resolve("tiny"));
        }
        var found = new Recognizer().recognize(root.resolve("tiny"));

        var before = Need.of(found).orElseThrow();
        var model =
                new Conversion(new Home(root.resolve("home")), "test")
                        .add(root.resolve("tiny"), Options.usual(), Progress.none());
        var after = Need.of(model);

        assertEquals(2L * 2 * 2 * 16 * 4096 * 4, before.cache());
        assertEquals(before.cache(), after.cache());
        long sines = 2L * 32768 * 8 * 4; // of every position, which weigh nothing in a real model
        assertEquals(1, (double) (after.weights() - sines) / before.weights(), 0.1);
        assertFalse(before.rough());
    }

    /// 1.8 billion parameters took 1272 MB when they were converted (docs/bench/language.md).
    @Test
    void aGuessFromParametersIsNearWhatWasMeasured() {
        assertEquals(1.27e9, (double) Need.ofParameters(1_890_000_000L).weights(), 0.13e9);
        assertTrue(Need.ofParameters(1_890_000_000L).rough());
        assertEquals(4 * 24_000_000L, Need.ofParameters(24_000_000L).weights());
    }

    @Test
    void sizesReadWell() {
        assertEquals("999 B", ByteCount.say(999));
        assertEquals("12 kB", ByteCount.say(12_345));
        assertEquals("1.5 MB", ByteCount.say(1_500_000));
        assertEquals("348 MB", ByteCount.say(348_000_000));
        assertEquals("1.3 GB", ByteCount.say(1_272_000_000));
        assertEquals("139 GB", ByteCount.say(139_000_000_000L));
    }
}
