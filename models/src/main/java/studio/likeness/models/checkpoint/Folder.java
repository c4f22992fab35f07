package studio.likeness.models.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.job.StudioException;

/// The checkpoint of a folder: the parts that an index file lists, else the one file of weights, or
/// the several that together hold each name once.
final class Folder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MOST_INDEX_BYTES = 64 << 20;
    private static final int MOST_PARTS = 4096;

    private final Path folder;

    private Folder(Path folder) {
        this.folder = folder;
    }

    static TensorIndex open(Path path) {
        try {
            return new Folder(path).open();
        } catch (IOException e) {
            throw MappedFile.unreadable(path, e);
        }
    }

    private TensorIndex open() throws IOException {
        var files = files();
        // safetensors before torch, where a folder has both: they say the same
        for (var ending : List.of(".safetensors.index.json", ".index.json")) {
            for (var file : files) {
                if (file.getFileName().toString().endsWith(ending)) {
                    var index = index(file);
                    if (index.isPresent()) {
                        return parts(index.get());
                    }
                }
            }
        }
        return parts(candidates(files));
    }

    private List<Path> files() throws IOException {
        try (var list = Files.list(folder)) {
            return list.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /// The parts an index names, all of them inside the folder; empty when it is another JSON file.
    private Optional<List<Path>> index(Path file) throws IOException {
        if (Files.size(file) > MOST_INDEX_BYTES) {
            throw new StudioException("models.checkpoint.tooMuch", file.getFileName());
        }
        JsonNode map;
        try {
            map = JSON.readTree(file.toFile()).path("weight_map");
        } catch (JsonProcessingException e) {
            throw new StudioException(e, "models.checkpoint.damaged", file.getFileName());
        }
        if (!map.isObject()) {
            return Optional.empty();
        }
        var parts = new LinkedHashSet<Path>();
        for (var name : map) {
            parts.add(part(file, name));
        }
        if (parts.size() > MOST_PARTS) {
            throw new StudioException("models.checkpoint.tooMuch", file.getFileName());
        }
        return Optional.of(List.copyOf(parts));
    }

    /// A part lies beside its index: no folders, no roots, no way up.
    private Path part(Path index, JsonNode name) {
        var text = name.asText();
        if (!name.isTextual()
                || text.isEmpty()
                || text.length() > 255
                || text.equals("..")
                || text.equals(".")
                || text.chars().anyMatch(c -> c == '/' || c == '\\' || c == ':' || c < ' ')) {
            throw new StudioException(
                    "models.checkpoint.partOutside", index.getFileName(), Quote.of(text));
        }
        var part = folder.resolve(text);
        if (!Files.isRegularFile(part)) {
            throw new StudioException(
                    "models.checkpoint.missingPart", index.getFileName(), Quote.of(text));
        }
        return part;
    }

    /// The weights among a folder's files. Of several kinds the safest is taken; training's own
    /// states and adapters are left out by what folders usually call them, as they are weights too.
    private List<Path> candidates(List<Path> files) {
        var byKind = new LinkedHashMap<CheckpointKind, List<Path>>();
        for (var file : files) {
            if (!isAside(file.getFileName().toString())) {
                kindOf(file)
                        .ifPresent(
                                kind ->
                                        byKind.computeIfAbsent(kind, _ -> new ArrayList<>())
                                                .add(file));
            }
        }
        for (var kind : CheckpointKind.values()) {
            var found = byKind.get(kind);
            if (found != null) {
                return found;
            }
        }
        throw new StudioException("models.checkpoint.emptyFolder", folder);
    }

    private static boolean isAside(String name) {
        return name.startsWith("adapter_model.")
                || name.startsWith("optimizer.")
                || name.startsWith("scheduler.")
                || name.startsWith("rng_state")
                || name.startsWith("training_args.");
    }

    private static Optional<CheckpointKind> kindOf(Path file) {
        try (var mapped = MappedFile.open(file)) {
            return Checkpoints.kind(mapped);
        }
    }

    private TensorIndex parts(List<Path> paths) {
        var tensors = new LinkedHashMap<String, Tensor>();
        var meta = JsonNodeFactory.instance.objectNode();
        var files = new ArrayList<TensorIndex>();
        try {
            for (var path : paths) {
                var part = Checkpoints.read(MappedFile.open(path));
                files.add(part);
                if (paths.size() == 1) {
                    return part;
                }
                meta.setAll(part.meta());
                for (var name : part.names()) {
                    if (tensors.put(name, part.get(name)) != null) {
                        throw new StudioException(
                                "models.checkpoint.twice", folder.getFileName(), Quote.of(name));
                    }
                }
            }
            return new Contents(tensors, meta, files);
        } catch (RuntimeException e) {
            files.forEach(TensorIndex::close);
            throw e;
        }
    }
}
