package studio.likeness.models.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.checkpoint.Views;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.voice.cloning.ListeningGraphs;
import studio.likeness.models.voice.cloning.SemanticGraphs;
import studio.likeness.models.voice.cloning.SemanticModel;
import studio.likeness.models.voice.cloning.SemanticSettings;
import studio.likeness.models.voice.cloning.SoundGraphs;
import studio.likeness.models.voice.cloning.SoundModel;
import studio.likeness.models.voice.cloning.SoundSettings;
import studio.likeness.models.voice.vits.VitsNames;

/// Networks that clone a voice: GPT-SoVITS and what it listens with.
final class CloningGraphs {
    /// The network that chooses codes.
    static final String SEMANTIC = "gpt-sovits-t2s";

    /// 8 bits: twice as fast as float32 and hardly less exact (docs/bench/voice.md).
    static final WeightChoice SUITING_SEMANTIC = WeightChoice.EIGHT_BIT;

    /// A tensor that each family has, by which what stands before its names is found.
    private static final Map<String, String> ANCHORS =
            Map.of(
                    SEMANTIC,
                    "bert_proj.weight",
                    "gpt-sovits-v1",
                    "enc_p.text_embedding.weight",
                    "gpt-sovits-v2",
                    "enc_p.text_embedding.weight",
                    "gpt-sovits-v2Pro",
                    "enc_p.text_embedding.weight",
                    "gpt-sovits-v2ProPlus",
                    "enc_p.text_embedding.weight",
                    "hubert",
                    "feature_projection.projection.weight");

    private static final int SAMPLE_RATE_HZ = 32_000;
    private static final int[] RATES = {10, 8, 2, 2, 2};
    private static final int[][] DILATIONS = {{1, 3, 5}, {1, 3, 5}, {1, 3, 5}};

    private CloningGraphs() {}

    static boolean knows(String family) {
        return ANCHORS.containsKey(family);
    }

    static Manifest.Kind write(
            Recognized found,
            LanguageSource source,
            Path folder,
            GraphPlan.Precision precision,
            WeightChoice choice,
            Progress progress)
            throws IOException {
        var family = found.family().orElseThrow();
        var weights = plain(source.weights(), Objects.requireNonNull(ANCHORS.get(family)));
        var meta = source.weights().meta().path("config");
        var config = meta.isObject() ? meta : source.config();
        return switch (family) {
            case SEMANTIC -> semantic(weights, config, folder, precision, choice, progress);
            case "hubert" -> {
                ListeningGraphs.content(
                        Views.withoutWeightNorm(weights),
                        precision,
                        choice.plan(),
                        folder,
                        progress);
                yield Manifest.Kind.SPEECH_CONTENT;
            }
            default -> sound(family, weights, config, folder, precision, progress);
        };
    }

    /// The family's own names, without what wraps them (`weight.`, `weight.model.`, `module.`).
    private static TensorIndex plain(TensorIndex weights, String anchor) {
        var prefix =
                weights.names().stream()
                        .filter(name -> name.equals(anchor) || name.endsWith("." + anchor))
                        .findFirst()
                        .map(name -> name.substring(0, name.length() - anchor.length()))
                        .orElseThrow(
                                () ->
                                        new StudioException(
                                                "models.checkpoint.missingTensor", anchor));
        return Views.renamed(
                weights,
                name ->
                        name.startsWith(prefix)
                                ? Optional.of(name.substring(prefix.length()))
                                : Optional.empty());
    }

    private static Manifest.Kind semantic(
            TensorIndex weights,
            JsonNode config,
            Path folder,
            GraphPlan.Precision precision,
            WeightChoice choice,
            Progress progress)
            throws IOException {
        int heads = config.path("model").path("head").asInt(0);
        var settings = SemanticSettings.of(weights, heads);
        new SemanticGraphs(VitsNames.published(weights), settings, precision)
                .write(folder, choice.plan(), progress);
        // Opened once, so that nothing is listed that does not load.
        SemanticModel.open(folder, Device.processor()).close();
        return Manifest.Kind.SPEECH_CODES;
    }

    private static Manifest.Kind sound(
            String family,
            TensorIndex weights,
            JsonNode config,
            Path folder,
            GraphPlan.Precision precision,
            Progress progress)
            throws IOException {
        var published = VitsNames.published(weights);
        var model = complete(config.path("model"), published);
        long[] table = published.get("enc_p.proj.weight").shape();
        var settings =
                new SoundSettings(
                        family.substring("gpt-sovits-".length()),
                        config.path("data").path("sampling_rate").asInt(SAMPLE_RATE_HZ),
                        hop(model),
                        (int) table[0] / 2,
                        config.path("data").path("filter_length").asInt(2048) / 2 + 1,
                        published.has("sv_emb.weight"),
                        SoundGraphs.likeSilence(published));
        new SoundGraphs(published, model, settings, precision).write(folder, progress);
        SoundModel.open(folder, Device.processor()).close();
        return Manifest.Kind.VOICE_CLONING;
    }

    private static int hop(JsonNode model) {
        int hop = 1;
        for (var rate : model.path("upsample_rates")) {
            hop *= rate.asInt();
        }
        return hop;
    }

    /// What a file's own config does not say is as in every published model.
    private static ObjectNode complete(JsonNode said, TensorIndex weights) {
        var model =
                said.isObject()
                        ? ((ObjectNode) said).deepCopy()
                        : JsonNodeFactory.instance.objectNode();
        if (!model.path("n_heads").isInt() && !model.path("n_heads").isLong()) {
            model.put("n_heads", 2);
        }
        if (!model.path("upsample_rates").isArray()) {
            var rates = model.putArray("upsample_rates");
            var kernels = model.putArray("upsample_kernel_sizes");
            for (int stage = 0; weights.has("dec.ups." + stage + ".weight"); stage++) {
                rates.add(RATES[Math.min(stage, RATES.length - 1)]);
                kernels.add(weights.get("dec.ups." + stage + ".weight").shape()[2]);
            }
        }
        if (!model.path("resblock_dilation_sizes").isArray()) {
            var all = model.putArray("resblock_dilation_sizes");
            for (var block : DILATIONS) {
                var one = all.addArray();
                for (int dilation : block) {
                    one.add(dilation);
                }
            }
        }
        return model;
    }
}
