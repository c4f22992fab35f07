package studio.likeness.models.modelfolder;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a model folder is and where it comes from. Kept as `model.json`.
///
/// @param id the folder's name: lower-case letters, digits, `-`, `_` and `.`
/// @param family a name of the field: `qwen2`, `bert`
/// @param source where the weights come from
/// @param files all files of the folder but `model.json` itself
/// @param weights how each part is kept, for example `linear` in `4-bit, blocks of 32`
/// @param quality what converting has cost, where it was measured
/// @param frame what a decoder's cache and head look like
/// @param prompt the form of a prompt (`chatml`); empty where there is none
/// @param converter program and version that made the folder
public record Manifest(
        String id,
        String name,
        String family,
        Kind kind,
        Instant created,
        Source source,
        Licence licence,
        List<FileEntry> files,
        Map<String, String> weights,
        Optional<Quality> quality,
        Optional<Frame> frame,
        String prompt,
        String converter) {

    public Manifest {
        files = List.copyOf(files);
        weights = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    }

    public enum Kind {
        LANGUAGE_MODEL,
        TEXT_ENCODER,
        /// Moves a face's lips to sound.
        LIP_SYNC,
        /// Finds faces in pictures.
        FACE_DETECTOR,
        /// Marks the parts of a face.
        FACE_LANDMARKS,
        /// Makes faces sharper.
        FACE_RESTORATION,
        /// Writes down what is said.
        SPEECH_RECOGNITION,
        /// Tells where somebody speaks.
        VOICE_ACTIVITY,
        /// What is said, without who says it: HuBERT and its kin.
        SPEECH_CONTENT,
        /// From phonemes to what a voice clone is going to say, as codes.
        SPEECH_CODES,
        /// From codes to the sound of a cloned voice.
        VOICE_CLONING,
        /// Makes one voice another's.
        VOICE_CONVERSION,
        /// Height of the voice.
        PITCH,
        /// Who speaks, as numbers.
        SPEAKER_VECTOR,
        /// Takes noise out of recordings.
        NOISE_REMOVAL
    }

    /// @param path as it was given
    /// @param container `safetensors`, `torch`, `gguf`
    /// @param fingerprint of the tensors' names, shapes, types and some of their numbers; the same
    ///     weights have the same one wherever they lie
    public record Source(String path, String container, String fingerprint) {}

    /// @param name as its publisher names it (`apache-2.0`); empty when nothing is said
    /// @param file its text in the folder; empty when there is none
    public record Licence(String name, String file) {}

    /// @param name relative to the folder, with `/`
    /// @param sha256 64 hexadecimal digits
    public record FileEntry(String name, long bytes, String sha256) {}

    /// Compared with the same network in float32, on the sentences that come with the studio.
    ///
    /// @param perplexity of the model as it is kept
    /// @param perplexityOfFloat of the float32 network
    /// @param agreement share of positions, 0 to 1, at which both think the same token likeliest
    /// @param tokens that were compared
    public record Quality(
            double perplexity, double perplexityOfFloat, double agreement, int tokens) {}

    /// @param context the most tokens of one conversation
    public record Frame(int layers, int kvHeads, int headSize, int vocabulary, int context) {}

    /// Bytes of all files.
    public long bytes() {
        return files.stream().mapToLong(FileEntry::bytes).sum();
    }
}
