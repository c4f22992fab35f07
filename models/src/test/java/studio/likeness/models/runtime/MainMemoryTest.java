package studio.likeness.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainMemoryTest {
    @Test
    void thisMachineHasSome() {
        assertTrue(MainMemory.bytes() > 500_000_000, () -> "" + MainMemory.bytes());
    }

    @Test
    void itIsShortWhereATenthIsLeft(@TempDir Path folder) throws Exception {
        var file = folder.resolve("meminfo");
        assertEquals(Optional.empty(), MainMemory.ofLinux(file));
        Files.writeString(file, "MemTotal:  1000 kB\nMemFree:  1 kB\nMemAvailable:  101 kB\n");
        assertFalse(MainMemory.ofLinux(file).orElseThrow(), "what files take is not lost");
        Files.writeString(file, "MemTotal:  1000 kB\nMemFree:  1 kB\nMemAvailable:  99 kB\n");
        assertTrue(MainMemory.ofLinux(file).orElseThrow());
        Files.writeString(file, "MemTotal:  1000 kB\n");
        assertEquals(Optional.empty(), MainMemory.ofLinux(file));
    }
}
