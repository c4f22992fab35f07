package studio.likeness.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorKindTest {
    private static final List<String> FOUR_THREADS_ON_TWO_CORES =
            List.of(
                    "physical id\t: 0",
                    "core id\t\t: 0",
                    "flags\t\t: fpu sse4_2 avx2 fma",
                    "physical id\t: 0",
                    "core id\t\t: 0",
                    "physical id\t: 0",
                    "core id\t\t: 1",
                    "physical id\t: 0",
                    "core id\t\t: 1");

    @Test
    void countsCoresNotThreads() {
        assertEquals(2, ProcessorKind.cores(FOUR_THREADS_ON_TWO_CORES, 4));
    }

    @Test
    void countsWhatTheProcessMayUse() {
        assertEquals(1, ProcessorKind.cores(FOUR_THREADS_ON_TWO_CORES, 1));
        assertEquals(3, ProcessorKind.cores(List.of(), 3));
    }

    @Test
    void isNamedByItsVectorInstructions() {
        var name = ProcessorKind.name(List.of("flags\t: fpu sse4_2 avx2 fma"));
        assertTrue(name.matches("[0-9a-f]{8}"), name);
        assertEquals(name, ProcessorKind.name(List.of("flags\t: avx2 fma sse4_2 constant_tsc")));
        assertNotEquals(name, ProcessorKind.name(List.of("flags\t: sse4_2 avx2 fma avx512f")));
    }
}
