package studio.likeness.models.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Something people ask, in many wordings; or, without wordings, what nobody should be answered.
///
/// @param language `zh` or `en`
/// @param same wordings of one question
/// @param near questions that look like it and ask for something else
/// @param answer what answers it; empty where nobody wrote one
public record Intent(
        String name, String language, List<String> same, List<String> near, String answer) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Intent {
        same = List.copyOf(same);
        near = List.copyOf(near);
    }

    /// One JSON object per line: `intent`, `language`, `same`, `near`, `answer`; or `language` and
    /// `question`, for one that no life answers.
    public static List<Intent> read(Path file) throws IOException {
        var intents = new ArrayList<Intent>();
        for (var line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                intents.add(of(JSON.readTree(line)));
            }
        }
        return intents;
    }

    private static Intent of(JsonNode json) {
        if (json.has("question")) {
            var outside = List.of(json.path("question").asText());
            return new Intent("", json.path("language").asText(), List.of(), outside, "");
        }
        return new Intent(
                json.path("intent").asText(),
                json.path("language").asText(),
                texts(json.path("same")),
                texts(json.path("near")),
                json.path("answer").asText());
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }
}
