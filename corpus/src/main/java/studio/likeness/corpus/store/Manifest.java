package studio.likeness.corpus.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import studio.likeness.models.job.StudioException;

/// `manifest.json` of a `.likeness` file: every other member with its size and hash. The versions
/// of format and studio are in it; the day is not, so that the same persona gives the same bytes.
record Manifest(List<Member> members) {
    /// Raised when an older studio could no longer read what is written.
    static final int FORMAT = 1;

    static final String NAME = "manifest.json";

    /// What two hundred thousand members need, and some.
    static final int LONGEST = 64 << 20;

    private static final String KIND = "likeness-persona";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /// A medium's member is named after its hash, which group 1 gives.
    static final Pattern MEDIUM =
            Pattern.compile(PersonaFolder.MEDIA + "/([0-9a-f]{64})\\.[a-z0-9]{1,8}");

    private static final Pattern CONSENT =
            Pattern.compile(PersonaFolder.CONSENT + "/[0-9]{4,9}\\.json");

    /// One file of a persona in an archive.
    record Member(String name, long size, String sha256) {}

    Manifest {
        members = List.copyOf(members);
    }

    /// Whether a persona has files of that name.
    static boolean isMember(String name) {
        return name.equals(PersonaFolder.PERSONA)
                || name.equals(PersonaFolder.DATABASE)
                || MEDIUM.matcher(name).matches()
                || CONSENT.matcher(name).matches()
                || PartFolders.isMember(name)
                || AdapterFolder.isMember(name);
    }

    String text() {
        var json = Json.MAPPER.createObjectNode();
        json.put("kind", KIND);
        json.put("format", FORMAT);
        json.put(
                "studio",
                Optional.ofNullable(Manifest.class.getPackage().getImplementationVersion())
                        .orElse("development"));
        var list = json.putArray("members");
        for (var member : members) {
            list.addObject()
                    .put("name", member.name())
                    .put("size", member.size())
                    .put("sha256", member.sha256());
        }
        return Json.text(json);
    }

    /// @param archive what a message calls it
    static Manifest read(byte[] text, String archive) throws IOException {
        try {
            var json = Json.MAPPER.readTree(text);
            if (json.path("format").asLong() > FORMAT) {
                throw new StudioException("corpus.store.archiveNewer", archive);
            }
            if (json.path("format").asLong() != FORMAT
                    || !json.path("kind").asText().equals(KIND)
                    || !json.path("members").isArray()) {
                throw broken(archive);
            }
            return new Manifest(members(json.path("members"), archive));
        } catch (JacksonException e) {
            throw new StudioException(e, "corpus.store.archiveBadManifest", archive);
        }
    }

    private static List<Member> members(JsonNode list, String archive) {
        Map<String, Member> members = new LinkedHashMap<>();
        for (var item : list) {
            var name = item.path("name").asText();
            var size = item.path("size");
            var sha256 = item.path("sha256").asText();
            var sound =
                    size.isIntegralNumber()
                            && size.canConvertToLong()
                            && size.asLong() >= 0
                            && HASH.matcher(sha256).matches();
            if (!sound || members.put(name, new Member(name, size.asLong(), sha256)) != null) {
                throw broken(archive);
            }
        }
        return List.copyOf(members.values());
    }

    private static StudioException broken(String archive) {
        return new StudioException("corpus.store.archiveBadManifest", archive);
    }
}
