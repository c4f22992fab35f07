package studio.likeness.models.voice.cloning;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import studio.likeness.models.job.StudioException;

/// Records as small JSON files of a model folder.
final class SettingsFile {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SettingsFile() {}

    static void write(Path file, Object settings) throws IOException {
        MAPPER.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), settings);
    }

    /// @throws StudioException when it is missing or damaged
    static <T> T read(Path file, Class<T> type) {
        try {
            var settings = MAPPER.readValue(Files.readString(file), type);
            if (settings == null) {
                throw new StudioException("models.voice.cloning.broken", file.getFileName());
            }
            return settings;
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new StudioException(e, "models.voice.cloning.broken", file.getFileName());
        } catch (IOException e) {
            throw new StudioException(
                    e, "models.voice.cloning.missing", file.getFileName(), file.getParent());
        }
    }
}
