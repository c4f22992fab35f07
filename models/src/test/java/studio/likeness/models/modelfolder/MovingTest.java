package studio.likeness.models.modelfolder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.modelfolder.Manifest.Kind;
import studio.likeness.models.modelfolder.Manifest.Licence;
import studio.likeness.models.modelfolder.Manifest.Source;
import studio.likeness.models.modelfolder.ModelFolders.LeftOver;

class MovingTest {
    @TempDir Path root;
    Path old;
    Path target;
    Optional<Path> chosen = Optional.empty();
    ModelFolders folders;

    @BeforeEach
    void fill() throws IOException {
        old = root.resolve("home/models");
        target = root.resolve("disk/models");
        folders = folders();
        make("alpha");
        make("beta");
        make("gone");
        folders.remove("gone");
    }

    /// As another process would open them.
    private ModelFolders folders() {
        return new ModelFolders(new Home(root.resolve("home")), () -> chosen);
    }

    private ModelFolder make(String id) throws IOException {
        try (var draft = folders.begin(id)) {
            Files.writeString(draft.path().resolve("decoder.onnx"), "graph of " + id);
            Files.createDirectories(draft.path().resolve("tokenizer"));
            Files.write(draft.path().resolve("tokenizer/tokenizer.json"), new byte[3 << 20]);
            return draft.publish(
                    new Manifest(
                            id,
                            id,
                            "qwen2",
                            Kind.LANGUAGE_MODEL,
                            Instant.parse("2026-01-02T03:04:05Z"),
                            new Source("/there", "safetensors", "ab"),
                            new Licence("", ""),
                            draft.files(Progress.none()),
                            Map.of(),
                            Optional.empty(),
                            Optional.empty(),
                            "",
                            "test"));
        }
    }

    private void choose(Path folder) {
        chosen = Optional.of(folder);
    }

    private List<String> ids() {
        return folders.list().stream().map(ModelFolder::id).sorted().toList();
    }

    private void assertAllSound() {
        assertEquals(List.of("alpha", "beta"), ids());
        for (var model : folders.list()) {
            assertEquals(List.of(), folders.verify(model, Progress.none()));
        }
    }

    private static Set<String> files(Path folder) throws IOException {
        try (var walk = Files.walk(folder)) {
            var names = new TreeSet<String>();
            walk.filter(Files::isRegularFile)
                    .forEach(f -> names.add(folder.relativize(f).toString()));
            return names;
        }
    }

    @Test
    void carriesModelsAndTrashAndErasesTheOldFolder() throws IOException {
        var doing = new HashSet<String>();

        var moved = folders.moveTo(target, this::choose, (_, _, what) -> doing.add(what));

        assertTrue(moved.erased());
        assertEquals(target, folders.folder());
        assertAllSound();
        assertTrue(ids().stream().allMatch(id -> Files.isDirectory(target.resolve(id))));
        assertEquals("gone", folders.trash().getFirst().id());
        assertEquals("gone", folders.restore("gone").id());
        assertFalse(Files.exists(old));
        assertEquals(List.of(), folders.leftOvers());
        assertTrue(
                doing.containsAll(
                        List.of("models.modelfolder.copying", "models.modelfolder.checkingCopy")));
    }

    @Test
    void carriesBackToTheStudiosOwnFolder() throws IOException {
        folders.moveTo(target, this::choose, Progress.none());

        folders.moveTo(old, this::choose, Progress.none());

        assertEquals(old, folders.folder());
        assertAllSound();
        assertEquals("gone", folders.trash().getFirst().id());
        assertFalse(Files.exists(target));
    }

    @Test
    void cancelledItLeavesEverythingAsItWas() throws IOException {
        var before = files(root);

        assertThrows(
                CancellationException.class,
                () -> folders.moveTo(target, this::choose, stopAfter(5)));

        assertEquals(before, files(root));
        assertEquals(Optional.empty(), chosen);
        assertAllSound();
    }

    private static Progress stopAfter(int steps) {
        var left = new int[] {steps};
        return (_, _, _) -> {
            if (left[0]-- == 0) {
                throw new CancellationException();
            }
        };
    }

    /// An [Error] leaves things as they lie, like a kill: nothing is tidied up.
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void killedAtAnyStepOneFolderIsWholeAndTheMoveCanBeGoneOnWith() throws IOException {
        for (int step = 0; chosen.isEmpty(); step++) {
            killAt(step);
            folders = folders();
            assertAllSound();
            if (chosen.isEmpty()) {
                var left = folders.leftOvers();
                assertEquals(
                        List.of(LeftOver.Kind.HALF_MOVED),
                        left.stream().map(LeftOver::kind).toList());
                assertEquals(target, left.getFirst().path());
            }
        }

        assertEquals(target, folders.folder());
        assertEquals(List.of(), folders.leftOvers());
    }

