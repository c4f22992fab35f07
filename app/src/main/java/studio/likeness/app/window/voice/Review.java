package studio.likeness.app.window.voice;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import studio.likeness.corpus.memory.Memory;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.voice.preparation.Preparation;
import studio.likeness.models.voice.preparation.PreparedClip;
import studio.likeness.models.voice.preparation.PreparedSet;

/// What the proofreader thinks of a set's clips, kept in `review.json` beside it. A rejected clip
/// has no text in the set, so that no trainer reads it; its text waits here. Not for the FX thread.
final class Review {
    private static final String FILE = "review.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    enum Mark {
        OPEN,
        ACCEPTED,
        REJECTED
    }

    /// @param text what is said, of a rejected one too
    record Row(PreparedClip clip, Mark mark, String text) {}

    private record Note(Mark mark, String text) {}

    private final PreparedSet set;
    private final Map<String, Note> notes = new LinkedHashMap<>();

    Review(PreparedSet set) {
        this.set = set;
        var file = file();
        if (Files.isRegularFile(file)) {
            try {
                JSON.readTree(Files.readString(file))
                        .properties()
                        .forEach(
                                note ->
                                        notes.put(
                                                note.getKey(),
                                                new Note(
                                                        Mark.valueOf(
                                                                note.getValue()
                                                                        .path("mark")
                                                                        .asText()
                                                                        .toUpperCase(Locale.ROOT)),
                                                        note.getValue().path("text").asText())));
            } catch (IOException | IllegalArgumentException e) {
                throw new StudioException(e, "app.window.voice.prepare.brokenReview", file);
            }
        }
    }

    private Path file() {
        return set.folder().resolve(FILE);
    }

    Path folder() {
        return set.folder();
    }

    Path sound(Row row) {
        return set.folder().resolve(row.clip().file());
    }

    List<Row> rows() {
        return set.clips().stream().map(this::row).toList();
    }

    private Row row(PreparedClip clip) {
        var note = notes.get(clip.file());
        if (note == null) {
            return new Row(clip, Mark.OPEN, clip.text());
        }
        boolean rejected = note.mark() == Mark.REJECTED;
        return new Row(clip, note.mark(), rejected ? note.text() : clip.text());
    }

    /// Keeps what is thought of a clip, and what it says.
    void keep(Row row, Mark mark, String text) {
        try {
            notes.put(row.clip().file(), new Note(mark, text));
            var o = JSON.createObjectNode();
            notes.forEach(
                    (name, note) ->
                            o.putObject(name)
                                    .put("mark", note.mark().name().toLowerCase(Locale.ROOT))
                                    .put("text", note.text()));
            AtomicFile.write(file(), o.toPrettyString());
            set.correct(row.clip(), language(row, mark, text), mark == Mark.REJECTED ? "" : text);
        } catch (IOException e) {
            throw new StudioException(e, "models.voice.preparation.cannotWrite", set.folder());
        }
    }

    /// What is rejected need not be listened to either.
    private static String language(Row row, Mark mark, String text) {
        var known = row.clip().language();
        if (!known.isEmpty()) {
            return known;
        }
        return text.isBlank()
                ? (mark == Mark.REJECTED ? Preparation.NO_LANGUAGE : "")
                : Memory.languageOf(text);
    }
}
