package studio.likeness.models.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import studio.likeness.models.home.FileTree;

/// A folder for the files of one comparison; closing removes it.
final class Scratch implements AutoCloseable {
    private final Path folder;

    Scratch() {
        try {
            folder = Files.createTempDirectory("likeness-parity");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        try {
            FileTree.erase(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
