package studio.likeness.models.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import studio.likeness.models.catalogue.Entry.Licence;
import studio.likeness.models.catalogue.Entry.Purpose;
import studio.likeness.models.download.Wanted;

/// `catalogue.json`: a list of entries. A file has a `name`, its address is `from` and its `path`,
/// which is its name where it is missing; `bytes` and `sha256` stand there only where they were
/// found published, else the first download is trusted.
final class CatalogueFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "catalogue.json";

    private CatalogueFile() {}

    static List<Entry> read() {
        try (var in = CatalogueFile.class.getResourceAsStream(NAME)) {
            if (in == null) {
                throw new IllegalStateException("expected on the class path: " + NAME);
            }
            var entries = new ArrayList<Entry>();
            for (var node : JSON.readTree(in)) {
                entries.add(entry(node));
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(JsonNode node) {
        var files = new ArrayList<Wanted>();
        for (var file : node.path("files")) {
            files.add(wanted(node.path("from").asText(), file));
        }
        return new Entry(
                node.path("id").asText(),
                node.path("name").asText(),
                URI.create(node.path("page").asText()),
                Purpose.valueOf(node.path("purpose").asText()),
                node.path("family").asText(),
                node.path("parameters").asLong(),
                new Licence(
                        node.path("licence").path("name").asText(),
                        node.path("licence").path("terms").asText()),
                files);
    }

    private static Wanted wanted(String from, JsonNode file) {
        var name = file.path("name").asText();
        return new Wanted(
                URI.create(from + file.path("path").asText(name)),
                name,
                file.has("bytes")
                        ? OptionalLong.of(file.path("bytes").asLong())
                        : OptionalLong.empty(),
                file.has("sha256") ? Optional.of(file.path("sha256").asText()) : Optional.empty());
    }
}
