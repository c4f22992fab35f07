package studio.likeness.corpus.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.CancellationException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;

class ArchiveTest {
    @TempDir Path scratch;
    PersonaStore here;
    PersonaStore there;
    Persona ada;
    Path archive;

    @BeforeEach
    void export() throws IOException {
        here = Given.store(scratch.resolve("here"));
        there = Given.store(scratch.resolve("there"));
        ada = Given.full(here, scratch.resolve("files"));
        archive = scratch.resolve("out/ada.likeness");
        here.export("ada", archive, Progress.none());
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    @Test
    void arrivesElsewhereWholeAndCanBeUsedThere() {
        assertEquals(ada, there.importArchive(archive, Progress.none()));

        try (var original = here.open("ada");
                var copy = there.open("ada")) {
            assertEquals(original.answers(), copy.answers());
            assertEquals(original.documents(), copy.documents());
            assertEquals(original.media(), copy.media());
            assertEquals(original.statistics(), copy.statistics());
            assertEquals(original.revision(), copy.revision());
            assertEquals(List.of(), copy.problems());
            assertEquals(List.of(), copy.orphans());
            copy.restore(List.of("zh-3"));
            assertEquals(4, copy.answers().size());
            copy.put(Given.answer("And now?", "Here."));
        }
        assertEquals(List.of(), there.problems());
    }

    @Test
    void exportsTheSameBytesAgainAfterAnImportElsewhere() throws IOException {
        there.importArchive(archive, Progress.none());
        there.open("ada").close();
        var again = scratch.resolve("again.likeness");
        there.export("ada", again, Progress.none());

        assertArrayEquals(Files.readAllBytes(archive), Files.readAllBytes(again));
    }

    @Test
    void exportsTheSameBytesInAnotherTimeZoneAndAfterReopening() throws IOException {
        var zone = TimeZone.getDefault();
        here.close();
        var again = scratch.resolve("again.likeness");
        try (var reopened = Given.store(scratch.resolve("here"))) {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            reopened.export("ada", again, Progress.none());
        } finally {
            TimeZone.setDefault(zone);
        }
        assertArrayEquals(Files.readAllBytes(archive), Files.readAllBytes(again));
    }

    @Test
    void keepsMediaAsTheyAreAndPacksTheRest() throws IOException {
        try (var zip = new ZipFile(archive.toFile())) {
            var entries = new ArrayList<ZipEntry>();
            zip.stream().forEach(entries::add);
            for (var entry : entries) {
                assertEquals(
                        entry.getName().startsWith("media/") ? ZipEntry.STORED : ZipEntry.DEFLATED,
                        entry.getMethod(),
                        entry.getName());
            }
            var names = entries.stream().map(ZipEntry::getName).toList();
            assertEquals("manifest.json", names.getFirst());
            assertEquals(
                    names.subList(1, names.size()).stream().sorted().toList(),
                    names.subList(1, names.size()));
            assertEquals(6, names.size(), names::toString);
        }
    }

    @Test
    void exportsWhatIsThereWhileOthersWrite() throws IOException {
        var during = scratch.resolve("during.likeness");
        try (var corpus = here.open("ada")) {
            here.export("ada", during, (_, _, _) -> corpus.put(Given.answer("While?", "Yes.")));
            assertTrue(corpus.answers().size() > 3);
        }
        assertArrayEquals(Files.readAllBytes(archive), Files.readAllBytes(during));
    }

    @Test
    void givesANewIdentifierWhenItsOwnIsTaken() {
        var copy = here.importArchive(archive, Progress.none());

        assertEquals("ada-2", copy.id());
        assertEquals(List.of(), here.problems());
        try (var original = here.open("ada");
                var second = here.open("ada-2")) {
            assertEquals(original.answers(), second.answers());
            second.put(Given.answer("Only here?", "Yes."));
            assertNotEquals(original.answers(), second.answers());
        }
    }

    @Test
    void survivesDeletingAndImportingAgain() throws IOException {
        here.delete("ada");
        assertEquals(ada, here.importArchive(archive, Progress.none()));
        var again = scratch.resolve("again.likeness");
        here.export("ada", again, Progress.none());

        assertArrayEquals(Files.readAllBytes(archive), Files.readAllBytes(again));
    }

    @Test
    void aCancelledExportLeavesTheOldFile() throws IOException {
        Files.writeString(archive, "old");
        for (int steps = 0; steps < 8; steps++) {
            assertThrows(
                    CancellationException.class,
                    cancelling(steps, progress -> here.export("ada", archive, progress))::run);
        }
        assertEquals("old", Files.readString(archive));
        assertEquals(List.of("ada.likeness"), names(archive.resolveSibling(".")));
        assertEquals(
                List.of("consent", "corpus.db", "media", "memory", "persona.json"),
                names(scratch.resolve("here/personas/ada")));
    }

    @Test
    void aCancelledImportLeavesNothing() throws IOException {
        there.create(Given.persona("Bob"));
        var before = Given.tree(scratch.resolve("there"));
        for (int steps = 0; steps < 5; steps++) {
            assertThrows(
                    CancellationException.class,
                    cancelling(steps, progress -> there.importArchive(archive, progress))::run);
        }
        assertEquals(before, Given.tree(scratch.resolve("there")));
    }

    @Test
    void tellsHowFarItIs() {
        var steps = new ArrayList<Long>();
        here.export(
                "ada",
                archive,
                (done, total, _) -> {
                    steps.add(done);
                    assertTrue(done <= total, () -> done + " of " + total);
                });
        assertEquals(steps.stream().sorted().toList(), steps);
    }

    @Test
    void refusesToExportADamagedMedium() throws IOException {
        try (var corpus = here.open("ada")) {
            var medium = corpus.media().getFirst();
            Files.writeString(corpus.file(medium), "x".repeat((int) medium.bytes()));
        }
        Files.writeString(archive, "old");

        assertEquals("corpus.store.mediumDamaged", refusedExport(archive));
        assertEquals("old", Files.readString(archive));
    }

    @Test
    void refusesToExportWithoutAllMedia() throws IOException {
        try (var corpus = here.open("ada")) {
            Files.delete(corpus.file(corpus.media().getFirst()));
        }

        assertEquals("corpus.store.mediumMissing", refusedExport(archive));
    }

    @Test
    void refusesToExportOntoAFolder() throws IOException {
        var folder = Files.createDirectory(scratch.resolve("folder"));

        assertEquals("corpus.store.exportIsFolder", refusedExport(folder));
    }

    @Test
    void refusesWhatTheDiskCannotHold() {
        var small = new Limits(1 << 20, 100, 200, () -> Limits.RESERVE + 1000);
        try (var full = Given.store(new Home(scratch.resolve("full")), small)) {
            var refused =
                    assertThrows(
                            StudioException.class,
                            () -> full.importArchive(archive, Progress.none()));

            assertEquals("corpus.store.archiveNoSpace", refused.key());
            assertEquals(List.of(), full.list());
        }
    }

    private String refusedExport(Path out) {
        return assertThrows(StudioException.class, () -> here.export("ada", out, Progress.none()))
                .key();
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder.normalize())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private interface Work {
        void with(Progress progress);
    }

    private static Runnable cancelling(int after, Work work) {
        var steps = new int[1];
        return () ->
                work.with(
                        (_, _, _) -> {
                            if (steps[0]++ >= after) {
                                throw new CancellationException();
                            }
                        });
    }
}
