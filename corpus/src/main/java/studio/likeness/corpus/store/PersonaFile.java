package studio.likeness.corpus.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.chat.Sampling;

/// `persona.json`, field by field, so that a file somebody else wrote is either understood wholly
/// or refused.
final class PersonaFile {
    /// Raised when an older studio could no longer read what is written.
    static final int FORMAT = 1;

    /// A generous bound: the real ones have some two kilobytes.
    static final int LONGEST = 1 << 20;

    private static final Set<String> LANGUAGES = Set.of("zh", "en");

    private PersonaFile() {}

    static void write(Path file, Persona persona) throws IOException {
        var json = Json.MAPPER.createObjectNode();
        json.put("format", FORMAT);
        json.put("id", persona.id());
        json.put("name", persona.name());
        json.put("alias", persona.alias());
        json.put("summary", persona.summary());
        json.put("manner", persona.manner());
        var languages = json.putArray("languages");
        persona.languages().forEach(languages::add);
        json.put("portrait", persona.portrait());
        json.put("look", persona.look());
        json.put("sample", persona.sample());
        json.set("consent", json(persona.consent()));
        json.set("card", json(persona.card()));
        json.set("brain", json(persona.brain()));
        json.put("face", persona.parts().face());
        json.put("voice", persona.parts().voice());
        json.put("created", persona.created().toString());
        json.put("updated", persona.updated().toString());
        AtomicFile.write(file, Json.text(json));
    }

    static void write(Path file, Consent consent) throws IOException {
        AtomicFile.write(file, Json.text(json(consent)));
    }

    private static ObjectNode json(Consent consent) {
        var json = Json.MAPPER.createObjectNode();
        json.put("subject", consent.subject());
        json.put("basis", consent.basis().name());
        json.put("grantedBy", consent.grantedBy());
        json.put("note", consent.note());
        json.put("at", consent.at().toString());
        json.put("statementMedia", consent.statementMedia());
        return json;
    }

    private static ObjectNode json(Card card) {
        var json = Json.MAPPER.createObjectNode();
        json.put("period", card.period());
        json.put("never", card.never());
        json.put("address", card.address());
        return json;
    }

    private static ObjectNode json(BrainChoice brain) {
        var json = Json.MAPPER.createObjectNode();
        json.put("kind", brain.kind().name());
        json.put("model", brain.model());
        json.put("recordedFirst", brain.recordedFirst());
        json.put("temperament", brain.temperament().name());
        brain.numbers().ifPresent(numbers -> json.set("sampling", json(numbers)));
        if (!brain.adapter().isEmpty()) {
            json.put("adapter", brain.adapter());
        }
        if (!brain.form().equals(BrainChoice.Form.OWN)) {
            var form = json.putObject("form");
            brain.form().template().ifPresent(text -> form.put("template", text));
            var stops = form.putArray("stops");
            brain.form().stops().forEach(stops::add);
        }
        return json;
    }

    private static ObjectNode json(Sampling numbers) {
        var json = Json.MAPPER.createObjectNode();
        json.put("temperature", numbers.temperature());
        json.put("topK", numbers.topK());
        json.put("topP", numbers.topP());
        json.put("minP", numbers.minP());
        json.put("repetitionPenalty", numbers.repetitionPenalty());
        json.put("presencePenalty", numbers.presencePenalty());
        json.put("frequencyPenalty", numbers.frequencyPenalty());
        numbers.seed().ifPresent(seed -> json.put("seed", seed));
        return json;
    }

