package studio.likeness.models.library;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Which parts a checkpoint in several files consists of.
final class Shards {
    private static final Pattern NUMBERED = Pattern.compile("(.*-)(\\d{5})-of-(\\d{5})(\\..*)");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long LONGEST_INDEX = 64 << 20;
    private static final int MOST = 2000;

    private Shards() {}

    /// The names that the folder's index lists; safetensors before torch, as they say the same.
    static Optional<Collection<String>> listed(Path folder) throws IOException {
        for (var ending : List.of(".safetensors.index.json", ".index.json")) {
            for (var file : indexFiles(folder)) {
                if (file.getFileName().toString().endsWith(ending)) {
                    var names = new TreeSet<String>();
                    map(file).forEach(name -> names.add(name.asText()));
                    if (!names.isEmpty()) {
                        return Optional.of(names);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static List<Path> indexFiles(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().endsWith(".index.json"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode map(Path file) throws IOException {
        if (Files.size(file) > LONGEST_INDEX) {
            return MissingNode.getInstance();
        }
        try {
            return MAPPER.readTree(file.toFile()).path("weight_map");
        } catch (JacksonException _) {
            return MissingNode.getInstance(); // the checkpoint package says what is wrong with it
        }
    }

    /// Whether a file is one of several parts of its folder's checkpoint.
    static boolean isPart(Path folder, Path file) throws IOException {
        var name = file.getFileName().toString();
        return listed(folder).filter(all -> all.size() > 1 && all.contains(name)).isPresent();
    }

    /// Parts that numbered names (`model-00002-of-00003.safetensors`) speak of and that are not
    /// there.
    static List<String> gaps(Collection<String> names) {
        var gaps = new ArrayList<String>();
        var seen = new TreeSet<String>();
        for (var name : names) {
            var n = NUMBERED.matcher(name);
            if (!n.matches() || !seen.add(n.group(1) + n.group(3) + n.group(4))) {
                continue;
            }
            int count = Math.min(MOST, Integer.parseInt(n.group(3)));
            for (int i = 1; i <= count; i++) {
                var part = "%s%05d-of-%s%s".formatted(n.group(1), i, n.group(3), n.group(4));
                if (!names.contains(part)) {
                    gaps.add(part);
                }
            }
        }
        return gaps;
    }

    static boolean isNumbered(String name) {
        return NUMBERED.matcher(name).matches();
    }
}
