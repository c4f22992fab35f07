package studio.likeness.corpus.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;

/// Every hostile archive ends in its own sentence, and the whole home is as it was.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileArchiveTest {
    @TempDir static Path scratch;
    SoundArchive sound;
    Home home;
    PersonaStore store;

    @BeforeAll
    void fillAStore() throws IOException {
        sound = new SoundArchive(Files.createDirectory(scratch.resolve("hostile")));
        home = new Home(scratch.resolve("home"));
        store = store(home);
        Given.full(store, scratch.resolve("files"));
    }

    @AfterAll
    void close() {
        store.close();
    }

    // Limits small enough for a test to exceed.
    private static PersonaStore store(Home home) {
        return Given.store(home, new Limits(8 << 20, 100, 200, () -> 1L << 40));
    }

    List<Hostile> hostile() throws IOException, SQLException {
        var databases = new HostileDatabases(sound, scratch.resolve("hostile"));
        return Stream.of(
                        new HostileZips(sound).all(),
                        new HostileNames(sound).all(),
                        new HostileManifests(sound).all(),
                        databases.all(),
                        new HostilePersonas(sound).all())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void refusesAndChangesNothing(Hostile hostile) throws IOException {
        var archive = Files.write(scratch.resolve("hostile.likeness"), hostile.bytes());
        var before = tree();

        var refused =
                assertThrows(
                        StudioException.class, () -> store.importArchive(archive, Progress.none()));

        assertEquals(hostile.key(), refused.key(), refused.toString());
        assertEquals(before, tree());
        assertEquals(List.of(), store.problems());
        for (var locale : List.of(Locale.ENGLISH, Locale.CHINESE)) {
            var sentence = Words.say(locale, refused.key(), "a.likeness", "b", "c");
            assertFalse(sentence.isBlank() || sentence.contains("%"), sentence);
        }
    }

    /// Everything around the archive too: nothing may be written outside the home either.
    private Map<String, String> tree() throws IOException {
        return Given.tree(scratch);
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertEquals(
                "corpus.store.archiveMissing",
                assertThrows(
                                StudioException.class,
                                () -> store.importArchive(scratch.resolve("no"), Progress.none()))
                        .key());
    }

    @Test
    void takesTheSoundArchivesThatTheHostileOnesAreMadeFrom() throws IOException {
        try (var other = store(new Home(scratch.resolve("other")))) {
            for (var bytes : List.of(sound.bytes(), sound.repacked())) {
                var archive = Files.write(scratch.resolve("sound.likeness"), bytes);
                other.importArchive(archive, Progress.none());
            }
            assertEquals(2, other.list().size());
            assertEquals(List.of(), other.problems());
        }
    }
}
