package studio.likeness.models.voice.conversion;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.voice.content.ContentKind;

/// What a converter was built and taught for, with what old configs leave out filled in. Kept as
/// `converter.json` beside its graphs.
///
/// @param model sizes, as in the published config
/// @param sampleRateHz of the sound it makes
/// @param content what it is told of what is said
/// @param stretch how content becomes as long as the pitch
/// @param channels of its noise
/// @param loudness whether it is told how loud each frame is
/// @param ownPitch whether it can choose a melody itself
/// @param speakers their numbers by name
public record ConverterSettings(
        JsonNode model,
        int sampleRateHz,
        ContentKind content,
        Frames.Stretch stretch,
        int channels,
        boolean loudness,
        boolean ownPitch,
        Map<String, Integer> speakers) {
    static final String FILE = "converter.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USUAL_RATES = "[8, 8, 2, 2, 2]";
    private static final String USUAL_KERNELS = "[16, 16, 4, 4, 4]";
    private static final String USUAL_DILATIONS = "[[1, 3, 5], [1, 3, 5], [1, 3, 5]]";

    public ConverterSettings {
        speakers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(speakers));
    }

    /// @param config as published beside the weights
    /// @throws StudioException when it is of a kind that cannot be run
    public static ConverterSettings of(JsonNode config, TensorIndex weights) {
        var model = JsonNodeFactory.instance.objectNode();
        config.path("model")
                .properties()
                .forEach(field -> model.set(field.getKey(), field.getValue()));
        fill(model, "n_heads", "2");
        fill(model, "upsample_rates", USUAL_RATES);
        fill(model, "upsample_kernel_sizes", USUAL_KERNELS);
        fill(model, "resblock_dilation_sizes", USUAL_DILATIONS);
        var vocoder = model.path("vocoder_name").asText("nsf-hifigan");
        if (!vocoder.equals("nsf-hifigan")) {
            throw new StudioException("models.voice.conversion.foreignVocoder", vocoder);
        }
        int width = (int) weights.get("pre.weight").shape()[1];
        var usual = width == ContentKind.VEC768L12.width() ? "vec768l12" : "vec256l9";
        var encoder = model.path("speech_encoder").asText(usual);
        var content =
                ContentKind.named(encoder)
                        .filter(kind -> kind.width() == width)
                        .orElseThrow(
                                () ->
                                        new StudioException(
                                                "models.voice.conversion.foreignContent", encoder));
        var data = config.path("data");
        return new ConverterSettings(
                model,
                data.path("sampling_rate").asInt(44_100),
                content,
                data.path("unit_interpolate_mode").asText("left").equals("nearest")
                        ? Frames.Stretch.NEAREST
                        : Frames.Stretch.LEFT,
                (int) weights.get("enc_p.proj.weight").shape()[0] / 2,
                weights.has("emb_vol.weight"),
                weights.has("f0_decoder.proj.weight"),
                speakers(config.path("spk"), (int) weights.get("emb_g.weight").shape()[0]));
    }

    private static void fill(ObjectNode model, String name, String usual) {
        if (!model.has(name)) {
            try {
                model.set(name, JSON.readTree(usual));
            } catch (JacksonException e) {
                throw new IllegalStateException(usual, e);
            }
        }
    }

    /// A model whose config names nobody has speaker 0 at least.
    private static Map<String, Integer> speakers(JsonNode named, int count) {
        var speakers = new LinkedHashMap<String, Integer>();
        named.properties()
                .forEach(
                        speaker -> {
                            int number = speaker.getValue().asInt(-1);
                            if (number >= 0 && number < count) {
                                speakers.put(speaker.getKey(), number);
                            }
                        });
        if (speakers.isEmpty()) {
            speakers.put("0", 0);
        }
        return speakers;
    }

    /// @param speaker a name, or a number as text; empty for the first one
    /// @throws StudioException when the model has no such speaker
    public int speaker(String speaker) {
        if (speaker.isEmpty()) {
            return speakers.values().iterator().next();
        }
        var number = speakers.get(speaker);
        if (number != null) {
            return number;
        }
        return speakers.values().stream()
                .filter(known -> String.valueOf(known).equals(speaker))
                .findFirst()
                .orElseThrow(
                        () ->
                                new StudioException(
                                        "models.voice.conversion.noSpeaker",
                                        speaker,
                                        String.join(", ", speakers.keySet())));
    }

    void write(Path folder) throws IOException {
        var node = JSON.createObjectNode();
        node.set("model", model);
        node.put("sampleRateHz", sampleRateHz);
        node.put("content", content.word());
        node.put("stretch", stretch.name());
        node.put("channels", channels);
        node.put("loudness", loudness);
        node.put("ownPitch", ownPitch);
        node.set("speakers", JSON.valueToTree(speakers));
        AtomicFile.write(
                folder.resolve(FILE),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node));
    }

    /// @throws StudioException when there are none, or they are damaged
    public static ConverterSettings read(Path folder) {
        var file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new StudioException("models.voice.conversion.noConverter", folder.getFileName());
        }
        try {
            var node = JSON.readTree(Files.readString(file));
            var speakers = new LinkedHashMap<String, Integer>();
            node.path("speakers")
                    .properties()
                    .forEach(each -> speakers.put(each.getKey(), each.getValue().asInt()));
            return new ConverterSettings(
                    node.path("model"),
                    node.path("sampleRateHz").asInt(),
                    ContentKind.named(node.path("content").asText()).orElseThrow(),
                    Frames.Stretch.valueOf(node.path("stretch").asText()),
                    node.path("channels").asInt(),
                    node.path("loudness").asBoolean(),
                    node.path("ownPitch").asBoolean(),
                    speakers);
        } catch (IOException | IllegalArgumentException | java.util.NoSuchElementException e) {
            throw new StudioException(e, "models.voice.conversion.brokenSettings", FILE);
        }
    }
}
