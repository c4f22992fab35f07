package studio.likeness.models.worker;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.job.StudioException;

/// What parent and child tell each other: a JSON object a line.
sealed interface Message {
    ObjectMapper MAPPER = new ObjectMapper();

    record Progressed(long done, long total, String doing) implements Message {}

    record Result(JsonNode value) implements Message {}

    /// What the user should know.
    record Told(String key, List<Object> args) implements Message {
        StudioException exception() {
            return new StudioException(key, args.toArray());
        }
    }

    /// The child has no memory left; it ends.
    record Exhausted() implements Message {}

    /// A fault of the program, with its trace.
    record Fault(String trace) implements Message {}

    static String order(String task, JsonNode order) {
        var json = MAPPER.createObjectNode();
        json.put("task", task);
        json.set("order", order);
        return line(json);
    }

    /// @return empty when the line is something else, which a native library may have printed
    static Optional<Message> read(String line) {
        if (!line.startsWith("{\"worker\":")) {
            return Optional.empty();
        }
        try {
            var json = MAPPER.readTree(line);
            return switch (json.path("worker").asText()) {
                case "progress" ->
                        Optional.of(
                                new Progressed(
                                        json.path("done").asLong(),
                                        json.path("total").asLong(),
                                        json.path("doing").asText()));
                case "result" -> Optional.of(new Result(json.path("value")));
                case "told" -> Optional.of(new Told(json.path("key").asText(), args(json)));
                case "exhausted" -> Optional.of(new Exhausted());
                case "fault" -> Optional.of(new Fault(json.path("trace").asText()));
                default -> Optional.empty();
            };
        } catch (JacksonException e) {
            return Optional.empty(); // cut short where the child died; its end is told elsewhere
        }
    }

    private static List<Object> args(JsonNode json) {
        var args = new ArrayList<Object>();
        for (var arg : json.path("args")) {
            args.add(
                    arg.isIntegralNumber()
                            ? (Object) arg.asLong()
                            : arg.isNumber() ? (Object) arg.asDouble() : arg.asText());
        }
        return args;
    }

    default String line() {
        var json = MAPPER.createObjectNode();
        switch (this) {
            case Progressed(var done, var total, var doing) ->
                    json.put("worker", "progress")
                            .put("done", done)
                            .put("total", total)
                            .put("doing", doing);
            case Result(var value) -> json.put("worker", "result").set("value", value);
            case Told(var key, var args) -> {
                var list = json.put("worker", "told").put("key", key).putArray("args");
                for (var arg : args) {
                    switch (arg) {
                        case Integer number -> list.add(number);
                        case Long number -> list.add(number);
                        case Number number -> list.add(number.doubleValue());
                        default -> list.add(String.valueOf(arg));
                    }
                }
            }
            case Exhausted() -> json.put("worker", "exhausted");
            case Fault(var trace) -> json.put("worker", "fault").put("trace", trace);
        }
        return line(json);
    }

    private static String line(JsonNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
