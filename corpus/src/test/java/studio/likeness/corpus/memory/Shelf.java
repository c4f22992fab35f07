package studio.likeness.corpus.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Document;
import studio.likeness.corpus.store.Provenance;

/// A persona's material without a database.
final class Shelf implements Source {
    private static final Provenance TEST = new Provenance("test", Instant.EPOCH, "test");
    private static final Path SAMPLE = Path.of("..", "packaging", "sample");

    private final List<Answer> answers = new ArrayList<>();
    private final List<Document> documents = new ArrayList<>();
    private final AtomicLong revision = new AtomicLong(1);

    static boolean hasSample() {
        return Files.exists(SAMPLE.resolve("answers.jsonl"));
    }

    static Shelf sample() {
        return sample(Integer.MAX_VALUE);
    }

    /// @param wordings at most so many of each answer
    static Shelf sample(int wordings) {
        var shelf = new Shelf();
        for (var line : lines(SAMPLE.resolve("answers.jsonl"))) {
            var json = json(line);
            shelf.put(
                    json.get("id").asText(),
                    json.get("language").asText(),
                    json.get("reply").asText(),
                    StreamSupport.stream(json.get("questions").spliterator(), false)
                            .limit(wordings)
                            .map(JsonNode::asText)
                            .toArray(String[]::new));
        }
        try (var diary = Files.list(SAMPLE.resolve("diary"))) {
            diary.sorted().forEach(shelf::addMarkdown);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return shelf;
    }

    static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addMarkdown(Path file) {
        var text = String.join("\n", lines(file));
        int end = text.indexOf("\n---", 3);
        var title = text.substring(text.indexOf("title:") + 6, text.indexOf("\ndate:")).strip();
        var body = text.substring(end + 4).strip().split("\n\\s*\n");
        add(title, languageOf(text), body);
    }

    private static String languageOf(String text) {
        return Memory.languageOf(text);
    }

    Shelf put(String id, String language, String reply, String... questions) {
        answers.removeIf(answer -> answer.id().equals(id));
        answers.add(
                new Answer(
                        id,
                        language,
                        "",
                        Optional.of(LocalDate.of(2020, 5, 17)),
                        List.of(questions),
                        reply,
                        Optional.empty(),
                        TEST));
        revision.incrementAndGet();
        return this;
    }

    Shelf add(String title, String language, String... passages) {
        var numbered =
                IntStream.range(0, passages.length)
                        .mapToObj(i -> new Document.Passage("p" + i, passages[i]))
                        .toList();
        documents.add(new Document(title, title, language, Optional.empty(), numbered, TEST));
        revision.incrementAndGet();
        return this;
    }

    Shelf remove(String id) {
        answers.removeIf(answer -> answer.id().equals(id));
        documents.removeIf(document -> document.id().equals(id));
        revision.incrementAndGet();
        return this;
    }

    @Override
    public long revision() {
        return revision.get();
    }

    @Override
    public List<Answer> answers() {
        return List.copyOf(answers);
    }

    @Override
    public Optional<Answer> answer(String id) {
        return answers.stream().filter(answer -> answer.id().equals(id)).findFirst();
    }

    @Override
    public List<Document> documents() {
        return List.copyOf(documents);
    }
}