    /// @param shownAs what a message calls it
    /// @throws StudioException when it cannot be read, is not understood, or is newer than this
    ///     version
    static Persona read(Path file, String shownAs) {
        try (var in = new FileInputStream(file.toFile())) {
            var bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new Misunderstood("too long");
            }
            var json = Json.MAPPER.readTree(bytes);
            if (json.path("format").asInt() > FORMAT) {
                throw new StudioException("corpus.store.newerPersona", shownAs);
            }
            return persona(json);
        } catch (JacksonException | Misunderstood | DateTimeException e) {
            throw new StudioException(e, "corpus.store.brokenPersona", shownAs);
        } catch (IOException e) {
            throw new StudioException(e, "corpus.store.unreadablePersona", shownAs);
        }
    }

    private static Persona persona(JsonNode json) throws Misunderstood {
        if (json.path("format").asInt() != FORMAT) {
            throw new Misunderstood("format");
        }
        var id = text(json, "id");
        var portrait = text(json, "portrait");
        if (!Ids.isPersona(id) || !Ids.MEDIA_OR_EMPTY.matcher(portrait).matches()) {
            throw new Misunderstood("id or portrait");
        }
        var name = text(json, "name");
        if (name.isBlank()) {
            throw new Misunderstood("name");
        }
        return new Persona(
                id,
                name,
                text(json, "alias"),
                text(json, "summary"),
                text(json, "manner"),
                languages(json.path("languages")),
                portrait,
                text(json, "look"),
                json.path("sample").asBoolean(),
                consent(json.path("consent")),
                card(json.path("card")),
                brain(json.path("brain")),
                new Persona.Parts(part(json, "face"), part(json, "voice")),
                Instant.parse(text(json, "created")),
                Instant.parse(text(json, "updated")));
    }

    private static List<String> languages(JsonNode json) throws Misunderstood {
        var languages = new ArrayList<String>();
        for (var language : json) {
            languages.add(language.asText());
        }
        if (languages.isEmpty() || !LANGUAGES.containsAll(languages)) {
            throw new Misunderstood("languages");
        }
        return languages;
    }

    private static Consent consent(JsonNode json) throws Misunderstood {
        var statement = text(json, "statementMedia");
        if (!Ids.MEDIA_OR_EMPTY.matcher(statement).matches()) {
            throw new Misunderstood("statementMedia");
        }
        var basis = text(json, "basis");
        for (var known : Consent.Basis.values()) {
            if (known.name().equals(basis)) {
                var consent =
                        new Consent(
                                text(json, "subject"),
                                known,
                                text(json, "grantedBy"),
                                text(json, "note"),
                                Instant.parse(text(json, "at")),
                                statement);
                if (!isGiven(consent)) {
                    throw new Misunderstood("consent");
                }
                return consent;
            }
        }
        throw new Misunderstood("basis");
    }

    /// Files of earlier versions have none.
    private static Card card(JsonNode json) throws Misunderstood {
        return json.isMissingNode()
                ? Card.EMPTY
                : new Card(text(json, "period"), text(json, "never"), text(json, "address"));
    }

    /// Files of earlier versions have none.
    private static BrainChoice brain(JsonNode json) throws Misunderstood {
        if (json.isMissingNode()) {
            return BrainChoice.ARCHIVE;
        }
        return new BrainChoice(
                choice(BrainChoice.Kind.values(), json, "kind"),
                text(json, "model"),
                json.path("recordedFirst").asBoolean(true),
                choice(BrainChoice.Temperament.values(), json, "temperament"),
                numbers(json.path("sampling")),
                part(json, "adapter"),
                form(json.path("form")));
    }

    private static BrainChoice.Form form(JsonNode json) throws Misunderstood {
        if (json.isMissingNode()) {
            return BrainChoice.Form.OWN;
        }
        var stops = new ArrayList<String>();
        for (var stop : json.path("stops")) {
            stops.add(stop.asText());
        }
        try {
            return new BrainChoice.Form(
                    json.has("template") ? Optional.of(text(json, "template")) : Optional.empty(),
                    stops);
        } catch (IllegalArgumentException e) {
            throw new Misunderstood("form");
        }
    }

    private static Optional<Sampling> numbers(JsonNode json) throws Misunderstood {
        if (json.isMissingNode()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Sampling(
                            json.path("temperature").asDouble(),
                            json.path("topK").asInt(),
                            json.path("topP").asDouble(),
                            json.path("minP").asDouble(),
                            json.path("repetitionPenalty").asDouble(),
                            json.path("presencePenalty").asDouble(),
                            json.path("frequencyPenalty").asDouble(),
                            json.has("seed")
                                    ? OptionalLong.of(json.path("seed").asLong())
                                    : OptionalLong.empty()));
        } catch (IllegalArgumentException e) {
            throw new Misunderstood("sampling");
        }
    }

    /// Files of earlier versions have none.
    private static String part(JsonNode json, String field) throws Misunderstood {
        if (json.path(field).isMissingNode()) {
            return "";
        }
        var id = text(json, field);
        if (!id.isEmpty() && !Ids.isPersona(id)) {
            throw new Misunderstood(field);
        }
        return id;
    }

    private static <E extends Enum<E>> E choice(E[] known, JsonNode json, String field)
            throws Misunderstood {
        var word = text(json, field);
        for (var each : known) {
            if (each.name().equals(word)) {
                return each;
            }
        }
        throw new Misunderstood(field);
    }

    /// Whether it says whose likeness it is and who agreed; nobody need agree for nobody.
    static boolean isGiven(Consent consent) {
        return consent.basis() == Consent.Basis.FICTIONAL
                || (!consent.subject().isBlank() && !consent.grantedBy().isBlank());
    }

    private static String text(JsonNode json, String field) throws Misunderstood {
        var value = json.path(field);
        if (!value.isTextual()) {
            throw new Misunderstood(field);
        }
        return value.textValue();
    }

    /// A field that is missing or means nothing.
    private static final class Misunderstood extends Exception {
        private static final long serialVersionUID = 1L;

        Misunderstood(String field) {
            super(field);
        }
    }
}
