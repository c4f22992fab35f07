package studio.likeness.models.download;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// What is written down beside downloads, as JSON. One that lacks something is broken, so that
/// nobody meets a null later.
final class Note {
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
                    .build();

    private Note() {}

    /// @throws JsonProcessingException when it is broken
    static <T> T parse(String text, Class<T> type) throws JsonProcessingException {
        var tree = JSON.readTree(text);
        if (!tree.isObject()) {
            throw JsonMappingException.from(
                    tree.traverse(), "expected an object, found " + tree.getNodeType());
        }
        return JSON.treeToValue(tree, type);
    }

    static String text(Object note) throws JsonProcessingException {
        return JSON.writeValueAsString(note);
    }
}
