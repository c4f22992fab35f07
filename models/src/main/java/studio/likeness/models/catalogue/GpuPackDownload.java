package studio.likeness.models.catalogue;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import studio.likeness.models.download.Downloads;
import studio.likeness.models.download.Fetched;
import studio.likeness.models.download.Wanted;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.runtime.GpuPack;

/// Brings the [GpuPack]: NVIDIA's list of archives, whose hash the catalogue knows, tells the
/// hashes of the archives; those that are needed are fetched and unpacked.
public final class GpuPackDownload {
    /// Of the entry of the catalogue.
    public static final String ID = "gpu-pack-cuda-12";

    /// The runtime, cuBLAS with cuBLASLt, and cuRAND.
    private static final List<String> COMPONENTS = List.of("cuda_cudart", "libcublas", "libcurand");

    private static final String LIST_ID = ID + "-list";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Downloads downloads;
    private final GpuPack pack;
    private final Entry entry;

    /// @param entry its one file is NVIDIA's list
    public GpuPackDownload(Downloads downloads, GpuPack pack, Entry entry) {
        if (entry.files().size() != 1) {
            throw new IllegalArgumentException(
                    "expected one file of " + entry.id() + ", found " + entry.files());
        }
        this.downloads = downloads;
        this.pack = pack;
        this.entry = entry;
    }

    public GpuPack pack() {
        return pack;
    }

    /// @throws StudioException in one sentence; what came so far stays for the next try
    public void get(Progress progress) {
        var list = downloads.fetch(LIST_ID, entry.files(), progress);
        install(downloads.fetch(ID, archives(list), progress), progress);
    }

    /// From a folder: of an installed CUDA 12, or with the list and its archives.
    public void bring(Path folder, Progress progress) {
        if (GpuPack.hasAll(folder)) {
            pack.copy(folder, progress);
            return;
        }
        var name = list().name();
        if (!Files.isRegularFile(folder.resolve(name))
                && !Files.isRegularFile(folder.resolve(LIST_ID).resolve(name))) {
            throw new StudioException("models.catalogue.packFolder", folder, name);
        }
        var list = downloads.bring(LIST_ID, entry.files(), folder, progress);
        install(downloads.bring(ID, archives(list), folder, progress), progress);
    }

    private void install(Fetched fetched, Progress progress) {
        var files = fetched.sha256().keySet().stream().map(fetched.folder()::resolve).toList();
        pack.install(files, list().name(), progress);
        downloads.forget(ID);
        downloads.forget(LIST_ID);
    }

    private Wanted list() {
        return entry.files().getFirst();
    }

    /// What of the list this system needs.
    private List<Wanted> archives(Fetched fetched) {
        var name = list().name();
        try {
            var all = JSON.readTree(Files.readString(fetched.folder().resolve(name)));
            var wanted = new ArrayList<Wanted>();
            for (var component : COMPONENTS) {
                wanted.add(
                        archive(all.path(component).path(GpuPack.platform()))
                                .orElseThrow(
                                        () ->
                                                new StudioException(
                                                        "models.catalogue.packList", name)));
            }
            return wanted;
        } catch (JacksonException e) {
            throw new StudioException(e, "models.catalogue.packList", name);
        } catch (IOException e) {
            throw new StudioException(e, "models.catalogue.packList", name);
        }
    }

    /// Empty where the list does not tell, or names a place that is not beside it.
    private Optional<Wanted> archive(JsonNode node) {
        var path = node.path("relative_path").asText("");
        var sha256 = node.path("sha256").asText("");
        var size = node.path("size").asText("");
        if (!path.matches("[A-Za-z0-9_][A-Za-z0-9._/-]*")
                || path.contains("..")
                || !sha256.matches("[0-9a-fA-F]{64}")) {
            return Optional.empty();
        }
        URI source = list().source().resolve(path);
        return Optional.of(
                new Wanted(
                        source,
                        path.substring(path.lastIndexOf('/') + 1),
                        size.matches("[0-9]{1,18}")
                                ? OptionalLong.of(Long.parseLong(size))
                                : OptionalLong.empty(),
                        Optional.of(sha256)));
    }
}
