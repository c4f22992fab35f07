package studio.likeness.models.modelfolder;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import studio.likeness.models.home.AtomicFile;

/// Lies in both folders while models move from one to the other, so that what a killed process left
/// is told from what a user put there. Whichever folder is in use, the other one is what is left.
record MoveNote(Path from, Path to) {
    static final String NAME = ".move.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    static Optional<MoveNote> in(Path folder) {
        var file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            var note = JSON.readTree(file.toFile());
            return Optional.of(
                    new MoveNote(
                            Path.of(note.path("from").asText()),
                            Path.of(note.path("to").asText())));
        } catch (JacksonException e) {
            return Optional.empty(); // it is replaced whole, so somebody else wrote this
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void write() throws IOException {
        var note = JSON.createObjectNode();
        note.put("from", from.toString());
        note.put("to", to.toString());
        var text = JSON.writeValueAsString(note) + "\n";
        AtomicFile.write(from.resolve(NAME), text);
        AtomicFile.write(to.resolve(NAME), text);
    }

    /// The folder that is not in use.
    Path left(Path inUse) {
        return inUse.equals(to) ? from : to;
    }
}
