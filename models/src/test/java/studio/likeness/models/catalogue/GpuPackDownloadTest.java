package studio.likeness.models.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.download.Downloads;
import studio.likeness.models.download.Route;
import studio.likeness.models.download.Wanted;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.runtime.GpuPack;
import studio.likeness.models.runtime.MadeArchives;

/// With made-up archives on the loopback; the real ones are never asked for.
class GpuPackDownloadTest {
    private static final String LIST = "redistrib_12.6.3.json";

    @TempDir Path folder;
    private PackServer server;
    private GpuPack pack;
    private Downloads downloads;
    private final Map<String, byte[]> archives = new LinkedHashMap<>();

    @BeforeEach
    void serve() throws IOException {
        server = new PackServer();
        downloads = new Downloads(new Home(folder.resolve("home")), () -> Route.DIRECT);
        pack = GpuPack.at(folder.resolve("cuda-12"));
        var all = GpuPack.libraries();
        archive("cuda_cudart", List.of(all.get(0)));
        archive("libcublas", List.of(all.get(1), all.get(2)));
        archive("libcurand", List.of(all.get(3)));
        server.put("/redist/" + LIST, list());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void archive(String component, List<String> libraries) {
        var files = new LinkedHashMap<String, String>();
        for (var library : libraries) {
            files.put(component + "-archive/lib/" + library, library + " of the archive");
        }
        var name = component + "-" + GpuPack.platform() + "-archive.tar.xz";
        archives.put(component, MadeArchives.tarXz(files));
        server.put("/redist/" + path(component, name), archives.get(component));
    }

    private static String path(String component, String name) {
        return component + "/" + GpuPack.platform() + "/" + name;
    }

    private byte[] list() {
        var text = new StringBuilder("{\"release_date\": \"2024-11-20\"");
        archives.forEach(
                (component, bytes) ->
                        text.append(
                                ", \"%s\": {\"%s\": {\"relative_path\": \"%s\", \"sha256\": \"%s\", \"size\": \"%d\"}}"
                                        .formatted(
                                                component,
                                                GpuPack.platform(),
                                                path(
                                                        component,
                                                        component
                                                                + "-"
                                                                + GpuPack.platform()
                                                                + "-archive.tar.xz"),
                                                sha256(bytes),
                                                bytes.length)));
        return text.append("}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private GpuPackDownload download(byte[] list) {
        var file =
                new Wanted(
                        server.uri("/redist/" + LIST),
                        LIST,
                        OptionalLong.of(list.length),
                        Optional.of(sha256(list)));
        var real = Catalogue.load().find(GpuPackDownload.ID).orElseThrow();
        var entry =
                new Entry(
                        real.id(),
                        real.name(),
                        real.page(),
                        real.purpose(),
                        real.family(),
                        real.parameters(),
                        real.licence(),
                        List.of(file));
        return new GpuPackDownload(downloads, pack, entry);
    }

    @Test
    void fetchesTheArchivesOfTheListAndUnpacksThem() throws IOException {
        download(list()).get(Progress.none());
        for (var library : GpuPack.libraries()) {
            assertEquals(
                    library + " of the archive", Files.readString(pack.folder().resolve(library)));
        }
        assertTrue(pack.state() instanceof GpuPack.State.Ready);
        assertEquals(List.of(), downloads.kept(), "the archives take room no more");
    }

    @Test
    void refusesAnotherListAndAnotherArchive() {
        var other = "{}".getBytes(StandardCharsets.UTF_8);
        var told =
                assertThrows(
                        StudioException.class,
                        () -> download(new byte[other.length]).get(Progress.none()));
        assertTrue(told.key().startsWith("models.download."), told.key());
        var list = list();
        server.put(
                "/redist/"
                        + path("libcurand", "libcurand-" + GpuPack.platform() + "-archive.tar.xz"),
                new byte[archives.get("libcurand").length]);
        var wrong = assertThrows(StudioException.class, () -> download(list).get(Progress.none()));
        assertEquals("models.download.wrongHash", wrong.key());
        assertFalse(Files.exists(pack.folder()));
    }

    @Test
    void refusesAListThatPointsElsewhere() {
        for (var path :
                List.of("../../x.zip", "/etc/passwd", "https://other.invalid/a", "//other/a", "")) {
            var list =
                    "{\"cuda_cudart\":{\"%s\":{\"relative_path\":\"%s\",\"sha256\":\"%s\"}}}"
                            .formatted(GpuPack.platform(), path, "0".repeat(64))
                            .getBytes(StandardCharsets.UTF_8);
            server.put("/redist/" + LIST, list);
            var told =
                    assertThrows(StudioException.class, () -> download(list).get(Progress.none()));
            assertEquals("models.catalogue.packList", told.key(), path);
            downloads.forgetTrust(GpuPackDownload.ID + "-list");
        }
    }

    @Test
    void bringsFromAStickWithoutTheNet() throws IOException {
        var list = list();
        var stick = Files.createDirectories(folder.resolve("stick"));
        Files.write(stick.resolve(LIST), list);
        archives.forEach(
                (component, bytes) -> {
                    try {
                        Files.write(
                                stick.resolve(
                                        component + "-" + GpuPack.platform() + "-archive.tar.xz"),
                                bytes);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
        download(list).bring(stick, Progress.none());
        assertTrue(pack.state() instanceof GpuPack.State.Ready);
        assertEquals(List.of(), server.asked());
    }

    @Test
    void bringsFromAnInstalledCuda() throws IOException {
        var lib = Files.createDirectories(folder.resolve("cuda/lib64"));
        for (var library : GpuPack.libraries()) {
            Files.writeString(lib.resolve(library), library);
        }
        download(list()).bring(lib, Progress.none());
        assertTrue(pack.state() instanceof GpuPack.State.Ready);
    }

    @Test
    void saysWhatAFolderLacks() {
        var told =
                assertThrows(
                        StudioException.class,
                        () -> download(list()).bring(folder, Progress.none()));
        assertEquals("models.catalogue.packFolder", told.key());
        assertTrue(told.sentence().contains(LIST));
    }
}
