package studio.likeness.models.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.bench.SyntheticModel;
import studio.likeness.models.download.Downloads;
import studio.likeness.models.download.Route;
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
                        jobs);
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
}
