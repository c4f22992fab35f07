package studio.likeness.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.StudioException;

/// What can be seen without a card.
class DevicesTest {
    @TempDir Path folder;

    @Test
    void theProcessorIsAlwaysThere() {
        assertEquals(Device.processor(), Devices.available().getFirst());
    }

    @Test
    void withoutADriverThereIsTheProcessorOnly() {
        Assumptions.assumeTrue(CudaDriver.find().isEmpty(), "this machine has a driver");
        assertEquals(List.of(Device.processor()), Devices.available());
        assertEquals(List.of(), Devices.cards());
        assertEquals("models.runtime.noDriver", Devices.cardProblem().orElseThrow().key());
    }

    @Test
    void neverOpensOnTheProcessorWhatWasAskedForOnACard() {
        Assumptions.assumeTrue(CudaDriver.find().isEmpty(), "this machine has a driver");
        var graph =
                new TestGraph()
                        .input("a", TestGraph.FLOAT, 2)
                        .output("b", TestGraph.FLOAT, 2)
                        .node("Identity", List.of("a"), List.of("b"), Map.of())
                        .write(folder.resolve("test.onnx"));
        var told =
                assertThrows(
                        StudioException.class,
                        () -> Session.open(graph, new Device.Cuda(0), SessionPlan.usual()));
        assertEquals("models.runtime.noDriver", told.key());
        assertTrue(told.remedy().contains("driver"), told.remedy());
    }

    @Test
    void namesEachMissingLibrary() throws Exception {
        Assumptions.assumeTrue(CudaDriver.find().isEmpty(), "this machine has a driver");
        var missing = CudaProvider.missing(folder);
        assertEquals(4, missing.size(), missing.toString());
        // A file that is no library does not count as one.
        Files.writeString(folder.resolve(missing.getFirst()), "not a library");
        assertEquals(missing, CudaProvider.missing(folder));
    }
}
