package studio.likeness.corpus.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A question somebody wrote, with the answer that should be played, or none.
///
/// @param answer empty when no recording fits
record Labelled(String question, String language, String answer) {
    static List<Labelled> load(String resource) {
        try (var stream = Labelled.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Shelf::json)
                    .map(
                            json ->
                                    new Labelled(
                                            json.get("question").asText(),
                                            json.get("language").asText(),
                                            json.path("answerId").asText("")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAnswered() {
        return !answer.isEmpty();
    }
}
