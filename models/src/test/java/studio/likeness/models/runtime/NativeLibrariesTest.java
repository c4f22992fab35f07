package studio.likeness.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.StudioException;

class NativeLibrariesTest {
    /// Any resource will do.
    private static final String RESOURCE = "/studio/likeness/models/runtime/stretch.onnx";

    @TempDir Path folder;

    @Test
    void unpacksOnce() throws IOException {
        var libraries = new NativeLibraries(folder.resolve("natives"));
        var file = libraries.unpacked(RESOURCE);
        try (var in = NativeLibraries.class.getResourceAsStream(RESOURCE)) {
            assertEquals(in.readAllBytes().length, Files.size(file));
        }
        var unpacked = Files.getLastModifiedTime(file);
        var key = Files.readAttributes(file, "*").get("fileKey");
        assertEquals(file, libraries.unpacked(RESOURCE));
        assertEquals(unpacked, Files.getLastModifiedTime(file));
        assertEquals(key, Files.readAttributes(file, "*").get("fileKey"));
        try (var files = Files.list(file.getParent())) {
            assertEquals(2, files.count(), "the file and its note");
        }
    }

    @Test
    void unpacksAgainWhatWasCutShort() throws IOException {
        var libraries = new NativeLibraries(folder);
        var file = libraries.unpacked(RESOURCE);
        Files.write(file, new byte[10]);
        libraries.unpacked(RESOURCE);
        assertTrue(libraries.intact(file));
    }

    @Test
    void unpacksAgainWhatHasNoNote() throws IOException {
        var libraries = new NativeLibraries(folder);
        Files.write(folder.resolve("stretch.onnx"), new byte[10]);
        assertTrue(libraries.intact(libraries.unpacked(RESOURCE)));
    }

    @Test
    void seesAChangedByteWhenAsked() throws IOException {
        var libraries = new NativeLibraries(folder);
        var file = libraries.unpacked(RESOURCE);
        assertTrue(libraries.intact(file));
        var bytes = Files.readAllBytes(file);
        bytes[7]++;
        Files.write(file, bytes);
        assertFalse(libraries.intact(file));
    }

    @Test
    void saysWhereItCouldNotUnpack() throws IOException {
        var taken = Files.writeString(folder.resolve("file"), "in the way");
        var told =
                assertThrows(
                        StudioException.class, () -> new NativeLibraries(taken).unpacked(RESOURCE));
        assertEquals("models.runtime.unpack", told.key());
        assertTrue(told.getMessage().contains(taken.toString()));
    }

    @Test
    void aNameThatIsNotOnTheClassPathIsAMistake() {
        assertThrows(
                IllegalStateException.class,
                () -> new NativeLibraries(folder).unpacked("/no/such/library.so"));
    }
}
