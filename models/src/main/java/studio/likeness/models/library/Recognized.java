package studio.likeness.models.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.job.Words;

/// What a file or folder was found to be, by its content.
///
/// @param path what was asked about, or the one model inside it
/// @param family a name of the field, for example `qwen2`, `gpt-sovits-t2s`, `wav2lip`; empty when
///     nothing the studio knows
/// @param container how it is stored: `safetensors`, `torch`, `gguf`, `onnx`, `tokenizer`…
/// @param bytes on disk
/// @param parameters counted from the tensors; 0 when there are none
/// @param facts pairs to show, in order: layers, width, types of the weights…
/// @param licence the licence file beside it, when there is one
/// @param use what the studio can do with it
/// @param whyNot why it cannot be used; empty when it can
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

    public Recognized {
        facts = List.copyOf(facts);
        use = List.copyOf(use);
    }

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

    /// @param name has a word under `models.library.fact.<name>`
    public record Fact(String name, String value) {
        public String label() {
            return Words.say("models.library.fact." + name);
        }
    }

    /// A key of the words with its arguments.
    public record Reason(String key, List<Object> arguments) {
        public Reason {
            arguments = List.copyOf(arguments);
        }

        static Reason of(String key, Object... arguments) {
            return new Reason(key, List.of(arguments));
        }

        /// What is the matter, in the program's language.
        public String sentence() {
            return Words.say(key, arguments.toArray());
        }

        /// What to do; empty when there is nothing.
        public String remedy() {
            return Words.has(key + ".remedy")
                    ? Words.say(key + ".remedy", arguments.toArray())
                    : "";
        }
    }

    public boolean can(Use what) {
        return use.contains(what);
    }
}
