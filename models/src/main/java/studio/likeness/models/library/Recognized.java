package studio.likeness.models.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a file or folder was found to be, by its content.
///
/// @param family a name of the field, for example `qwen2`, `gpt-sovits-t2s`, `wav2lip`; empty when
///     nothing the studio knows
/// @param container how it is stored: `safetensors`, `torch`, `gguf`, `onnx`, `tokenizer`…
/// @param bytes on disk
/// @param parameters counted from the tensors; 0 when there are none
/// @param facts pairs to show, in order: layers, width, types of the weights…
/// @param licence the licence file beside it, when there is one
/// @param use what the studio can do with it
/// @param whyNot a key of the words that says why it cannot be used, with its arguments; empty when
// it
///     can
public record Recognized(
        Path path,
        Optional<String> family,
        Kind kind,
        String container,
        long bytes,
        long parameters,
        List<Fact> facts,
        Optional<Path> licence,
        List<Use> use,
        Optional<Reason> whyNot) {

    public enum Kind {
        LANGUAGE_MODEL,
        TEXT_ENCODER,
        ADAPTER,
        TOKENIZER,
        SPEECH,
        VOICE,
        FACE,
        OTHER,
        UNKNOWN
    }

    public enum Use {
        CONVERT,
        RUN,
        ADAPT,
        TRAIN
    }

    public record Fact(String name, String value) {}

    public record Reason(String key, List<Object> arguments) {}
}
