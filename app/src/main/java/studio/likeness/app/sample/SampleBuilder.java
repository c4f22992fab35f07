package studio.likeness.app.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import studio.likeness.app.Studio;
import studio.likeness.corpus.imports.Importer;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Consent;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.corpus.store.Media;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.store.Provenance;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.voice.SystemVoice;

/// Makes the sample persona: reads its texts, has every reply spoken by the system's voice, packs
/// it. The recordings say that a machine made them.
public final class SampleBuilder {
    private static final ObjectMapper JSON = new ObjectMapper();
    // So that building it again gives the same rows.
    private static final Instant WRITTEN =
            LocalDate.of(2026, 11, 22).atStartOfDay().toInstant(ZoneOffset.UTC);
    private static final String BY = "Likeness " + Studio.VERSION + ", sample builder";

    private final Studio studio;

    /// @param studio of a home that has no sample yet
    public SampleBuilder(Studio studio) {
        this.studio = studio;
    }

    /// @param texts the folder with `persona.json`, `answers.jsonl` and `diary/`
    public void build(Path texts, Path out, Progress progress)
            throws IOException, InterruptedException {
        var persona = create(JSON.readTree(texts.resolve("persona.json").toFile()));
        var corpus = studio.corpus(persona.id());
        var lines = Files.readAllLines(texts.resolve("answers.jsonl"));
        var drafts = new ArrayList<Answer.Draft>();
        try (var voice =
                SystemVoice.find().orElseThrow(() -> new StudioException("app.sample.noVoice"))) {
            for (var line : lines) {
                progress.at(drafts.size(), lines.size(), "app.sample.speaking");
                drafts.add(draft(JSON.readTree(line), corpus, voice));
            }
        }
        corpus.put(drafts);
        var outcome = new Importer(corpus).add(List.of(texts.resolve("diary")), progress);
        if (!outcome.refused().isEmpty()) {
            throw new StudioException("app.sample.refused", outcome.refused().getFirst().note());
        }
        studio.personas().export(persona.id(), out, progress);
    }

    private Persona create(JsonNode card) {
        var consent =
                new Consent(
                        card.path("name").asText(),
                        Consent.Basis.FICTIONAL,
                        "",
                        "Written for Likeness; nobody real.",
                        WRITTEN,
                        "");
        var created =
                studio.personas()
                        .create(
                                new Persona.Draft(
                                        Studio.SAMPLE,
                                        card.path("nameEn").asText(),
                                        both(card.path("summary")),
                                        both(card.path("manner")),
                                        List.of("zh", "en"),
                                        consent));
        return studio.personas().update(created.asSample(card.path("name").asText(), "yueqiao"));
    }

    private static String both(JsonNode texts) {
        return texts.path("zh").asText() + "\n" + texts.path("en").asText();
    }

    private static Answer.Draft draft(JsonNode line, Corpus corpus, SystemVoice voice)
            throws IOException, InterruptedException {
        var questions =
                StreamSupport.stream(line.path("questions").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
        var language = line.path("language").asText();
        var reply = line.path("reply").asText();
        return new Answer.Draft(
                Optional.of(line.path("id").asText()),
                language,
                line.path("topic").asText(),
                Optional.of(LocalDate.parse(line.path("date").asText())),
                questions,
                reply,
                Optional.of(speak(reply, language, corpus, voice)),
                new Provenance("packaging/sample/answers.jsonl", WRITTEN, BY));
    }

    private static Media speak(String reply, String language, Corpus corpus, SystemVoice voice)
            throws IOException, InterruptedException {
        var file = Files.createTempFile("sample", ".opus");
        try {
            SoundFile.write(
                    voice.say(reply, language),
                    file,
                    SoundFile.Kind.OPUS,
                    Map.of("comment", "synthetic voice: " + voice.name()));
            return corpus.addMedia(
                    file, true, new Provenance("synthetic: " + voice.name(), WRITTEN, BY));
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
