package studio.likeness.models.voice.profile;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.voice.cloning.Manner;
import studio.likeness.models.voice.cloning.Sampling;

/// What a voice's folder says of it, in `voice.json`. Models are named by their identifiers in the
/// library; an empty one is done without.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = VoiceProfile.Cloned.class, name = "cloned"),
    @JsonSubTypes.Type(value = VoiceProfile.Converted.class, name = "converted")
})
public sealed interface VoiceProfile {
    String FILE = "voice.json";

    /// For people.
    String name();

    /// A few seconds of recordings and the networks that speak like them.
    ///
    /// @param references by mood, the usual one first; at least one
    /// @param characterErrorRate of all that the studio heard when it listened to the voice; -1
    ///     where it never did
    /// @param charactersHeard from how many that was found
    record Cloned(
            String name,
            Models models,
            List<Recording> references,
            Speaking speaking,
            double characterErrorRate,
            long charactersHeard)
            implements VoiceProfile {
        public Cloned {
            references = List.copyOf(references);
            if (references.isEmpty() || !(characterErrorRate <= 10) || charactersHeard < 0) {
                throw new IllegalArgumentException(
                        "expected a reference and an error rate, found %d and %s of %d characters"
                                .formatted(references.size(), characterErrorRate, charactersHeard));
            }
        }

        /// One that nobody has listened to.
        public static Cloned unheard(
                String name, Models models, List<Recording> references, Speaking speaking) {
            return new Cloned(name, models, references, speaking, -1, 0);
        }

        /// After the studio has listened to another sentence.
        ///
        /// @param wrong of its characters
        public Cloned heard(int wrong, int characters) {
            long all = charactersHeard + characters;
            double before = Math.max(0, characterErrorRate) * charactersHeard;
            return all == 0
                    ? this
                    : new Cloned(
                            name,
                            models,
                            references,
                            speaking,
                            Math.min(10, (before + wrong) / all),
                            all);
        }

        public Cloned withSpeaking(Speaking changed) {
            return new Cloned(
                    name, models, references, changed, characterErrorRate, charactersHeard);
        }

        /// The recording of a mood; the usual one where there is none.
        public Recording reference(String mood) {
            return references.stream()
                    .filter(r -> r.mood().equals(mood))
                    .findFirst()
                    .orElse(references.getFirst());
        }
    }

    /// The networks of a cloned voice, see
    /// [studio.likeness.models.voice.cloning.CloningModels].
    record Models(String codes, String sound, String content, String characters, String speaker) {
        public Models {
            if (codes.isEmpty() || sound.isEmpty() || content.isEmpty()) {
                throw new IllegalArgumentException(
                        "expected models for codes, sound and content, found '%s', '%s', '%s'"
                                .formatted(codes, sound, content));
            }
        }
    }

    /// A reference.
    ///
    /// @param mood `usual`, or what people call it
    /// @param file in the voice's folder
    /// @param sha256 of the file
    /// @param text what is said; blank where that is not known
    /// @param language `zh`, `en` or `auto`
    record Recording(
            String mood, String file, String sha256, String text, String language, double seconds) {
        public Recording {
            if (file.isEmpty()
                    || file.contains("/")
                    || file.contains("\\")
                    || file.startsWith(".")
                    || !sha256.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException(
                        "expected a file of the folder and its SHA-256, found '%s', '%s'"
                                .formatted(file, sha256));
            }
        }
    }

    /// How it speaks; see [Manner] and [Sampling].
    record Speaking(
            int topK,
            double topP,
            double temperature,
            double penalty,
            double speed,
            double noise,
            long pauseMillis,
            long seed) {
        public static Speaking usual() {
            return of(Manner.USUAL);
        }

        public static Speaking of(Manner manner) {
            var s = manner.sampling();
            return new Speaking(
                    s.topK(),
                    s.topP(),
                    s.temperature(),
                    s.penalty(),
                    manner.speed(),
                    manner.noise(),
                    manner.pause().toMillis(),
                    manner.seed());
        }

        @JsonIgnore
        public Manner manner() {
            return new Manner(
                    new Sampling(topK, topP, temperature, penalty),
                    speed,
                    noise,
                    Duration.ofMillis(pauseMillis),
                    seed);
        }

        public Speaking {
            // Both refuse what makes no sense.
            new Manner(
                    new Sampling(topK, topP, temperature, penalty),
                    speed,
                    noise,
                    Duration.ofMillis(pauseMillis),
                    seed);
        }
    }

    /// The system's voice, made this person's by so-vits-svc.
    ///
    /// @param model of the kind VOICE_CONVERSION
    /// @param content of the kind SPEECH_CONTENT
    /// @param pitch of the kind PITCH; empty for the one that is always there
    /// @param speaker by name, as the model's config has it
    /// @param semitones that the system's voice is raised before
    /// @param ownPitch whether the model says how high it speaks
    /// @param noise how much chance is in the sound; 0.4 usually
    record Converted(
            String name,
            String model,
            String content,
            String pitch,
            String speaker,
            double semitones,
            boolean ownPitch,
            double noise)
            implements VoiceProfile {
        public Converted {
            if (model.isEmpty() || content.isEmpty() || Math.abs(semitones) > 48) {
                throw new IllegalArgumentException(
                        "expected models for sound and content and at most 48 semitones, found '%s', '%s', %s"
                                .formatted(model, content, semitones));
            }
        }
    }

    /// @param folder of a voice
    /// @throws StudioException when its file is missing or makes no sense
    static VoiceProfile read(Path folder) {
        var file = folder.resolve(FILE);
        try {
            return Optional.ofNullable(
                            mapper().readValue(Files.readString(file), VoiceProfile.class))
                    .orElseThrow(() -> new StudioException("models.voice.profile.broken", file));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new StudioException(e, "models.voice.profile.broken", file);
        } catch (IOException e) {
            throw new StudioException(e, "models.voice.profile.missing", folder.getFileName());
        }
    }

    /// Replaces what is there.
    default void write(Path folder) {
        try {
            var text = mapper().writerWithDefaultPrettyPrinter().writeValueAsString(this);
            AtomicFile.write(folder.resolve(FILE), text);
        } catch (IOException e) {
            throw new StudioException(e, "models.voice.profile.cannotWrite", folder);
        }
    }

    /// What lacks a field is told with its name, not met as a null later.
    private static ObjectMapper mapper() {
        return JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
                .build();
    }
}
