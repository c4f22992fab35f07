package studio.likeness.corpus.store;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The low-rank adapter of a persona's brain, where it travels with the persona: in PEFT's format,
/// `adapters/<name>/` with a configuration and one file of weights. At home it lies with its model.
final class AdapterFolder {
    /// Real ones have some hundred bytes.
    static final long LONGEST_CONFIG = 1 << 20;

    private static final String CONFIG = "adapter_config.json";

    /// The name is group 1, the file group 2.
    private static final Pattern MEMBER =
            Pattern.compile(
                    PersonaFolder.ADAPTERS
                            + "/([^/]+)/(adapter_config\\.json|adapter_model\\.(?:safetensors|bin))");

    private AdapterFolder() {}

    /// Whether an archive may hold a file of that name.
    static boolean isMember(String name) {
        var member = MEMBER.matcher(name);
        return member.matches() && Ids.isPersona(member.group(1));
    }

    static boolean isConfig(String member) {
        return isMember(member) && member.endsWith("/" + CONFIG);
    }

    /// Of which adapter a member is.
    static String adapter(String member) {
        var matcher = MEMBER.matcher(member);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected a file of an adapter, found " + member);
        }
        return matcher.group(1);
    }

    /// The one that came with a persona and waits for its model.
    static Optional<Path> waiting(Path persona, BrainChoice brain) {
        return Optional.of(brain.adapter())
                .filter(name -> !name.isEmpty())
                .map(name -> persona.resolve(PersonaFolder.ADAPTERS).resolve(name))
                .filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS));
    }

    /// Its files by their names in an archive; the first of two forms of the weights, as readers
    /// take it. Links are not followed.
    static Map<String, Path> files(Path folder, BrainChoice brain) {
        var files = new TreeMap<String, Path>();
        add(folder, CONFIG, brain, files);
        if (!add(folder, "adapter_model.safetensors", brain, files)) {
            add(folder, "adapter_model.bin", brain, files);
        }
        return files.size() == 2 ? files : Map.of();
    }

    private static boolean add(
            Path folder, String name, BrainChoice brain, Map<String, Path> files) {
        var file = folder.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        files.put(PersonaFolder.ADAPTERS + "/" + brain.adapter() + "/" + name, file);
        return true;
    }
}
