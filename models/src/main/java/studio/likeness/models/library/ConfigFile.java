package studio.likeness.models.library;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import studio.likeness.models.job.StudioException;

/// Small JSON files that lie beside weights.
final class ConfigFile {
    static final String CONFIG = "config.json";
    static final String ADAPTER = "adapter_config.json";

    /// Far above any real one, far below what would hurt.
    private static final int LONGEST = 4 << 20;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ConfigFile() {}

    /// A missing node when there is no such file.
    ///
    /// @throws StudioException when it is no JSON object or absurdly long
    static JsonNode read(Path folder, String name) {
        var file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return MissingNode.getInstance();
        }
        try (var in = new FileInputStream(file.toFile())) {
            var bytes = in.readNBytes(LONGEST + 1);
            var tree = bytes.length > LONGEST ? null : MAPPER.readTree(bytes);
            if (tree == null || !tree.isObject()) {
                throw new StudioException("models.library.brokenConfig", name);
            }
            return tree;
        } catch (JacksonException e) {
            throw new StudioException(e, "models.library.brokenConfig", name);
        } catch (IOException e) {
            throw new StudioException(e, "models.library.unreadable", name);
        }
    }
}
