package studio.likeness.app.window.voice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.voice.cloning.Differences;
import studio.likeness.models.voice.speaker.Likeness;

/// What a persona's voices have said, on disk: `said-<milliseconds>.wav`, and beside each what was
/// wished. Not for the FX thread.
final class Takes {
    private static final System.Logger LOG = System.getLogger(Takes.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEGIN = "said-";
    private static final String ASIDE = "removed";

    private final Path folder;

    Takes(Path folder) {
        this.folder = folder;
    }

    /// Something that was said.
    ///
    /// @param voice its identifier
    /// @param heard what the studio understood of it, where it listened
    /// @param likeness to the person, where it was measured
    record Take(
            Path file,
            Instant at,
            String voice,
            VoiceWork.Wish wish,
            Optional<VoiceWork.Heard> heard,
            Optional<Likeness> likeness) {}

    /// Where the next one goes.
    Path next(Instant at) {
        try {
            Files.createDirectories(folder);
            return folder.resolve(BEGIN + at.toEpochMilli() + ".wav");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Keeps what is known of it; the sound is there already.
    void write(Take take) {
        var o = JSON.createObjectNode();
        o.put("voice", take.voice());
        o.put("text", take.wish().text());
        o.put("seed", take.wish().seed());
        o.put("speed", take.wish().speed());
        o.put("pauseMillis", take.wish().pause().toMillis());
        take.likeness().ifPresent(likeness -> write(likeness, o.putObject("likeness")));
        take.heard().ifPresent(heard -> write(heard, o.putObject("heard")));
        try {
            AtomicFile.write(noteOf(take.file()), o.toPrettyString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(VoiceWork.Heard heard, ObjectNode o) {
        o.put("tries", heard.tries());
        o.put("wrong", heard.differences().wrong());
        o.put("letters", heard.differences().letters());
        var parts = o.putArray("parts");
        for (var part : heard.differences().parts()) {
            parts.addObject()
                    .put("said", part.said())
                    .put("heard", part.heard())
                    .put("same", part.same());
        }
    }

    private static void write(Likeness likeness, ObjectNode o) {
        o.put("value", likeness.value());
        o.put("recordings", likeness.recordings());
        o.put("by", likeness.by());
        likeness.same().ifPresent(span -> write(span, o.putObject("same")));
        likeness.strangers().ifPresent(span -> write(span, o.putObject("strangers")));
    }

    private static void write(Likeness.Span span, ObjectNode o) {
        o.put("least", span.least()).put("most", span.most());
    }

    private static Likeness likeness(JsonNode o) {
        return new Likeness(
                o.path("value").asDouble(),
                span(o.path("same")),
                span(o.path("strangers")),
                o.path("recordings").asInt(),
                o.path("by").asText());
    }

    private static Optional<Likeness.Span> span(JsonNode o) {
        double least = o.path("least").asDouble();
        return o.isObject()
                ? Optional.of(new Likeness.Span(least, Math.max(least, o.path("most").asDouble())))
                : Optional.empty();
    }

    private static VoiceWork.Heard heard(JsonNode o) {
        var parts = new ArrayList<Differences.Part>();
        for (var part : o.path("parts")) {
            parts.add(
                    new Differences.Part(
                            part.path("said").asText(),
                            part.path("heard").asText(),
                            part.path("same").asBoolean()));
        }
        return new VoiceWork.Heard(
                new Differences(parts, o.path("wrong").asInt(), o.path("letters").asInt()),
                o.path("tries").asInt(1));
    }

    /// The latest first.
    List<Take> list() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            var takes = new ArrayList<Take>();
            for (var file : all.toList()) {
                if (String.valueOf(file.getFileName()).matches(BEGIN + "\\d+\\.wav")) {
                    read(file).ifPresent(takes::add);
                }
            }
            takes.sort(Comparator.comparing(Take::at).reversed());
            return takes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Empty for a sound whose making was cut short: it has no note.
    private static Optional<Take> read(Path file) throws IOException {
        var note = noteOf(file);
        if (!Files.isRegularFile(note)) {
            return Optional.empty();
        }
        try {
            var o = JSON.readTree(Files.readString(note, StandardCharsets.UTF_8));
            return Optional.of(take(file, o));
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            LOG.log(System.Logger.Level.WARNING, "a take's note is damaged", e);
            return Optional.empty();
        }
    }

    private static Take take(Path file, JsonNode o) {
        var name = String.valueOf(file.getFileName());
        long at = Long.parseLong(name.substring(BEGIN.length(), name.length() - 4));
        return new Take(
                file,
                Instant.ofEpochMilli(at),
                o.path("voice").asText(),
                new VoiceWork.Wish(
                        o.path("text").asText(),
                        o.path("seed").asLong(),
                        o.path("speed").asDouble(1),
                        Duration.ofMillis(o.path("pauseMillis").asLong(300))),
                o.has("heard") ? Optional.of(heard(o.path("heard"))) : Optional.empty(),
                o.has("likeness") ? Optional.of(likeness(o.path("likeness"))) : Optional.empty());
    }

    /// Puts it aside.
    void remove(Take take) {
        move(take.file(), folder.resolve(ASIDE));
    }

    /// Takes it back.
    void restore(Take take) {
        move(folder.resolve(ASIDE).resolve(take.file().getFileName()), folder);
    }

    private static void move(Path file, Path into) {
        try {
            Files.createDirectories(into);
            // The note goes last: without it a sound is no take.
            for (var each : List.of(file, noteOf(file))) {
                AtomicFile.move(each, into.resolve(each.getFileName()));
            }
        } catch (IOException e) {
            throw new StudioException(e, "app.window.voice.take.cannotMove", into);
        }
    }

    private static Path noteOf(Path file) {
        return file.resolveSibling(
                String.valueOf(file.getFileName()).replaceAll("\\.wav$", ".json"));
    }
}
