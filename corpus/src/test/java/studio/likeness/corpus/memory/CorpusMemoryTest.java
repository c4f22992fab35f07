package studio.likeness.corpus.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Consent;
import studio.likeness.corpus.store.Document;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.store.PersonaStore;
import studio.likeness.corpus.store.Provenance;
import studio.likeness.models.home.Home;

/// The memory of a persona on disk.
class CorpusMemoryTest {
    private static final Provenance TEST = new Provenance("test", Instant.EPOCH, "test");

    @TempDir Path home;

    private static Answer.Draft answer(String question, String reply) {
        return new Answer.Draft(
                Optional.empty(),
                Memory.languageOf(question),
                "",
                Optional.empty(),
                List.of(question),
                reply,
                Optional.empty(),
                TEST);
    }

    private static Persona.Draft persona() {
        var consent = new Consent("Ada", Consent.Basis.FICTIONAL, "nobody", "", Instant.EPOCH, "");
        return new Persona.Draft("Ada", "", "", "", List.of("zh", "en"), consent);
    }

    @Test
    void followsTheCorpusItWasOpenedOn() {
        try (var store = new PersonaStore(new Home(home))) {
            var id = store.create(persona()).id();
            try (var corpus = store.open(id);
                    var memory = Memory.open(corpus)) {
                assertInstanceOf(Selection.Nothing.class, memory.select("Where were you born?"));
                var put = corpus.put(answer("Where were you born?", "By the river."));
                var fits =
                        assertInstanceOf(
                                Selection.Fits.class, memory.select("where were you born"));
                assertEquals(put, fits.answer());

                corpus.add(
                        new Document.Draft(
                                "The kite",
                                "en",
                                Optional.empty(),
                                List.of("The kite had a tail of newspaper."),
                                TEST));
                assertInstanceOf(
                        Selection.Quotes.class, memory.select("What about the kite's tail?"));

                corpus.remove(List.of(put.id()));
                assertInstanceOf(Selection.Nothing.class, memory.select("Where were you born?"));
                corpus.restore(List.of(put.id()));
                assertInstanceOf(Selection.Fits.class, memory.select("Where were you born?"));
            }
        }
    }
}
