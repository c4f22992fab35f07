package studio.likeness.models.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import studio.likeness.models.job.StudioException;

/// A low-rank adapter (Hu et al. 2021) in PEFT's format: `adapter_config.json` and
/// `adapter_model.safetensors` or `.bin`.
public final class PeftAdapter implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "base_model.model.";

    /// `path.lora_A.weight`; older files have the adapter's name in between.
    private static final Pattern KEY = Pattern.compile("(.+)\\.lora_([AB])(?:\\.[^.]+)?\\.weight");

    private final PeftConfig config;
    private final TensorIndex weights;
    private final Map<String, Delta> deltas;

    /// One map's change: `y += scaling * B(A(x))`.
    ///
    /// @param a `[rank, in]`
    /// @param b `[out, rank]`
    public record Delta(Tensor a, Tensor b, int rank, float scaling) {}

    private PeftAdapter(PeftConfig config, TensorIndex weights, Map<String, Delta> deltas) {
        this.config = config;
        this.weights = weights;
        this.deltas = deltas;
    }

    /// Whether the folder holds such an adapter.
    public static boolean is(Path folder) {
        return Files.isRegularFile(folder.resolve("adapter_config.json"));
    }

    /// @throws StudioException when it is damaged, or changes a model in a way that cannot be
    ///     applied beside it: DoRA, embeddings, modules stored whole
    public static PeftAdapter open(Path folder) {
        var settings = folder.resolve("adapter_config.json");
        JsonNode json;
        try {
            if (Files.size(settings) > 1 << 20) {
                throw new StudioException("models.checkpoint.tooMuch", settings.getFileName());
            }
            json = JSON.readTree(settings.toFile());
        } catch (JsonProcessingException e) {
            throw new StudioException(
                    e, "models.checkpoint.damaged", String.valueOf(settings.getFileName()));
        } catch (IOException e) {
            throw MappedFile.unreadable(settings, e);
        }
        var weights = Checkpoints.open(weights(folder));
        try {
            return of(PeftConfig.of(json), weights);
        } catch (RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    private static Path weights(Path folder) {
        for (var name : new String[] {"adapter_model.safetensors", "adapter_model.bin"}) {
            if (Files.isRegularFile(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        throw new StudioException("models.checkpoint.emptyFolder", folder);
    }

    /// @param weights closed with the adapter
    public static PeftAdapter of(PeftConfig config, TensorIndex weights) {
        var as = new LinkedHashMap<String, Tensor>();
        var bs = new LinkedHashMap<String, Tensor>();
        for (var name : weights.names()) {
            var key = KEY.matcher(name);
            if (!key.matches()) {
                throw refusal(name);
            }
            (key.group(2).equals("A") ? as : bs).put(module(key.group(1)), weights.get(name));
        }
        var deltas = new LinkedHashMap<String, Delta>();
        as.forEach(
                (module, a) ->
                        deltas.put(
                                module,
                                Optional.ofNullable(bs.remove(module))
                                        .flatMap(b -> delta(config, module, a, b))
                                        .orElseThrow(() -> misfit(module))));
        if (deltas.isEmpty() || !bs.isEmpty()) {
            throw misfit(bs.keySet().stream().findFirst().orElse("lora_A"));
        }
        return new PeftAdapter(config, weights, deltas);
    }

    /// Empty when the halves do not fit.
    private static Optional<Delta> delta(PeftConfig config, String module, Tensor a, Tensor b) {
        long[] in = a.shape();
        long[] out = b.shape();
        if (in.length != 2 || out.length != 2 || out[1] != in[0] || in[0] < 1 || in[0] > 1 << 16) {
            return Optional.empty();
        }
        int rank = (int) in[0];
        return Optional.of(new Delta(a, b, rank, config.scaling(module, rank)));
    }

    private static StudioException misfit(String module) {
        return new StudioException("models.checkpoint.adapterShape", Quote.of(module));
    }

    private static String module(String path) {
        return path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : path;
    }

    private static StudioException refusal(String name) {
        if (name.contains("lora_magnitude_vector")) {
            return new StudioException("models.checkpoint.adapterDora");
        }
        if (name.contains("lora_embedding_")) {
            return new StudioException(
                    "models.checkpoint.adapterEmbedding", Quote.of(module(name)));
        }
        return new StudioException("models.checkpoint.adapterWhole", Quote.of(module(name)));
    }

    public PeftConfig config() {
        return config;
    }

    /// The maps it changes, as published, without `.weight`.
    public Set<String> modules() {
        return Collections.unmodifiableSet(deltas.keySet());
    }

    public Optional<Delta> of(String module) {
        return Optional.ofNullable(deltas.get(module));
    }

    @Override
    public void close() {
        weights.close();
    }
}
