package studio.likeness.models.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.bench.SyntheticModel;
import studio.likeness.models.catalogue.Catalogue;
import studio.likeness.models.catalogue.Entry;
import studio.likeness.models.download.Downloads;
import studio.likeness.models.download.Route;
import studio.likeness.models.download.Wanted;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Job;
import studio.likeness.models.job.Job.State;
import studio.likeness.models.job.JobRunner;
import studio.likeness.models.job.JobStore;
import studio.likeness.models.library.Conversion.Options;
import studio.likeness.models.library.Library.Work.Task;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Prepared;

/// What the window and the commands do, one after the other, with a tiny model.
class LibraryTest {
    @TempDir Path root;
    private final Locale before = Locale.getDefault();
    private final AtomicReference<Optional<Path>> chosen = new AtomicReference<>(Optional.empty());
    private final List<Entry> entries = new ArrayList<>();
    private JobRunner jobs;
    private Library library;
    private Path tiny;

    @BeforeEach
    void open() throws IOException {
        Locale.setDefault(Locale.ENGLISH);
        var home = new Home(root.resolve("home"));
        var folders = new ModelFolders(home, chosen::get);
        jobs = new JobRunner(new JobStore(home.jobs()));
        library =
                new Library(
                        folders,
                        new Conversion(folders, "test"),
                        new Downloads(home, () -> Route.DIRECT),
                        jobs,
                        () -> new Catalogue(entries));
        tiny = root.resolve("Tiny Noise");
        try (var model = new SyntheticModel(SyntheticModel.Shape.TINY)) {
            model.write(tiny);
        }
    }

    @AfterEach
    void close() {
        jobs.close();
        Locale.setDefault(before);
    }

    private String done(Job job) throws InterruptedException {
        var end = job.await();
        assertEquals(State.DONE, end.state(), end::outcome);
        return end.outcome();
    }

    private List<String> ids() {
        return library.shelf().models().stream().map(ModelFolder::id).toList();
    }

    @Test
    void aModelComesIsCheckedGoesAndComesBack() throws Exception {
        assertTrue(done(library.add(tiny, Options.usual())).contains("tiny-noise"));
        assertEquals(List.of("tiny-noise"), ids());
        assertTrue(done(library.verify("tiny-noise")).contains("as it was made"));

        library.remove("tiny-noise");
        assertEquals(List.of(), ids());
        var removed = library.shelf().trash().getFirst();
        assertTrue(removed.bytes() > 10_000);
        library.restore("tiny-noise");
        assertEquals(List.of("tiny-noise"), ids());

        library.remove("tiny-noise");
        library.erase(library.shelf().trash().getFirst());
        assertEquals(List.of(), library.shelf().trash());
        assertEquals(
                List.of(Task.VERIFY, Task.ADD),
                library.work().stream().map(Library.Work::task).toList());
    }

    @Test
    void aDamagedModelIsToldWithTheFile() throws Exception {
        done(library.add(tiny, Options.usual()));
        Files.writeString(library.folder().resolve("tiny-noise/config.json"), "{}");

        var end = library.verify("tiny-noise").await();

        assertEquals(State.FAILED, end.state());
        assertTrue(end.outcome().contains("config.json"), end.outcome());
        assertTrue(end.outcome().contains("add it again"), end.outcome());
    }

    @Test
    void cancelledAddingLeavesNothing() throws Exception {
        var job = library.add(tiny, Options.usual());
        job.cancel();

        assertEquals(State.CANCELLED, job.await().state());
        assertEquals(List.of(), ids());
        assertEquals(List.of(), library.orphans());
        if (Files.exists(library.folder())) {
            try (var left = Files.list(library.folder())) {
                assertEquals(List.of(), left.toList());
            }
        }
    }

    @Test
    void movesWithProgressToAFolderOfTheUsers() throws Exception {
        done(library.add(tiny, Options.usual()));
        var target = root.resolve("disk");

        var outcome = done(library.move(target, folder -> chosen.set(Optional.of(folder))));

        assertTrue(outcome.contains(target.toString()), outcome);
        assertEquals(target, library.folder());
        assertEquals(List.of("tiny-noise"), ids());
        assertTrue(done(library.verify("tiny-noise")).contains("whole"));
        assertTrue(done(library.add(tiny, as8Bit())).contains("tiny-noise-2"));
        assertTrue(Files.isDirectory(target.resolve("tiny-noise-2")));
    }

