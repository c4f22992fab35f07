package studio.likeness.corpus.voices;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.modelfolder.Manifest.Kind;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.voice.cloning.Characters;
import studio.likeness.models.voice.profile.VoiceProfile;

/// The installed models that clone a voice together, the newest of each.
///
/// @param models empty where one of them is missing
/// @param missing what those are called where people get them; without them nothing can be cloned
public record InstalledCloning(Optional<VoiceProfile.Models> models, List<String> missing) {
    private static final String CODES = "GPT-SoVITS GPT (.ckpt)";
    private static final String SOUND = "GPT-SoVITS SoVITS (.pth)";

    public static InstalledCloning choose(ModelFolders folders) {
        return choose(folders, Optional.empty(), Optional.empty());
    }

    /// With what somebody chose.
    ///
    /// @param codesId of the kind SPEECH_CODES; empty for the newest
    /// @param soundId of the kind VOICE_CLONING; empty for the newest
    /// @throws StudioException when there is none of that name, or it is something else
    public static InstalledCloning choose(
            ModelFolders folders, Optional<String> codesId, Optional<String> soundId) {
        var all = folders.list();
        var missing = new ArrayList<String>();
        var codes =
                codesId.map(id -> named(folders, id, Kind.SPEECH_CODES))
                        .or(() -> need(all, Kind.SPEECH_CODES, "", CODES, missing));
        var sound =
                soundId.map(id -> named(folders, id, Kind.VOICE_CLONING))
                        .or(() -> need(all, Kind.VOICE_CLONING, "", SOUND, missing));
        var content = need(all, Kind.SPEECH_CONTENT, "hubert", "chinese-hubert-base", missing);
        boolean pro = sound.filter(model -> model.manifest().family().contains("Pro")).isPresent();
        var speaker =
                pro
                        ? need(all, Kind.SPEAKER_VECTOR, "eres2netv2", "ERes2NetV2", missing)
                        : Optional.<ModelFolder>empty();
        if (!missing.isEmpty()) {
            return new InstalledCloning(Optional.empty(), List.copyOf(missing));
        }
        var characters =
                all.stream()
                        .filter(model -> model.file(Characters.GRAPH).toFile().isFile())
                        .max(Comparator.comparing(model -> model.manifest().created()));
        return new InstalledCloning(
                Optional.of(
                        new VoiceProfile.Models(
                                id(codes), id(sound), id(content), id(characters), id(speaker))),
                List.of());
    }

    private static ModelFolder named(ModelFolders folders, String id, Kind kind) {
        var found = folders.find(id);
        if (found.manifest().kind() != kind) {
            throw new StudioException(
                    kind == Kind.SPEECH_CODES ? "corpus.voices.notCodes" : "corpus.voices.notSound",
                    id);
        }
        return found;
    }

    private static String id(Optional<ModelFolder> model) {
        return model.map(ModelFolder::id).orElse("");
    }

    /// @param family empty for any
    private static Optional<ModelFolder> need(
            List<ModelFolder> all, Kind kind, String family, String name, List<String> missing) {
        var newest =
                all.stream()
                        .filter(model -> model.manifest().kind() == kind)
                        .filter(m -> family.isEmpty() || m.manifest().family().equals(family))
                        .max(Comparator.comparing(model -> model.manifest().created()));
        if (newest.isEmpty()) {
            missing.add(name);
        }
        return newest;
    }
}