    private void killAt(int step) {
        var left = new int[] {step};
        try {
            folders.moveTo(
                    target,
                    this::choose,
                    (_, _, _) -> {
                        if (left[0]-- == 0) {
                            throw new Killed();
                        }
                    });
        } catch (Killed _) {
            // As asked.
        }
    }

    @Test
    void whatAKilledMoveLeftCanBeErased() throws IOException {
        killAt(6);
        var half = folders.leftOvers().getFirst();
        assertTrue(half.bytes() > 0);

        folders.erase(half);

        assertFalse(Files.exists(target));
        assertEquals(List.of(), folders.leftOvers());
        assertAllSound();
    }

    @Test
    void killedAfterTheChoiceTheOldFolderIsListedAndErased() throws IOException {
        try {
            folders.moveTo(
                    target,
                    folder -> {
                        choose(folder);
                        throw new Killed();
                    },
                    Progress.none());
        } catch (Killed _) {
            // As asked.
        }
        folders = folders();

        assertAllSound();
        assertEquals(target, folders.folder());
        var left = folders.leftOvers().getFirst();
        assertEquals(LeftOver.Kind.OLD_FOLDER, left.kind());
        folders.erase(left);
        assertFalse(Files.exists(old));
        assertEquals(List.of(), folders.leftOvers());
        assertAllSound();
    }

    @Test
    void refusesWhatIsNoPlace() throws IOException {
        Files.createDirectories(target);
        Files.writeString(target.resolve("letter.txt"), "mine");

        refused("models.modelfolder.notEmpty", target);
        refused("models.modelfolder.sameFolder", old);
        refused("models.modelfolder.nested", old.resolve("within"));
        refused("models.modelfolder.noFolder", target.resolve("letter.txt"));
        assertEquals("mine", Files.readString(target.resolve("letter.txt")));
    }

    @Test
    void waitsForNobodysDraft() throws IOException {
        try (var _ = folders.begin("new")) {
            refused("models.modelfolder.beingMade", target);
        }
    }

    @Test
    void nothingIsAddedOrRemovedMeanwhile() {
        var keys = new HashSet<String>();

        folders.moveTo(
                target,
                this::choose,
                (_, _, _) -> {
                    keys.add(key(() -> folders.begin("new")));
                    keys.add(key(() -> folders.remove("alpha")));
                    keys.add(
                            key(
                                    () ->
                                            folders()
                                                    .moveTo(
                                                            root.resolve("x"),
                                                            _ -> {},
                                                            Progress.none())));
                });

        assertEquals(Set.of("models.modelfolder.moving"), keys);
    }

    private void refused(String key, Path folder) {
        assertEquals(key, key(() -> folders.moveTo(folder, this::choose, Progress.none())));
    }

    private static String key(org.junit.jupiter.api.function.Executable what) {
        return assertThrows(StudioException.class, what).key();
    }

    @Test
    void anUnpluggedDiskIsNoEmptyShelf() throws IOException {
        chosen = Optional.of(root.resolve("unplugged"));

        assertEquals("models.modelfolder.away", key(folders::list));
        assertFalse(Files.exists(root.resolve("unplugged")));
    }

    @Test
    void findsDraftsAndCopiesThatNothingNeeds() throws IOException {
        Files.createDirectories(old.resolve("half.part"));
        Files.writeString(old.resolve("half.part/decoder.onnx"), "half");
        Files.createDirectories(old.resolve("ghost/prepared/onnxruntime"));
        Files.writeString(old.resolve("ghost/prepared/onnxruntime/weights.bin"), "weights");

        try (var _ = folders.begin("beingMade".toLowerCase(java.util.Locale.ROOT))) {
            Files.createDirectories(old.resolve("half.part"));
            Files.writeString(old.resolve("half.part/decoder.onnx"), "half");
            var left = folders.leftOvers();
            assertEquals(List.of("half", "ghost"), left.stream().map(LeftOver::name).toList());
            assertEquals(List.of(4L, 7L), left.stream().map(LeftOver::bytes).toList());
            left.forEach(folders::erase);
        }

        assertEquals(List.of(), folders.leftOvers());
        assertEquals(List.of(), folders.problems());
        assertFalse(Files.exists(old.resolve("ghost")));
    }

    @Test
    void aRemovedModelIsErasedForGood() {
        var gone = folders.trash().getFirst();
        assertTrue(gone.bytes() > 3 << 20);

        folders.erase(gone);

        assertEquals(List.of(), folders.trash());
        assertEquals("models.modelfolder.notInTrash", key(() -> folders.restore("gone")));
    }
}
