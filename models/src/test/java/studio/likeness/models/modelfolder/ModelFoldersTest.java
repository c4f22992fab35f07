package studio.likeness.models.modelfolder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.modelfolder.Manifest.Frame;
import studio.likeness.models.modelfolder.Manifest.Kind;
import studio.likeness.models.modelfolder.Manifest.Licence;
import studio.likeness.models.modelfolder.Manifest.Quality;
import studio.likeness.models.modelfolder.Manifest.Source;

class ModelFoldersTest {
    @TempDir Path root;
    Home home;
    ModelFolders folders;

    @BeforeEach
    void open() {
        home = new Home(root);
        folders = new ModelFolders(home);
    }

    private ModelFolder make(String id) throws IOException {
        try (var draft = folders.begin(id)) {
            Files.writeString(draft.path().resolve("decoder.onnx"), "graph of " + id);
            Files.createDirectories(draft.path().resolve("tokenizer"));
            Files.writeString(draft.path().resolve("tokenizer/tokenizer.json"), "{}");
            return draft.publish(manifest(id, draft.files(Progress.none())));
        }
    }

    private static Manifest manifest(String id, List<Manifest.FileEntry> files) {
        return new Manifest(
                id,
                "Test " + id,
                "qwen2",
                Kind.LANGUAGE_MODEL,
                Instant.parse("2026-01-02T03:04:05Z"),
                new Source("/somewhere/qwen", "safetensors", "ab12"),
                new Licence("apache-2.0", "LICENSE"),
                files,
                Map.of("linear", "4-bit, blocks of 32"),
                Optional.of(new Quality(12.5, 12.25, 0.96875, 512)),
                Optional.of(new Frame(24, 2, 64, 151936, 4096)),
                "chatml",
                "Likeness 0.1.0");
    }

    @Test
    void keepsEverythingThatIsSaidOfAModel() throws IOException {
        var made = make("qwen2.5-0.5b");

        var found = folders.find("qwen2.5-0.5b");

        assertEquals(made, found);
        assertEquals(made.manifest(), found.manifest());
        assertEquals(
                List.of("decoder.onnx", "tokenizer/tokenizer.json"),
                found.manifest().files().stream().map(Manifest.FileEntry::name).toList());
    }

    @Test
    void findsByTheBeginningThatNoOtherShares() throws IOException {
        make("qwen-small");
        make("qwen-large");

        assertEquals("qwen-small", folders.find("qwen-s").id());
        assertEquals(
                "models.modelfolder.several",
                assertThrows(StudioException.class, () -> folders.find("qwen")).key());
        var none = assertThrows(StudioException.class, () -> folders.find("glm"));
        assertEquals("models.modelfolder.none", none.key());
        assertTrue(none.explanation().contains("qwen-large"), none.explanation());
    }

    @Test
    void takesBackWhatWasRemoved() throws IOException {
        var made = make("qwen");

        folders.remove("qwen");

        assertEquals(List.of(), folders.list());
        assertEquals("qwen", folders.trash().getFirst().id());
        assertEquals(made, folders.restore("qwen"));
        assertEquals(List.of(made), folders.list());
        assertEquals(List.of(), folders.verify(made, Progress.none()));
    }

    @Test
    void leavesThePersonasTrashAlone() throws IOException {
        make("qwen");
        folders.remove("qwen");

        try (var entries = Files.list(home.trash())) {
            assertEquals(List.of("models"), entries.map(p -> p.getFileName().toString()).toList());
        }
    }

    @Test
    void noticesEveryKindOfDamage() throws IOException {
        var made = make("qwen");
        var steps = new ArrayList<Long>();
        Files.writeString(made.file("decoder.onnx"), "graph of qwfn");
        Files.delete(made.file("tokenizer/tokenizer.json"));

        var damage = folders.verify(made, (done, _, _) -> steps.add(done));

        assertEquals(
                List.of(
                        new Damage("decoder.onnx", Damage.Kind.OTHER_BYTES),
                        new Damage("tokenizer/tokenizer.json", Damage.Kind.MISSING)),
                damage);
        assertFalse(steps.isEmpty());
        Files.writeString(made.file("decoder.onnx"), "short");
        assertEquals(
                Damage.Kind.OTHER_SIZE, folders.verify(made, Progress.none()).getFirst().kind());
    }

