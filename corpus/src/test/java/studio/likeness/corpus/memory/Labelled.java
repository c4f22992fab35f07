package studio.likeness.corpus.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// A question somebody wrote, with the answer that should be played, or none.
///
/// @param answer empty when no recording fits
record Labelled(String question, String language, String answer) {
    static final List<String> SETS =
            List.of(
                    "calibration.jsonl", // by the selector's author, hard on purpose
                    "dev.jsonl", // by somebody who saw only the replies
                    "dev1.jsonl", // likewise; was the first blind set
                    "dev2.jsonl", // likewise
                    "dev3.jsonl", // by the selector's author, from the replies
                    "dev4.jsonl", // likewise; about details of the replies, or one detail more
                    "dev5.jsonl"); // as dev.jsonl; was the second blind set

    /// As dev.jsonl; was the third blind set. The weights of words were not fitted on it.
    static final String THIRD = "dev6.jsonl";

    /// By people who saw only the replies, as blind sets are.
    static final List<String> FROM_REPLIES =
            List.of("dev.jsonl", "dev1.jsonl", "dev2.jsonl", "dev5.jsonl", THIRD);

    static List<String> all() {
        return Stream.concat(SETS.stream(), Stream.of(THIRD)).toList();
    }

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
