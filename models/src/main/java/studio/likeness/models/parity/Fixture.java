package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import studio.likeness.models.job.StudioException;

/// A file of figures that an original implementation gave.
record Fixture(Path file, JsonNode tree) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Fixture read(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new Fixture(file, JSON.readTree(in));
        } catch (IOException e) {
            throw new StudioException(e, "models.parity.unreadable", file);
        }
    }

    String name() {
        return file.getFileName().toString();
    }

    /// What it calls itself.
    String network() {
        return tree.path("network").asText(tree.path("about").asText("?"));
    }

    boolean has(String... fields) {
        for (var field : fields) {
            if (!tree.hasNonNull(field)) {
                return false;
            }
        }
        return true;
    }

    JsonNode at(String field) {
        return tree.path(field);
    }
}
