package studio.likeness.models.voice.cloning;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.likeness.models.bench.SyntheticCloning;
import studio.likeness.models.checkpoint.DType;
import studio.likeness.models.checkpoint.PickleWriter;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.checkpoint.TorchFile;

/// Small keyed weights in the files that users of GPT-SoVITS have.
public record CloningFiles(Path root) {
    private static final SyntheticCloning SHAPE = SyntheticCloning.MINI;

    /// `GPT_weights_v2/NAME-eN.ckpt`: `{weight, config, info}` in float16.
    public Path semantic() throws IOException {
        var file =
                Files.createDirectories(root.resolve("GPT_weights_v2"))
                        .resolve("xiaoming-e15.ckpt");
        var all = new LinkedHashMap<String, Object>();
        all.put("weight", state(SHAPE.semantic(), "model.", DType.F16));
        all.put(
                "config",
                Map.of("model", Map.of("head", 2L, "embedding_dim", (long) SHAPE.width())));
        all.put("info", "GPT-e15");
        TorchFile.write(file, TorchFile.Layout.ZIP, all);
        return file;
    }

    /// `SoVITS_weights_v2/NAME_eN_sM.pth`: its config an object of a class, its first two bytes
    /// perhaps replaced.
    ///
    /// @param version `v1`, `v2` or `v2Pro`
    /// @param mark `PK` for an ordinary zip
    public Path sound(String version, String mark) throws IOException {
        boolean pro = version.startsWith("v2Pro");
        var weights = (pro ? pro() : SHAPE).sound(version.equals("v1") ? 322 : 732, pro);
        var model = new LinkedHashMap<String, Object>();
        model.put("n_heads", 2L);
        model.put("upsample_rates", List.of(10L, 8L, 2L, 2L, 2L));
        model.put("upsample_kernel_sizes", List.of(16L, 16L, 8L, 2L, 2L));
        model.put("resblock_kernel_sizes", List.of(3L, 7L, 11L));
        model.put(
                "resblock_dilation_sizes",
                List.of(List.of(1L, 3L, 5L), List.of(1L, 3L, 5L), List.of(1L, 3L, 5L)));
        var data = Map.of("sampling_rate", 32_000L, "filter_length", 2048L, "hop_length", 640L);
        var config = new LinkedHashMap<String, Object>();
        config.put("data", new PickleWriter.Holder("utils", "HParams", data));
        config.put("model", new PickleWriter.Holder("utils", "HParams", model));
        var all = new LinkedHashMap<String, Object>();
        all.put("weight", state(weights, "", DType.F16));
        all.put("config", new PickleWriter.Holder("utils", "HParams", config));
        all.put("info", "8epoch_96iteration");
        var bytes = TorchFile.bytes(TorchFile.Layout.ZIP, all);
        System.arraycopy(mark.getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 2);
        var file =
                Files.createDirectories(root.resolve("SoVITS_weights_" + version))
                        .resolve("xiaoming_e8_s96-" + mark + ".pth");
        return Files.write(file, bytes);
    }

    /// v2Pro is known by its vocoder's 512 channels.
    private static SyntheticCloning pro() {
        return new SyntheticCloning(
                SHAPE.width(),
                SHAPE.layers(),
                SHAPE.hidden(),
                SHAPE.encoders(),
                SHAPE.filter(),
                SHAPE.crossed(),
                512,
                SHAPE.voice(),
                SHAPE.content(),
                SHAPE.listening(),
                SHAPE.bert());
    }

    /// The folder `chinese-hubert-base`.
    public Path hubert() throws IOException {
        var folder = Files.createDirectories(root.resolve("chinese-hubert-base"));
        Files.writeString(
                folder.resolve("config.json"),
                "{\"model_type\": \"hubert\", \"hidden_size\": %d}".formatted(SHAPE.content()));
        TorchFile.write(
                folder.resolve("pytorch_model.bin"),
                TorchFile.Layout.ZIP,
                state(SHAPE.hubert(), "", DType.F32));
        return folder;
    }

    /// The folder `chinese-roberta-wwm-ext-large`.
    public Path roberta() throws IOException {
        var folder = Files.createDirectories(root.resolve("chinese-roberta-wwm-ext-large"));
        var words = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
        for (char c = '一'; words.size() < 400; c++) {
            words.add(String.valueOf(c));
        }
        words.addAll(List.of("，", "。", "？", "！", ",", ".", "你", "好", "们"));
        Files.writeString(folder.resolve("vocab.txt"), String.join("\n", words) + "\n");
        Files.writeString(
                folder.resolve("tokenizer_config.json"),
                "{\"tokenizer_class\": \"BertTokenizer\", \"do_lower_case\": true}");
        Files.writeString(
                folder.resolve("config.json"),
                """
                {"model_type": "bert", "architectures": ["BertForMaskedLM"], "hidden_size": 1024,
                 "num_hidden_layers": %d, "num_attention_heads": 16, "intermediate_size": 256,
                 "vocab_size": %d, "max_position_embeddings": 512, "layer_norm_eps": 1e-12,
                 "hidden_act": "gelu"}
                """
                        .formatted(SHAPE.bert(), words.size()));
        TorchFile.write(
                folder.resolve("pytorch_model.bin"),
                TorchFile.Layout.ZIP,
                state(SHAPE.roberta(words.size()), "", DType.F32));
        return folder;
    }

    static Map<String, Object> state(TensorIndex weights, String prefix, DType type) {
        var state = new LinkedHashMap<String, Object>();
        for (var name : weights.names()) {
            var tensor = weights.get(name);
            state.put(prefix + name, TorchFile.Data.of(type, tensor.floats(), tensor.shape()));
        }
        return state;
    }
}
