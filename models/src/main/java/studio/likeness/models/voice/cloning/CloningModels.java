package studio.likeness.models.voice.cloning;

import java.nio.file.Path;
import java.util.Optional;

/// The folders of the models that clone a voice together.
///
/// @param codes of the kind SPEECH_CODES
/// @param sound of the kind VOICE_CLONING
/// @param content of the kind SPEECH_CONTENT: chinese-hubert-base
/// @param characters chinese-roberta; without it Chinese is spoken with less sense for its words
/// @param speaker of the kind SPEAKER_VECTOR; v2Pro cannot do without
public record CloningModels(
        Path codes, Path sound, Path content, Optional<Path> characters, Optional<Path> speaker) {}
