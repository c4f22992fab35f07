package studio.likeness.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.runtime.GpuPack.State;

class GpuPackTest {
    @TempDir Path folder;

    private GpuPack pack(boolean card, Set<String> installed) {
        return new GpuPack(folder.resolve("cuda-12"), () -> card, installed::contains);
    }

    private GpuPack pack() {
        return pack(true, Set.of());
    }

    /// The libraries in three archives, in NVIDIA's layout, with links before what they lead to.
    private List<Path> archives() throws IOException {
        var runtime = new LinkedHashMap<String, String>();
        runtime.put("cuda_cudart-x-archive/LICENSE", "terms");
        runtime.put("cuda_cudart-x-archive/lib/libcudart.so", "->libcudart.so.12");
        runtime.put("cuda_cudart-x-archive/lib/libcudart.so.12", "->libcudart.so.12.6.77");
        runtime.put("cuda_cudart-x-archive/lib/libcudart.so.12.6.77", "cudart");
        runtime.put("cuda_cudart-x-archive/bin/cudart64_12.dll", "cudart");
        var blas = new LinkedHashMap<String, String>();
        blas.put("libcublas-x-archive/lib/stubs/libcublas.so.12", "a stub");
        blas.put("libcublas-x-archive/lib/libcublas.so.12.6.4.1", "cublas");
        blas.put("libcublas-x-archive/lib/libcublasLt.so.12.6.4.1", "cublasLt");
        blas.put("libcublas-x-archive/lib/libnvblas.so.12.6.4.1", "not needed");
        blas.put("libcublas-x-archive/bin/cublas64_12.dll", "cublas");
        blas.put("libcublas-x-archive/bin/cublasLt64_12.dll", "cublasLt");
        var rand = new LinkedHashMap<String, String>();
        rand.put("libcurand-x-archive/lib/libcurand.so.10.3.7.77", "curand");
        rand.put("libcurand-x-archive/bin/curand64_10.dll", "curand");
        return List.of(
                Files.write(folder.resolve("a.tar.xz"), MadeArchives.tarXz(runtime)),
                Files.write(folder.resolve("b.tar.xz"), MadeArchives.tarXz(blas)),
                Files.write(folder.resolve("c.zip"), MadeArchives.zip(rand)));
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void unpacksWhatIsNeededAndNothingElse() throws IOException {
        var pack = pack();
        pack.install(archives(), "NVIDIA 12.6.3", Progress.none());
        var expected = new java.util.ArrayList<>(GpuPack.libraries());
        expected.add("pack.json");
        expected.sort(null);
        assertEquals(expected, names(pack.folder()));
        for (var name : GpuPack.libraries()) {
            var text = Files.readString(pack.folder().resolve(name));
            assertTrue(name.startsWith(text) || name.startsWith("lib" + text), name + ": " + text);
        }
        assertEquals(new State.Ready(26, "NVIDIA 12.6.3"), pack.state());
    }

    @Test
    void tellsHowItStands() throws IOException {
        var all = Set.copyOf(GpuPack.libraries());
        assertEquals(new State.NotNeeded(), pack(false, all).state());
        assertEquals(new State.Missing(GpuPack.libraries()), pack().state());
        assertEquals(new State.Ready(0, ""), pack(true, all).state());
        var first = GpuPack.libraries().getFirst();
        assertEquals(
                new State.Partial(GpuPack.libraries().subList(1, 4)),
                pack(true, Set.of(first)).state());
        pack().install(archives(), "x", Progress.none());
        assertEquals(
                new State.Ready(26, "x"), pack(false, Set.of()).state(), "there, needed or not");
        Files.write(pack().folder().resolve(first), new byte[3]);
        assertEquals(new State.Partial(List.of(first)), pack().state(), "cut short");
    }

    @Test
    void keepsWhatWasThereWhenTheNewIsNotWhole() throws IOException {
        var pack = pack();
        pack.install(archives(), "first", Progress.none());
        var told =
                assertThrows(
                        StudioException.class,
                        () -> pack.install(archives().subList(0, 1), "second", Progress.none()));
        assertEquals("models.runtime.packLacks", told.key());
        assertEquals(new State.Ready(26, "first"), pack.state());
        assertEquals(List.of("a.tar.xz", "b.tar.xz", "c.zip", "cuda-12"), names(folder));
    }

    @Test
    void refusesADamagedArchive() throws IOException {
        var archives = archives();
        var bytes = Files.readAllBytes(archives.get(1));
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(archives.get(1), bytes);
        var told =
                assertThrows(
                        StudioException.class,
                        () -> pack().install(archives, "x", Progress.none()));
        assertEquals("models.runtime.packArchive", told.key());
        assertFalse(Files.exists(pack().folder()));
        Files.write(archives.get(1), new byte[100]);
        assertThrows(StudioException.class, () -> pack().install(archives, "x", Progress.none()));
        assertEquals(List.of("a.tar.xz", "b.tar.xz", "c.zip"), names(folder));
    }

    @Test
    void namesOfArchivesAreNoPaths() throws IOException {
        var name = GpuPack.libraries().getFirst();
        var hostile = new LinkedHashMap<String, String>();
        hostile.put("../../" + name, "one");
        hostile.put("/etc/" + name + ".evil", "two");
        var archives = new java.util.ArrayList<>(archives());
        archives.add(Files.write(folder.resolve("d.tar.xz"), MadeArchives.tarXz(hostile)));
        pack().install(archives, "x", Progress.none());
        assertFalse(Files.exists(folder.resolve(name)));
        assertFalse(Files.exists(folder.resolveSibling(name)));
    }

    @Test
    void cancelledItLeavesNothing() throws IOException {
        var archives = archives();
        assertThrows(
                CancellationException.class,
                () ->
                        pack().install(
                                        archives,
                                        "x",
                                        (_, _, _) -> {
                                            throw new CancellationException();
                                        }));
        assertEquals(List.of("a.tar.xz", "b.tar.xz", "c.zip"), names(folder));
    }

    @Test
    void copiesFromAnInstalledCudaAndRemoves() throws IOException {
        var local = folder.resolve("local");
        var lib = Files.createDirectories(local.resolve("cuda-12.4/lib64"));
        assertEquals(Optional.empty(), GpuPack.installedCuda(local, Optional.empty()));
        for (var name : GpuPack.libraries()) {
            Files.writeString(lib.resolve(name), name);
        }
        assertEquals(Optional.of(lib), GpuPack.installedCuda(local, Optional.empty()));
        assertEquals(
                Optional.of(lib),
                GpuPack.installedCuda(
                        folder.resolve("none"),
                        Optional.of(local.resolve("cuda-12.4").toString())));
        var pack = pack();
        pack.copy(lib, Progress.none());
        assertTrue(pack.state() instanceof State.Ready);
        pack.remove();
        assertFalse(Files.exists(pack.folder()));
        assertEquals(new State.Missing(GpuPack.libraries()), pack.state());
        pack.remove();
        Files.delete(lib.resolve(GpuPack.libraries().getLast()));
        assertThrows(StudioException.class, () -> pack.copy(lib, Progress.none()));
    }

    @Test
    void readsTarsWithLongNames() throws IOException {
        var deep = "d".repeat(60) + "/" + "e".repeat(60) + "/file";
        var files = new LinkedHashMap<String, String>();
        files.put("short", "1");
        files.put("link", "->short");
        files.put(deep, "x".repeat(1000));
        files.put("last", "");
        var tar = new TarEntries(new ByteArrayInputStream(MadeArchives.tar(files)));
        assertEquals(new TarEntries.Entry("short", 1), tar.next().orElseThrow());
        assertEquals(new TarEntries.Entry(deep, 1000), tar.next().orElseThrow());
        var some = new byte[10];
        assertEquals(10, tar.read(some));
        assertEquals(new TarEntries.Entry("last", 0), tar.next().orElseThrow());
        assertEquals(-1, tar.read(some));
        assertEquals(Optional.empty(), tar.next());
    }

    @Test
    void refusesWhatIsNoTar() throws IOException {
        var noise = new byte[2048];
        new java.util.Random(1).nextBytes(noise);
        assertThrows(
                IOException.class, () -> new TarEntries(new ByteArrayInputStream(noise)).next());
        var cut = MadeArchives.tar(Map.of("a", "x".repeat(5000)));
        var tar = new TarEntries(new ByteArrayInputStream(cut, 0, 1000));
        assertEquals("a", tar.next().orElseThrow().name());
        assertThrows(IOException.class, () -> readAll(tar));
    }

    private static void readAll(TarEntries tar) throws IOException {
        var buffer = new byte[512];
        int n = tar.read(buffer);
        while (n >= 0) {
            n = tar.read(buffer);
        }
    }
}
