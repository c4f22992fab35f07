package studio.likeness.models.voice.cloning;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import studio.likeness.models.job.StudioException;

/// Records as small JSON files of a model folder.
final class SettingsFile {
    /// What lacks a field is told with its name, not met as a null later.
    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .build();

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
        } catch (JacksonException | IllegalArgumentException e) {
            throw new StudioException(e, "models.voice.cloning.broken", file.getFileName());
        } catch (IOException e) {
            throw new StudioException(
                    e,
                    "models.voice.cloning.missing",
                    file.getFileName(),
                    String.valueOf(file.toAbsolutePath().getParent()));
        }
    }
}
