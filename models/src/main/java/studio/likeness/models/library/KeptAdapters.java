package studio.likeness.models.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.modelfolder.ModelFolder;

/// The low-rank adapters of one language model: kept in its folder, each under a name, so that they
/// move and go with it.
public final class KeptAdapters {
    private static final String FOLDER = "adapters";
    private static final String PART = ".part";
    private static final String CONFIG = "adapter_config.json";
    private static final String WEIGHTS = "adapter_model";
    private static final List<String> FORMS = List.of(".safetensors", ".bin");
    private static final int LONGEST = 40;

    // Windows has no folders of these names.
    private static final Pattern DEVICE = Pattern.compile("con|prn|aux|nul|(com|lpt)[0-9]");

    private final ModelFolder model;

    public KeptAdapters(ModelFolder model) {
        this.model = model;
    }

    /// In order.
    public List<String> names() {
        var folder = model.file(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.filter(each -> Files.exists(each.resolve(CONFIG)))
                    .map(each -> each.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new StudioException(e, "models.library.unreadable", folder);
        }
    }

    /// Its folder.
    ///
    /// @throws StudioException when there is none of that name
    public Path find(String name) {
        if (!names().contains(name)) {
            throw new StudioException("models.library.noAdapter", name, model.id());
        }
        return model.file(FOLDER).resolve(name);
    }

    /// Copies an adapter that fits the model; one that is kept already is found by its bytes.
    ///
    /// @param source a folder in PEFT's format, or the file of its weights
    /// @return its name
    /// @throws StudioException when it is none, or does not fit
    public String add(Path source) {
        var weights = weights(source);
        var config = weights.resolveSibling(CONFIG);
        if (!Files.isRegularFile(config)) {
            throw new StudioException("models.library.noAdapterConfig");
        }
        var file = weights.getFileName().toString();
        var form = FORMS.stream().filter(file::endsWith).findFirst().orElseThrow();
        try {
            for (var name : names()) {
                var there = model.file(FOLDER).resolve(name);
                if (isSame(there.resolve(CONFIG), config)
                        && isSame(there.resolve(WEIGHTS + form), weights)) {
                    return name;
                }
            }
            var part = model.file(FOLDER).resolve(PART);
            remove(part); // what a crash left
            Files.createDirectories(part);
            try {
                Files.copy(config, part.resolve(CONFIG));
                Files.copy(weights, part.resolve(WEIGHTS + form));
                AdapterInputs.read(model, part);
                var name = free(slug(source));
                AtomicFile.move(part, model.file(FOLDER).resolve(name));
                return name;
            } finally {
                remove(part);
            }
        } catch (IOException e) {
            throw new StudioException(e, "models.library.adapterNotKept", source.getFileName());
        }
    }

    private static Path weights(Path source) {
        if (Files.isDirectory(source)) {
            return FORMS.stream()
                    .map(form -> source.resolve(WEIGHTS + form))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow(() -> noForm(source));
        }
        if (FORMS.stream().noneMatch(source.getFileName().toString()::endsWith)) {
            throw noForm(source);
        }
        return source.toAbsolutePath();
    }

    private static StudioException noForm(Path source) {
        return new StudioException("models.library.adapterForm", source.getFileName());
    }

    private static boolean isSame(Path kept, Path other) throws IOException {
        return Files.isRegularFile(kept) && Files.mismatch(kept, other) < 0;
    }

    /// Of the folder's name, or of the file's where that says something.
    private static String slug(Path source) {
        var path = source.toAbsolutePath().normalize();
        var file = path.getFileName().toString().replaceAll("\\.(safetensors|bin)$", "");
        var name =
                file.equals(WEIGHTS) && path.getParent() != null
                        ? String.valueOf(path.getParent().getFileName())
                        : file;
        var plain = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        var slug = plain.replaceAll("[^a-z0-9]+", "-");
        var cut = slug.length() > LONGEST ? slug.substring(0, LONGEST) : slug;
        var trimmed = cut.replaceAll("^-|-$", "");
        if (trimmed.isEmpty()) {
            return "adapter";
        }
        return DEVICE.matcher(trimmed).matches() ? "adapter-" + trimmed : trimmed;
    }

    private String free(String name) {
        var taken = names();
        var free = name;
        for (int n = 2; taken.contains(free); n++) {
            free = name + "-" + n;
        }
        return free;
    }

    /// What is left of an attempt; after a success it is gone already.
    private static void remove(Path part) throws IOException {
        if (Files.exists(part)) {
            try (var files = Files.list(part)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(part);
        }
    }
}
