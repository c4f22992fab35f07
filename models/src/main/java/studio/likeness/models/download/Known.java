package studio.likeness.models.download;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.job.StudioException;

/// The hashes of what was ever fetched for one id. They outlive the files, so that what is fetched
/// again can be compared with what was trusted the first time.
final class Known {
    /// A file that was whole.
    ///
    /// @param given whether its hash was told beforehand; else the first download was trusted
    /// @param told whether the user has been told of that trust
    record Item(
            @JsonProperty("sha256") String sha256,
            @JsonProperty("bytes") long bytes,
            @JsonProperty("given") boolean given,
            @JsonProperty("told") boolean told,
            @JsonProperty("source") String source,
            @JsonProperty("since") String since) {}

    private record Saved(@JsonProperty("files") Map<String, Item> files) {}

    private final Path file;
    private final Map<String, Item> items = new TreeMap<>();

    private Known(Path file) {
        this.file = file;
    }

    static Known read(Path file) {
        var known = new Known(file);
        if (Files.exists(file)) {
            try {
                known.items.putAll(Note.parse(Files.readString(file), Saved.class).files());
            } catch (JacksonException e) {
                throw new StudioException(e, "models.download.knownDamaged", file);
            } catch (IOException e) {
                throw new StudioException(e, "models.download.cannotRead", file);
            }
        }
        return known;
    }

    Optional<Item> find(String name) {
        return Optional.ofNullable(items.get(name));
    }

    /// The hash a file must have: the one told with it, else the one seen first.
    Optional<String> expected(Wanted wanted) {
        return wanted.sha256().or(() -> find(wanted.name()).map(Item::sha256));
    }

    void add(Wanted wanted, String sha256, long bytes) {
        boolean given = wanted.sha256().isPresent();
        var before = find(wanted.name()).filter(item -> item.sha256().equals(sha256));
        put(
                wanted.name(),
                new Item(
                        sha256,
                        bytes,
                        given,
                        given || before.map(Item::told).orElse(false),
                        wanted.source().toString(),
                        before.map(Item::since).orElse(Instant.now().toString())));
    }

    Map<String, String> trusted() {
        var trusted = new TreeMap<String, String>();
        items.forEach(
                (name, item) -> {
                    if (!item.given()) {
                        trusted.put(name, item.sha256());
                    }
                });
        return trusted;
    }

    /// The names of those whose trust the user has not heard of; from now on they count as told.
    List<String> tell(List<Wanted> files) {
        var fresh =
                files.stream()
                        .map(Wanted::name)
                        .filter(name -> find(name).filter(item -> !item.told()).isPresent())
                        .toList();
        for (var name : fresh) {
            var item = find(name).orElseThrow();
            put(
                    name,
                    new Item(
                            item.sha256(),
                            item.bytes(),
                            item.given(),
                            true,
                            item.source(),
                            item.since()));
        }
        return fresh;
    }

    private void put(String name, Item item) {
        items.put(name, item);
        try {
            AtomicFile.write(file, Note.text(new Saved(items)));
        } catch (IOException e) {
            throw Disk.cannotWrite(e, file);
        }
    }
}
