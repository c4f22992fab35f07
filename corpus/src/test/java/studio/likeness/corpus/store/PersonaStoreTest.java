package studio.likeness.corpus.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.likeness.models.job.Stages;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.chat.Sampling;

class PersonaStoreTest {
    @TempDir Path root;
    PersonaStore store;

    @BeforeEach
    void open() {
        store = Given.store(root);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Ada Bloom, ada-bloom",
        "Zoë  O'Brien, zoe-o-brien",
        "岳桥, persona-[a-z2-7]{4}",
        "岳桥 Yue, yue",
        "con, persona-con",
        "../../etc, etc",
        "---, persona-[a-z2-7]{4}",
    })
    void namesTheFolderAfterThePersonWhereAsciiCan(String name, String id) {
        var persona = store.create(Given.persona(name));

        assertTrue(persona.id().matches(id), persona.id());
        assertEquals(List.of(persona), store.list());
        assertTrue(Files.isDirectory(root.resolve("personas").resolve(persona.id())));
    }

    @Test
    void givesEachItsOwnIdentifier() {
        var ids =
                List.of(
                        store.create(Given.persona("Ada")).id(),
                        store.create(Given.persona("Ada")).id(),
                        store.create(Given.persona("ADA!")).id());

        assertEquals(List.of("ada", "ada-2", "ada-3"), ids);
    }

    @Test
    void keepsAPersonaFieldByField() {
        var persona = store.create(Given.persona("Ada"));
        store.close();

        try (var again = Given.store(root)) {
            assertEquals(List.of(persona), again.list());
        }
    }

    @Test
    void keepsWhatItIsToldToAModelAndWithWhatItThinks() {
        var card = new Card("as she was in 1968", "that she has met you", "child");
        var numbers = new Sampling(0.4, 30, 0.8, 0.05, 1.1, 0.2, 0.1, OptionalLong.of(7));
        var brain =
                new BrainChoice(
                        BrainChoice.Kind.MODEL,
                        "qwen-small",
                        false,
                        BrainChoice.Temperament.CALM,
                        Optional.of(numbers));
        var id = store.create(Given.persona("Ada")).id();
        store.update(store.find(id).withCard(card).withBrain(brain));
        store.close();

        try (var again = Given.store(root)) {
            assertEquals(card, again.find(id).card());
            assertEquals(brain, again.find(id).brain());
        }
    }

    @Test
    void readsAPersonaOfAnEarlierVersion() throws IOException {
        var id = store.create(Given.persona("Ada")).id();
        var file = root.resolve("personas").resolve(id).resolve("persona.json");
        var json = (ObjectNode) Json.MAPPER.readTree(file.toFile());
        json.remove(List.of("card", "brain"));
        Files.writeString(file, json.toString());
        store.close();

        try (var again = Given.store(root)) {
            assertEquals(Card.EMPTY, again.find(id).card());
            assertEquals(BrainChoice.ARCHIVE, again.find(id).brain());
        }
    }

    @ParameterizedTest
    @CsvSource({"kind, ROBOT", "temperament, ''", "model, null"})
    void refusesAPersonaWhoseBrainMeansNothing(String field, String value) throws IOException {
        var id = store.create(Given.persona("Ada")).id();
        var file = root.resolve("personas").resolve(id).resolve("persona.json");
        var json = (ObjectNode) Json.MAPPER.readTree(file.toFile());
        ((ObjectNode) json.path("brain")).set(field, Json.MAPPER.readTree(quoted(value)));
        Files.writeString(file, json.toString());

        assertEquals(List.of(), store.list());
        assertEquals(id, store.problems().getFirst().where().getFileName().toString());
    }

    private static String quoted(String value) {
        return value.equals("null") ? value : '"' + value + '"';
    }

    @Test
    void refusesAPersonaWithoutConsent() {
        for (var blank :
                List.of(
                        new Consent("", Consent.Basis.SELF, "Ada", "", Given.AT, ""),
                        new Consent("Ada", Consent.Basis.FAMILY, " ", "", Given.AT, ""))) {
            var draft = Given.persona("Ada");
            assertEquals("corpus.store.noConsent", refusal(() -> store.create(with(draft, blank))));
        }
        assertEquals(List.of(), store.list());

        store.create(
                with(
                        Given.persona("Nobody"),
                        new Consent("", Consent.Basis.FICTIONAL, "", "", Given.AT, "")));
        assertEquals(1, store.list().size());
    }

    @Test
    void findsByIdentifierNameOrAlias() {
        var draft = Given.persona("岳桥");
        var yue =
                store.create(
                        new Persona.Draft(
                                draft.name(),
                                "Grandma Yue",
                                "",
                                "",
                                draft.languages(),
                                draft.consent()));

        assertEquals(yue, store.find(yue.id()));
        assertEquals(yue, store.find("岳桥"));
        assertEquals(yue, store.find("grandma yue"));
    }

    @Test
    void namesThoseThereAreWhenThereIsNoSuchPersona() {
        assertEquals("corpus.store.noPersonas", refusal(() -> store.find("Bob")));
        store.create(Given.persona("Ada"));

        var none = assertThrows(StudioException.class, () -> store.find(""));
        assertTrue(none.toString().contains("ada (Ada)"), none.toString());
        for (var id : List.of("bob", "..", "../personas/ada", "")) {
            assertEquals("corpus.store.noPersona", refusal(() -> store.open(id)));
            assertEquals("corpus.store.noPersona", refusal(() -> store.delete(id)));
        }
    }

    @Test
    void asksWhichOfTwoWithTheSameName() {
        store.create(Given.persona("Ada"));
        store.create(Given.persona("Ada"));

        assertEquals("ada", store.find("ada").id());
        assertEquals("corpus.store.manyPersonas", refusal(() -> store.find("ADA")));
    }

    @Test
    void showsTheOthersWhenOneIsBroken() throws IOException {
        var ada = store.create(Given.persona("Ada"));
        Given.file(root.resolve("personas/broken/persona.json"), "{\"format\": 1, \"id\": ");
        Given.file(root.resolve("personas/newer/persona.json"), "{\"format\": 2}");
        Files.createDirectories(root.resolve("personas/empty"));
        var moved = store.create(Given.persona("Moved"));
        Files.move(root.resolve("personas/moved"), root.resolve("personas/renamed"));
        var lost = store.create(Given.persona("Lost"));
        Files.delete(root.resolve("personas/lost/corpus.db"));

        assertEquals(List.of(ada), store.list());
        assertEquals(
                List.of("broken", "empty", "lost", "newer", "renamed"),
                store.problems().stream()
                        .map(problem -> problem.where().getFileName().toString())
                        .toList());
        assertEquals(moved.name() + lost.name(), "MovedLost");
    }

    @Test
    void neverShowsAPersonaThatWasHalfMadeAndSweepsIt() throws IOException {
        var half = Given.file(root.resolve("personas/.new-aaaaaaaaaaaa/persona.json"), "{");
        assertEquals(List.of(), store.list());
        assertEquals(List.of(), store.problems());

        Given.store(root).close();

        assertTrue(Files.notExists(half.getParent()));
    }

    @Test
    void updatesInPlaceAndTellsTheOpenCorpus() {
        var ada = store.create(Given.persona("Ada"));
        try (var corpus = store.open(ada.id())) {
            var changed = store.update(named(ada, "Ada Lovelace"));

            assertEquals("ada", changed.id());
            assertEquals(ada.created(), changed.created());
            assertEquals(changed, store.find("ada"));
            assertEquals(changed, corpus.persona());
        }
    }

    @Test
    void keepsEveryConsentThatWasGiven() throws IOException {
        var ada = store.create(Given.persona("Ada"));
        store.update(named(ada, "Ada B."));
        var later = new Consent("Ada", Consent.Basis.FAMILY, "Her son", "", Given.AT, "");
        store.update(ada.withConsent(later));

        var records = root.resolve("personas/ada/consent");
        assertTrue(Files.readString(records.resolve("0001.json")).contains("SELF"));
        assertTrue(Files.readString(records.resolve("0002.json")).contains("Her son"));
        assertTrue(Files.notExists(records.resolve("0003.json")));
    }

    @Test
    void takesOnlyItsOwnMediaForAPortrait() throws IOException {
        var ada = store.create(Given.persona("Ada"));
        assertThrows(
                IllegalArgumentException.class,
                () -> store.update(ada.withPortrait("0".repeat(64))));
        try (var corpus = store.open("ada")) {
            var photo = Given.file(root.resolve("photo.png"), "a photo");
            var medium = corpus.addMedia(photo, false, Given.PROVENANCE);

            assertEquals(
                    medium.sha256(), store.update(ada.withPortrait(medium.sha256())).portrait());
        }
    }

    @Test
    void givesTheOpenCorpusUntilTheLastHolderCloses() {
        var id = store.create(Given.persona("Ada")).id();
        var first = store.open(id);
        var second = store.open(id);
        assertSame(first, second);

        second.close();
        first.put(Given.answer("One?", "1"));
        first.close();

        assertEquals("corpus.store.closed", refusal(first::answers));
        var third = store.open(id);
        assertNotSame(first, third);
        first.close(); // once too often; the new one is not his to close
        assertEquals(1, third.answers().size());
    }

    @Test
    void deletesIntoTheTrashAndRestores() {
        var ada = store.create(Given.persona("Ada"));
        Answer answer;
        try (var corpus = store.open("ada")) {
            answer = corpus.put(Given.answer("One?", "1"));
            store.delete("ada");
            assertEquals("corpus.store.closed", refusal(corpus::answers));
        }
        assertEquals(List.of(), store.list());
        assertEquals(List.of("Ada"), store.trash().stream().map(t -> t.name()).toList());

        assertEquals(ada, store.restore("ada"));

        assertEquals(List.of(ada), store.list());
        assertEquals(List.of(), store.trash());
        assertEquals(List.of(), store.problems());
        try (var corpus = store.open("ada")) {
            assertEquals(List.of(answer), corpus.answers());
        }
        assertEquals("corpus.store.notInTrash", refusal(() -> store.restore("ada")));
    }

    @Test
    void restoresUnderANewIdentifierWhenItsOwnIsTaken() {
        store.create(Given.persona("Ada"));
        store.delete("ada");
        var second = store.create(Given.persona("Ada"));

        var restored = store.restore("ada");

        assertEquals("ada-2", restored.id());
        assertEquals(List.of(restored, second), store.list());
        assertEquals(List.of(), store.problems());
    }

    @Test
    void restoresTheLatestOfThreeAndThenTheOthers() {
        for (var summary : List.of("first", "second", "third")) {
            var draft = Given.persona("Ada");
            store.create(
                    new Persona.Draft("Ada", "", summary, "", draft.languages(), draft.consent()));
            store.delete("ada");
        }
        assertEquals(3, store.trash().size());

        assertEquals("third", store.restore("Ada").summary());
        assertEquals("second", store.restore("ada").summary());
        assertEquals("first", store.restore("ada").summary());
    }

    @Test
    void deletesABrokenOneToo() throws IOException {
        Given.file(root.resolve("personas/broken/persona.json"), "{");

        store.delete("broken");

        assertEquals(List.of(), store.problems());
        assertEquals(Optional.of("broken"), store.trash().stream().findFirst().map(t -> t.id()));
        assertEquals("corpus.store.brokenPersona", refusal(() -> store.restore("broken")));
        assertEquals(1, store.trash().size());
    }

    @Test
    void findsAPersonaInTheTrashWhoseNoteWasNeverWritten() throws IOException {
        store.create(Given.persona("Ada"));
        store.delete("ada");
        try (var items = Files.list(root.resolve("trash"))) {
            Files.delete(items.findFirst().orElseThrow().resolve("trashed.json"));
        }

        assertEquals("Ada", store.restore("ada").name());
    }

    @Test
    void createsFromManyThreadsAtOnce() throws Exception {
        var ids = new ConcurrentLinkedQueue<String>();
        try (var scope = new Stages("create")) {
            for (int t = 0; t < 4; t++) {
                scope.start(
                        () -> {
                            for (int i = 0; i < 5; i++) {
                                var id = store.create(Given.persona("Ada")).id();
                                ids.add(id);
                                try (var corpus = store.open(id)) {
                                    corpus.put(Given.answer("One?", id));
                                }
                            }
                        });
            }
            scope.join();
        }
        assertEquals(20, ids.stream().distinct().count());
        assertEquals(20, store.list().size());
        assertEquals(List.of(), store.problems());
        for (var id : ids) {
            try (var corpus = store.open(id)) {
                assertEquals(id, corpus.answers().getFirst().reply());
            }
        }
    }

    @Test
    void ordersByAge() {
        var names = List.of("Zoe", "Bob", "Ada");
        names.forEach(name -> store.create(Given.persona(name)));

        assertEquals(names, store.list().stream().map(Persona::name).toList());
        assertNotEquals(names.stream().sorted().toList(), names);
    }

    private static Persona.Draft with(Persona.Draft d, Consent consent) {
        return new Persona.Draft(
                d.name(), d.alias(), d.summary(), d.manner(), d.languages(), consent);
    }

    private static Persona named(Persona p, String name) {
        return p.withName(name, p.alias());
    }

    private static String refusal(Runnable run) {
        return assertThrows(StudioException.class, run::run).key();
    }
}
