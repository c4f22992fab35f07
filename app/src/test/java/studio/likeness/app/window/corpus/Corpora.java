package studio.likeness.app.window.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import studio.likeness.app.Studio;
import studio.likeness.app.window.sound.Sounds;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Consent;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.store.Provenance;
import studio.likeness.models.signal.Waveform;

/// Personas and answers for tests.
public final class Corpora {
    public static final Provenance FROM =
            new Provenance("file: test.csv, row 1", Instant.parse("2026-03-04T05:06:07Z"), "test");

    private Corpora() {}

    public static Persona persona(Studio studio, String name) {
        return studio.personas()
                .create(
                        new Persona.Draft(
                                name,
                                "",
                                "",
                                "",
                                List.of("zh", "en"),
                                new Consent(
                                        name,
                                        Consent.Basis.SELF,
                                        name,
                                        "",
                                        Instant.parse("2026-01-02T03:04:05Z"),
                                        "")));
    }

    public static Answer.Draft draft(String language, String topic, String question, String reply) {
        return new Answer.Draft(
                Optional.empty(),
                language,
                topic,
                Optional.of(LocalDate.of(2019, 5, 2)),
                List.of(question),
                reply,
                Optional.empty(),
                FROM);
    }

    /// An answer with two seconds of a swelling tone.
    public static Answer recorded(
            Corpus corpus, Sounds sounds, Path folder, String question, String reply)
            throws IOException {
        var samples = new float[2 * 16_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.7 * Math.sin(i / 5_000.0) * Math.sin(i * 0.08));
        }
        var file = Files.createTempFile(folder, "tone", ".wav");
        sounds.write(file, new Waveform(samples, 16_000));
        var media = corpus.addMedia(file, false, FROM);
        return corpus.put(
                new Answer.Draft(
                        Optional.empty(),
                        "en",
                        "work",
                        Optional.of(LocalDate.of(2019, 5, 2)),
                        List.of(question),
                        reply,
                        Optional.of(media),
                        FROM));
    }
}
