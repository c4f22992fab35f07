package studio.likeness.models.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.checkpoint.Views;
import studio.likeness.models.job.Progress;
import studio.likeness.models.nn.GraphPlan;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.speech.AlignmentHead;
import studio.likeness.models.speech.SpeechModel;
import studio.likeness.models.speech.Whisper;
import studio.likeness.models.speech.WhisperGraphs;
import studio.likeness.models.speech.WhisperNames;
import studio.likeness.models.speech.WhisperSettings;
import studio.likeness.models.speech.WhisperTokens;

/// Makes a Whisper's graphs out of what OpenAI publishes (`{dims, model_state_dict}`) or Hugging
/// Face does (a folder).
final class SpeechGraphs {
    /// As fast as any and hardly less exact than float32 (docs/bench/voice.md).
    static final WeightChoice SUITING = WeightChoice.EIGHT_BIT;

    /// OpenAI's place for the weights in its files.
    private static final String STATE = "model_state_dict";

    private SpeechGraphs() {}

    static void write(
            LanguageSource source,
            Path folder,
            GraphPlan.Precision precision,
            WeightChoice choice,
            Progress progress)
            throws IOException {
        var weights = weights(source.weights());
        var dims = dims(weights, source.config());
        var tokens = WhisperTokens.of(dims.vocabulary());
        var generation = generation(source.folder());
        var heads = AlignmentHead.of(generation, dims, tokens.englishOnly());
        var settings = new WhisperSettings(dims, heads);
        new WhisperGraphs(new Whisper(dims), weights, settings, precision)
                .write(folder, choice.plan(), choice.plan(), progress);
        // Opened once, so that nothing is listed that does not load.
        SpeechModel.open(folder, Device.processor()).close();
    }

    private static TensorIndex weights(TensorIndex published) {
        boolean nested = published.names().stream().anyMatch(name -> name.startsWith(STATE + "."));
        return WhisperNames.published(nested ? Views.under(published, STATE) : published);
    }

    /// A head has 64 numbers unless the configuration says otherwise.
    private static Whisper.Dims dims(TensorIndex weights, JsonNode config) {
        var dims = Whisper.Dims.of(weights);
        return new Whisper.Dims(
                dims.mels(),
                dims.audioContext(),
                dims.audioWidth(),
                config.path("encoder_attention_heads").asInt(dims.audioHeads()),
                dims.audioLayers(),
                dims.vocabulary(),
                dims.textContext(),
                dims.textWidth(),
                config.path("decoder_attention_heads").asInt(dims.textHeads()),
                dims.textLayers());
    }

    /// Of a file, what lies beside it may belong to another one; only a published folder is asked.
    private static JsonNode generation(Path folder) {
        return Files.isRegularFile(folder.resolve(ConfigFile.CONFIG))
                ? ConfigFile.read(folder, "generation_config.json").path("alignment_heads")
                : MissingNode.getInstance();
    }
}
