package studio.likeness.models.modelfolder;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.modelfolder.Manifest.FileEntry;
import studio.likeness.models.modelfolder.Manifest.Frame;
import studio.likeness.models.modelfolder.Manifest.Kind;
import studio.likeness.models.modelfolder.Manifest.Licence;
import studio.likeness.models.modelfolder.Manifest.Quality;
import studio.likeness.models.modelfolder.Manifest.Source;

/// `model.json`, field by field, so that a file somebody else wrote is either understood wholly or
/// refused.
final class ManifestFile {
    static final String NAME = "model.json";

    /// Raised when an older studio could no longer read what is written.
    static final int FORMAT = 1;

    /// A generous bound: the real ones have some two kilobytes.
    private static final int LONGEST = 1 << 20;

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ManifestFile() {}

    /// Something in the file is not what it must be.
    private static final class Misunderstood extends Exception {
        private static final long serialVersionUID = 1L;

        Misunderstood(String field) {
            super(field);
        }
    }

    static void write(Path file, Manifest manifest) throws IOException {
        var json = MAPPER.createObjectNode();
        json.put("format", FORMAT);
        json.put("id", manifest.id());
        json.put("name", manifest.name());
        json.put("family", manifest.family());
        json.put("kind", manifest.kind().name());
        json.put("created", manifest.created().toString());
        var source = json.putObject("source");
        source.put("path", manifest.source().path());
        source.put("container", manifest.source().container());
        source.put("fingerprint", manifest.source().fingerprint());
        var licence = json.putObject("licence");
        licence.put("name", manifest.licence().name());
        licence.put("file", manifest.licence().file());
        var weights = json.putObject("weights");
        manifest.weights().forEach(weights::put);
        manifest.frame().ifPresent(frame -> put(json.putObject("frame"), frame));
        manifest.quality().ifPresent(quality -> put(json.putObject("quality"), quality));
        json.put("prompt", manifest.prompt());
        json.put("converter", manifest.converter());
        var files = json.putArray("files");
        for (var entry : manifest.files()) {
            var f = files.addObject();
            f.put("name", entry.name());
            f.put("bytes", entry.bytes());
            f.put("sha256", entry.sha256());
        }
        AtomicFile.write(file, MAPPER.writeValueAsString(json) + "\n");
    }

    private static void put(ObjectNode json, Frame frame) {
        json.put("layers", frame.layers());
        json.put("kvHeads", frame.kvHeads());
        json.put("headSize", frame.headSize());
        json.put("vocabulary", frame.vocabulary());
        json.put("context", frame.context());
    }

    private static void put(ObjectNode json, Quality quality) {
        json.put("perplexity", quality.perplexity());
        json.put("perplexityOfFloat", quality.perplexityOfFloat());
        json.put("agreement", quality.agreement());
        json.put("tokens", quality.tokens());
    }

    /// @param shownAs what a message calls the model
    /// @throws StudioException when it cannot be read, is not understood, or is newer than this
    ///     version
    static Manifest read(Path file, String shownAs) {
        try (var in = new FileInputStream(file.toFile())) {
            var bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new Misunderstood("length");
            }
            var json = MAPPER.readTree(bytes);
            if (json.path("format").asInt() > FORMAT) {
                throw new StudioException("models.modelfolder.newer", shownAs);
            }
            return manifest(json);
        } catch (JacksonException | Misunderstood | DateTimeException e) {
            throw new StudioException(e, "models.modelfolder.broken", shownAs);
        } catch (IOException e) {
            throw new StudioException(e, "models.modelfolder.unreadable", shownAs);
        }
    }

    private static Manifest manifest(JsonNode json) throws Misunderstood {
        if (json.path("format").asInt() != FORMAT) {
            throw new Misunderstood("format");
        }
        var source = json.path("source");
        var licence = json.path("licence");
        return new Manifest(
                text(json, "id"),
                text(json, "name"),
                text(json, "family"),
                kind(text(json, "kind")),
                Instant.parse(text(json, "created")),
                new Source(
                        text(source, "path"),
                        text(source, "container"),
                        text(source, "fingerprint")),
                new Licence(text(licence, "name"), text(licence, "file")),
                files(json.path("files")),
                weights(json.path("weights")),
                json.has("quality") ? Optional.of(quality(json.path("quality"))) : Optional.empty(),
                json.has("frame") ? Optional.of(frame(json.path("frame"))) : Optional.empty(),
                text(json, "prompt"),
                text(json, "converter"));
    }

    private static Kind kind(String name) throws Misunderstood {
        for (var kind : Kind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        throw new Misunderstood("kind");
    }

    private static List<FileEntry> files(JsonNode json) throws Misunderstood {
        var files = new ArrayList<FileEntry>();
        for (var f : json) {
            var name = text(f, "name");
            var sha256 = text(f, "sha256");
            if (!isInside(name) || !SHA256.matcher(sha256).matches()) {
                throw new Misunderstood("files");
            }
            files.add(new FileEntry(name, whole(f, "bytes"), sha256));
        }
        return files;
    }

    /// A name that stays in the folder.
    private static boolean isInside(String name) {
        var path = Path.of(name);
        return !name.isEmpty()
                && !path.isAbsolute()
                && path.normalize().equals(path)
                && !path.startsWith("..");
    }

    private static Map<String, String> weights(JsonNode json) throws Misunderstood {
        var weights = new LinkedHashMap<String, String>();
        for (var part : json.properties()) {
            weights.put(part.getKey(), text(json, part.getKey()));
        }
        return weights;
    }

    private static Frame frame(JsonNode json) throws Misunderstood {
        return new Frame(
                size(json, "layers"),
                size(json, "kvHeads"),
                size(json, "headSize"),
                size(json, "vocabulary"),
                size(json, "context"));
    }

    private static Quality quality(JsonNode json) throws Misunderstood {
        return new Quality(
                number(json, "perplexity"),
                number(json, "perplexityOfFloat"),
                number(json, "agreement"),
                size(json, "tokens"));
    }

    private static String text(JsonNode json, String field) throws Misunderstood {
        if (!json.path(field).isTextual()) {
            throw new Misunderstood(field);
        }
        return json.path(field).textValue();
    }

    private static long whole(JsonNode json, String field) throws Misunderstood {
        var number = json.path(field);
        if (!number.canConvertToLong() || number.longValue() < 0) {
            throw new Misunderstood(field);
        }
        return number.longValue();
    }

    private static int size(JsonNode json, String field) throws Misunderstood {
        var number = whole(json, field);
        if (number == 0 || number > Integer.MAX_VALUE) {
            throw new Misunderstood(field);
        }
        return (int) number;
    }

    private static double number(JsonNode json, String field) throws Misunderstood {
        if (!json.path(field).isNumber()) {
            throw new Misunderstood(field);
        }
        return json.path(field).doubleValue();
    }
}