    private static Options as8Bit() {
        return new Options(Optional.of(WeightChoice.EIGHT_BIT), Conversion.Precision.CPU, 0, "");
    }

    @Test
    void copiesForAnotherProcessorAreOrphansBesideTheOneInUse() throws Exception {
        done(library.add(tiny, Options.usual()));
        var model = library.shelf().models().getFirst();
        var copies = model.file(ModelFolder.PREPARED);
        Files.createDirectories(copies.resolve("onnxruntime-0.1-other"));
        Files.writeString(copies.resolve("onnxruntime-0.1-other/weights.bin"), "old");
        assertEquals(List.of(), library.orphans());

        // As opening makes it, which sweeps what lies there.
        Prepared.copy(model.file(ModelFolder.DECODER), copies);
        Files.createDirectories(copies.resolve("onnxruntime-0.1-other"));
        Files.writeString(copies.resolve("onnxruntime-0.1-other/weights.bin"), "old");
        var orphan = library.orphans().getFirst();
        assertEquals(Orphan.Kind.OLD_COPIES, orphan.kind());
        assertEquals(3, orphan.bytes());
        assertTrue(orphan.sentence().contains("tiny-noise"), orphan.sentence());
        library.erase(orphan);

        assertEquals(List.of(), library.orphans());
        assertFalse(Files.exists(orphan.path()));
        assertTrue(Prepared.find(copies).isPresent());
    }

    /// An entry whose files lie in the published folder.
    private Entry entry(Path stick) throws IOException {
        var files = new ArrayList<Wanted>();
        try (var all = Files.list(stick)) {
            for (var file : all.sorted().toList()) {
                files.add(
                        new Wanted(
                                URI.create("https://example.org/" + file.getFileName()),
                                file.getFileName().toString(),
                                OptionalLong.of(Files.size(file)),
                                Optional.empty()));
            }
        }
        return new Entry(
                "tiny-1",
                "Tiny One",
                URI.create("https://example.org/tiny"),
                Entry.Purpose.LANGUAGE_MODEL,
                "qwen2",
                94_784,
                new Entry.Licence("apache-2.0", "models.library.fact.licence"),
                files);
    }

    @Test
    void anEntryIsBroughtConvertedAndItsDownloadFreed() throws Exception {
        var entry = entry(tiny);
        entries.add(entry);

        var outcome = done(library.get(entry, Optional.of(tiny)));

        assertTrue(outcome.contains("was deleted"), outcome);
        assertTrue(outcome.contains("trusted"), outcome);
        assertEquals(Map.of(), library.fetched());
        assertEquals(List.of(), library.orphans());
        assertTrue(library.installed(entry, library.shelf().models()).isPresent());
        assertTrue(library.canUse(entry));
        assertTrue(library.fit(entry, new Machine(8L << 30, Optional.empty())).fits());
    }

    @Test
    void aKeptDownloadOfAnInstalledModelIsAnOrphan() throws Exception {
        var entry = entry(tiny);
        entries.add(entry);

        var outcome = done(library.get(entry, Optional.of(tiny), Library.Afterwards.KEEP));

        assertTrue(outcome.contains("stays in"), outcome);
        var orphan = library.orphans().getFirst();
        assertEquals(Orphan.Kind.DOWNLOAD, orphan.kind());
        assertTrue(orphan.bytes() > 100_000);
        library.erase(orphan);
        assertEquals(List.of(), library.orphans());
        assertEquals(Map.of(), library.fetched());
    }

    @Test
    void whatCannotBeUsedYetStaysAsItCame() throws Exception {
        var stick = Files.createDirectory(root.resolve("stick"));
        Files.writeString(stick.resolve("voice.txt"), "not yet");
        var entry = entry(stick);
        entries.add(entry);

        var outcome = done(library.get(entry, Optional.of(stick)));

        assertTrue(outcome.contains("not a model"), outcome);
        assertEquals(List.of(), library.orphans());
        assertEquals(
                Map.of(entry.id(), new Downloads.Kept(entry.id(), true, 7)), library.fetched());
        library.forget(entry);
        assertEquals(Map.of(), library.fetched());
    }
}
