package studio.likeness.corpus.store;

import java.time.Instant;
import java.util.List;

/// Who a corpus is about. Kept as `persona.json`.
///
/// @param id folder name: lower-case letters, digits and hyphens
/// @param languages `zh`, `en`, the preferred one first
/// @param portrait the SHA-256 of a photo or clip in the persona's media, or empty for the drawn
///     portrait
/// @param look which drawn portrait, see `Portrait.drawn`
/// @param sample true for the persona that comes with the studio
public record Persona(
        String id,
        String name,
        String alias,
        String summary,
        String manner,
        List<String> languages,
        String portrait,
        String look,
        boolean sample,
        Consent consent,
        Card card,
        BrainChoice brain,
        Parts parts,
        Instant created,
        Instant updated) {
    public Persona {
        languages = List.copyOf(languages);
    }

    Persona withId(String now) {
        return new Persona(
                now, name, alias, summary, manner, languages, portrait, look, sample, consent, card,
                brain, parts, created, updated);
    }

    /// @param otherwise the name in another script
    public Persona withName(String now, String otherwise) {
        return new Persona(
                id, now, otherwise, summary, manner, languages, portrait, look, sample, consent,
                card, brain, parts, created, updated);
    }

    public Persona withSummary(String now) {
        return new Persona(
                id, name, alias, now, manner, languages, portrait, look, sample, consent, card,
                brain, parts, created, updated);
    }

    public Persona withManner(String now) {
        return new Persona(
                id, name, alias, summary, now, languages, portrait, look, sample, consent, card,
                brain, parts, created, updated);
    }

    public Persona withLanguages(List<String> now) {
        return new Persona(
                id, name, alias, summary, manner, now, portrait, look, sample, consent, card, brain,
                parts, created, updated);
    }

    public Persona withPortrait(String now) {
        return new Persona(
                id, name, alias, summary, manner, languages, now, look, sample, consent, card,
                brain, parts, created, updated);
    }

    public Persona withConsent(Consent now) {
        return new Persona(
                id, name, alias, summary, manner, languages, portrait, look, sample, now, card,
                brain, parts, created, updated);
    }

    public Persona withCard(Card now) {
        return new Persona(
                id, name, alias, summary, manner, languages, portrait, look, sample, consent, now,
                brain, parts, created, updated);
    }

    public Persona withBrain(BrainChoice now) {
        return new Persona(
                id, name, alias, summary, manner, languages, portrait, look, sample, consent, card,
                now, parts, created, updated);
    }

    public Persona withParts(Parts now) {
        return new Persona(
                id, name, alias, summary, manner, languages, portrait, look, sample, consent, card,
                brain, now, created, updated);
    }

    Persona withTimes(Instant then, Instant now) {
        return new Persona(
                id, name, alias, summary, manner, languages, portrait, look, sample, consent, card,
                brain, parts, then, now);
    }

    /// The persona that comes with the studio.
    public Persona asSample(String ofThatName, String drawnAs) {
        return new Persona(
                id,
                ofThatName,
                alias,
                summary,
                manner,
                languages,
                portrait,
                drawnAs,
                true,
                consent,
                card,
                brain,
                parts,
                created,
                updated);
    }

    /// What of the persona's folders is in use.
    ///
    /// @param face of `faces/`, empty for the portrait alone
    /// @param voice of `voices/`, empty for the system's voice
    public record Parts(String face, String voice) {
        public static final Parts NONE = new Parts("", "");

        public Parts withFace(String id) {
            return new Parts(id, voice);
        }

        public Parts withVoice(String id) {
            return new Parts(face, id);
        }
    }

    /// What a user fills in to create one.
    public record Draft(
            String name,
            String alias,
            String summary,
            String manner,
            List<String> languages,
            Consent consent) {}
}
