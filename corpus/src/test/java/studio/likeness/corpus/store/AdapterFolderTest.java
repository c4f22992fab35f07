package studio.likeness.corpus.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.corpus.store.BrainChoice.Kind;
import studio.likeness.corpus.store.BrainChoice.Temperament;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;

/// The adapter of a brain travels with the persona.
class AdapterFolderTest {
    private static final BrainChoice BRAIN =
            new BrainChoice(Kind.MODEL, "qwen", true, Temperament.NATURAL, Optional.empty())
                    .withAdapter("river");

    @TempDir Path scratch;
    private Path lora;
    private Path archive;

    /// Found where models keep theirs.
    @BeforeEach
    void export() throws IOException {
        lora = Files.createDirectories(scratch.resolve("models/qwen/adapters/river"));
        Files.writeString(lora.resolve("adapter_config.json"), "{\"r\": 4}");
        Files.write(lora.resolve("adapter_model.safetensors"), new byte[3000]);
        Files.writeString(lora.resolve("README.md"), "stays");
        archive = scratch.resolve("ada.likeness");
        try (var here =
                new PersonaStore(
                        new Home(scratch.resolve("here")),
                        brain -> brain.equals(BRAIN) ? Optional.of(lora) : Optional.empty())) {
            var ada = here.create(Given.persona("Ada"));
            here.update(ada.withBrain(BRAIN));
            here.export(ada.id(), archive, Progress.none());
        }
    }

    @Test
    void arrivesWholeWaitsAndTravelsOn() throws IOException {
        try (var there = Given.store(scratch.resolve("there"))) {
            var ada = there.importArchive(archive, Progress.none());
            assertEquals(BRAIN, ada.brain());
            var waiting = there.adapterToSettle(ada.id()).orElseThrow();
            assertTrue(waiting.startsWith(scratch.resolve("there/personas/ada")), "" + waiting);
            for (var file : new String[] {"adapter_config.json", "adapter_model.safetensors"}) {
                assertEquals(-1, Files.mismatch(lora.resolve(file), waiting.resolve(file)));
            }
            assertFalse(Files.exists(waiting.resolve("README.md")), "no file of an adapter");

            var again = scratch.resolve("again.likeness");
            there.export(ada.id(), again, Progress.none());
            assertArrayEquals(Files.readAllBytes(archive), Files.readAllBytes(again));
        }
    }

    @Test
    void settledItLiesWithItsModelAlone() throws IOException {
        try (var there = Given.store(scratch.resolve("there"))) {
            var id = there.importArchive(archive, Progress.none()).id();
            there.delete(id);
            there.restore(id);
            assertTrue(there.adapterToSettle(id).isPresent(), "it went along to the trash");

            var settled = there.adapterSettled(id, "river-2");

            assertEquals("river-2", settled.brain().adapter());
            assertEquals(settled, there.find(id));
            assertEquals(Optional.empty(), there.adapterToSettle(id));
            assertFalse(Files.exists(scratch.resolve("there/personas/ada/adapters")));
        }
    }

    @Test
    void weightsAreStoredAsTheyAreAndSoIsWhatTheManifestSays() throws IOException {
        try (var zip = new ZipFile(archive.toFile())) {
            var weights = zip.getEntry("adapters/river/adapter_model.safetensors");
            assertEquals(ZipEntry.STORED, weights.getMethod());
            var config = zip.getEntry("adapters/river/adapter_config.json");
            assertEquals(ZipEntry.DEFLATED, config.getMethod());
            var manifest =
                    new String(
                            zip.getInputStream(zip.getEntry("manifest.json")).readAllBytes(),
                            StandardCharsets.UTF_8);
            assertTrue(manifest.contains(Given.hash(lora.resolve("adapter_model.safetensors"))));
        }
    }

    @Test
    void aBrainWhoseAdapterIsNowhereIsExportedWithoutItAndThatIsSaid() throws IOException {
        assertEquals(Optional.empty(), exportAgain(_ -> Optional.of(lora)), "all of it went along");

        var gone = exportAgain(_ -> Optional.empty()).orElseThrow();
        assertTrue(gone.contains("Ada") && gone.contains("river"), gone);
        assertHasNoAdapter();

        Files.delete(lora.resolve("adapter_model.safetensors"));
        assertEquals(Optional.of(gone), exportAgain(_ -> Optional.of(lora)), "half of one is none");
        assertHasNoAdapter();
    }

    private void assertHasNoAdapter() throws IOException {
        try (var zip = new ZipFile(archive.toFile())) {
            assertTrue(zip.stream().noneMatch(e -> e.getName().startsWith("adapters/")));
        }
    }

    private Optional<String> exportAgain(Function<BrainChoice, Optional<Path>> adapters) {
        try (var here = new PersonaStore(new Home(scratch.resolve("here")), adapters)) {
            return here.export("ada", archive, Progress.none());
        }
    }
}
