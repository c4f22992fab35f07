package studio.likeness.models.speech;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.job.StudioException;

/// What a model folder keeps of a Whisper beside its graphs: `speech.json`.
///
/// @param alignmentHeads in the order in which the alignment graph gives them
public record WhisperSettings(Whisper.Dims dims, List<AlignmentHead> alignmentHeads) {
    public static final String FILE = "speech.json";

    /// What lacks a field is told with its name, not met as a null later.
    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
                    .build();

    private static final int MOST = 1 << 16;

    public WhisperSettings {
        alignmentHeads = List.copyOf(alignmentHeads);
        // By layer, as the graph gathers them.
        alignmentHeads =
                alignmentHeads.stream()
                        .sorted(
                                java.util.Comparator.comparingInt(AlignmentHead::layer)
                                        .thenComparingInt(AlignmentHead::head))
                        .toList();
    }

    void write(Path folder) throws IOException {
        MAPPER.writerWithDefaultPrettyPrinter().writeValue(folder.resolve(FILE).toFile(), this);
    }

    /// @throws StudioException when it is missing or damaged
    static WhisperSettings read(Path folder) {
        try {
            var text = Files.readString(folder.resolve(FILE));
            var settings =
                    Optional.ofNullable(MAPPER.readValue(text, WhisperSettings.class))
                            .orElseThrow(
                                    () ->
                                            new StudioException(
                                                    "models.speech.brokenSettings", FILE));
            var dims = settings.dims();
            if (dims.audioContext() < 1 || dims.audioContext() > MOST || dims.mels() < 1) {
                throw new StudioException("models.speech.brokenSettings", FILE);
            }
            return settings;
        } catch (JacksonException | IllegalArgumentException e) {
            throw new StudioException(e, "models.speech.brokenSettings", FILE);
        } catch (IOException e) {
            throw new StudioException(e, "models.speech.noSettings", folder.getFileName());
        }
    }
}
