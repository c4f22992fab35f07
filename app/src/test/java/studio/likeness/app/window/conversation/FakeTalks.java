package studio.likeness.app.window.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import studio.likeness.app.window.Ui;
import studio.likeness.corpus.memory.Finds;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Media;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.store.Provenance;
import studio.likeness.models.job.StudioException;

/// Talks with the sample persona's real answers, without a studio behind them.
public final class FakeTalks implements Talks {
    public final FakeHearing hearing = new FakeHearing();
    public final List<FakeTalk> opened = new ArrayList<>();
    public List<Answer> answers = sample();
    public Optional<StudioException> refusal = Optional.empty();

    public BrainPlace place = new BrainPlace.Processor(true);
    public int recordingsOnly;

    public FakeTalk last() {
        return opened.getLast();
    }

    @Override
    public Talk open(Persona persona) {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        opened.add(new FakeTalk());
        return last();
    }

    @Override
    public Talk openRecordings(Persona persona) {
        recordingsOnly++;
        return open(persona);
    }

    @Override
    public BrainPlace place(Persona persona) {
        return place;
    }

    @Override
    public Finds finds(Persona persona) {
        return Finds.WORDS_AND_MEANING;
    }

    @Override
    public List<Answer> answers(Persona persona) {
        return answers;
    }

    public ConversationTab tab(Ui ui) {
        return new ConversationTab(ui, this, hearing);
    }

    public Answer answer(String id) {
        return answers.stream().filter(a -> a.id().equals(id)).findFirst().orElseThrow();
    }

    private static List<Answer> sample() {
        var json = new ObjectMapper();
        try (var lines = Files.lines(Path.of("../packaging/sample/answers.jsonl"))) {
            return lines.map(line -> answer(read(json, line))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(ObjectMapper json, String line) {
        try {
            return json.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer answer(JsonNode line) {
        var made = new Provenance("synthetic: espeak-ng", Instant.EPOCH, "sample");
        var sound =
                new Media("0".repeat(64), "opus", "sound", Duration.ofSeconds(9), 9000, true, made);
        return new Answer(
                line.path("id").asText(),
                line.path("language").asText(),
                line.path("topic").asText(),
                Optional.of(LocalDate.parse(line.path("date").asText())),
                StreamSupport.stream(line.path("questions").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList(),
                line.path("reply").asText(),
                Optional.of(sound),
                made);
    }
}
