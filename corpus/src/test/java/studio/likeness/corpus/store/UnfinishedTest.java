package studio.likeness.corpus.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedTest {
    @TempDir Path folder;

    @Test
    void sweepsWhatAKilledProcessLeft() throws IOException {
        Given.file(folder.resolve(".new-abcdefabcdef/persona.json"), "{}");
        Given.file(folder.resolve(".new-abcdefabcdef.lock"), "");
        Given.file(folder.resolve(".new-zzzzzzzzzzzz.wav"), "half");
        Given.file(folder.resolve("ada/persona.json"), "{}");

        Unfinished.sweep(folder);

        assertEquals(Set.of("", "ada", "ada/persona.json"), Given.tree(folder).keySet());
    }

    @Test
    void leavesWhatIsBeingMadeRightNow() throws IOException {
        try (var unfinished = Unfinished.in(folder, ".wav")) {
            Files.writeString(unfinished.path(), "half");

            Unfinished.sweep(folder);

            assertTrue(Files.exists(unfinished.path()));
        }
        assertEquals(Set.of(""), Given.tree(folder).keySet());
    }

    @Test
    void neverMovesOntoSomething() throws IOException {
        var place = Given.file(folder.resolve("there"), "first");
        try (var unfinished = Unfinished.in(folder, "")) {
            Files.writeString(unfinished.path(), "second");
            assertThrows(FileAlreadyExistsException.class, () -> unfinished.moveTo(place));
        }
        assertEquals("first", Files.readString(place));
    }
}
