package studio.likeness.models.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
    @TempDir Path root;

    private Path link(Path at, Path to) {
        try {
            return Files.createSymbolicLink(at, to);
        } catch (IOException | UnsupportedOperationException e) {
            return Assumptions.abort("links cannot be made here: " + e);
        }
    }

    @Test
    void erasesAFolderWithAllThatIsInIt() throws IOException {
        var folder = root.resolve("a");
        Files.createDirectories(folder.resolve("b/c"));
        Files.writeString(folder.resolve("b/one"), "1");
        Files.writeString(folder.resolve("two"), "2");
        FileTree.erase(folder);
        assertFalse(Files.exists(folder));
    }

    @Test
    void erasesAFileAndDoesNotMissWhatIsNotThere() throws IOException {
        var file = Files.writeString(root.resolve("one"), "1");
        FileTree.erase(file);
        FileTree.erase(file);
        assertFalse(Files.exists(file));
    }

    @Test
    void leavesWhatALinkPointsTo() throws IOException {
        var outside = Files.createDirectory(root.resolve("outside"));
        var kept = Files.writeString(outside.resolve("kept"), "still here");
        var folder = Files.createDirectory(root.resolve("folder"));
        link(folder.resolve("link"), outside);
        var itself = link(root.resolve("itself"), outside);
        FileTree.erase(folder);
        FileTree.erase(itself);
        assertFalse(Files.exists(folder));
        assertFalse(Files.exists(itself, LinkOption.NOFOLLOW_LINKS));
        assertEquals("still here", Files.readString(kept));
    }
}