    @Test
    void stopsVerifyingWhenCancelled() throws IOException {
        var made = make("qwen");

        assertThrows(
                CancellationException.class,
                () ->
                        folders.verify(
                                made,
                                (_, _, _) -> {
                                    throw new CancellationException();
                                }));
    }

    @Test
    void erasesADraftThatIsNotPublished() throws IOException {
        try (var draft = folders.begin("qwen")) {
            Files.writeString(draft.path().resolve("decoder.onnx"), "half");
            assertEquals(List.of(), folders.list());
        }

        assertEquals(List.of(), entries());
    }

    @Test
    void neitherListsNorKeepsWhatAKilledProcessLeft() throws IOException {
        var half = Files.createDirectories(root.resolve("models/qwen.part"));
        Files.writeString(half.resolve("decoder.onnx"), "half");
        Files.writeString(root.resolve("models/qwen.part.lock"), "");

        assertEquals(List.of(), folders.list());
        assertEquals(List.of(), folders.problems());
        make("other");

        assertEquals(List.of("other"), entries());
    }

    @Test
    void leavesAloneWhatAnotherIsMakingRightNow() throws IOException {
        try (var draft = folders.begin("qwen")) {
            make("other");
            assertTrue(Files.isDirectory(draft.path()));
            assertEquals(
                    "models.modelfolder.beingMade",
                    assertThrows(StudioException.class, () -> folders.begin("qwen")).key());
            assertTrue(Files.isDirectory(draft.path()));
        }
    }

    @Test
    void refusesANameThatIsTakenOrNoName() throws IOException {
        make("qwen");

        assertEquals(
                "models.modelfolder.taken",
                assertThrows(StudioException.class, () -> folders.begin("qwen")).key());
        for (var id : List.of("", "..", "a/b", "Qwen", "x.part", "-x", "a".repeat(65))) {
            assertEquals(
                    "models.modelfolder.badId",
                    assertThrows(StudioException.class, () -> folders.begin(id)).key(),
                    id);
        }
    }

    @Test
    void listsTheWholeOnesBesideABrokenOne() throws IOException {
        make("qwen");
        var broken = Files.createDirectories(root.resolve("models/broken"));
        Files.writeString(broken.resolve("model.json"), "{\"format\": 1}");

        assertEquals(List.of("qwen"), folders.list().stream().map(ModelFolder::id).toList());
        assertEquals("broken", folders.problems().getFirst().id());
        assertEquals(
                "models.modelfolder.broken",
                assertThrows(StudioException.class, () -> folders.find("broken")).key());
        folders.remove("broken");
        assertEquals(List.of(), folders.problems());
    }

    @Test
    void refusesAFutureFormatAndAFileOutsideTheFolder() throws IOException {
        var made = make("qwen");
        var file = made.file("model.json");
        var text = Files.readString(file);

        Files.writeString(file, text.replace("\"format\" : 1", "\"format\" : 2"));
        assertEquals(
                "models.modelfolder.newer",
                assertThrows(StudioException.class, () -> folders.find("qwen")).key());

        for (var name : List.of("../x", "/etc/passwd", "a/../../x", "")) {
            Files.writeString(file, text.replace("\"decoder.onnx\"", "\"" + name + "\""));
            assertEquals(
                    "models.modelfolder.broken",
                    assertThrows(StudioException.class, () -> folders.find("qwen")).key(),
                    name);
        }
    }

    /// Rewritten on purpose only, when the format changes.
    @Test
    void readsAndWritesWhatTheFirstVersionWrote() throws IOException {
        var golden = Path.of("src/test/resources/golden/model-folder-1/model.json");
        var read = ManifestFile.read(golden, "qwen2.5-0.5b");
        var again = root.resolve("again.json");

        ManifestFile.write(again, read);

        assertEquals(Files.readString(golden), Files.readString(again));
        assertEquals(new Frame(24, 2, 64, 151936, 4096), read.frame().orElseThrow());
        assertEquals(new Quality(12.5, 12.25, 0.96875, 512), read.quality().orElseThrow());
        assertEquals(2, read.files().size());
    }

    private List<String> entries() throws IOException {
        try (var entries = Files.list(root.resolve("models"))) {
            return entries.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }
}
