package studio.likeness.corpus.store;

import com.fasterxml.jackson.core.JacksonException;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.StudioException;

/// Deleted personas: `trash/<id>-<time>/`, each with a note of its name and time. Nothing is ever
/// removed from here.
final class Trash {
    /// A deleted persona's folder and what its note says.
    record Item(Path folder, PersonaStore.Trashed persona) {}

    private static final String NOTE = "trashed.json";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final Pattern FOLDER = Pattern.compile("(.+)-\\d{8}-\\d{6}(-\\d+)?");

    private final Home home;

    Trash(Home home) {
        this.home = home;
    }

    /// Moves a persona's folder here.
    void take(Path folder, String name, Instant now) throws IOException {
        var id = folder.getFileName().toString();
        var base = home.trash().resolve(id + "-" + TIME.format(now));
        var place = base;
        for (int i = 2; Files.exists(place); i++) {
            place = base.resolveSibling(base.getFileName() + "-" + i);
        }
        Unfinished.moveWhole(folder, place);
        var note = Json.MAPPER.createObjectNode();
        note.put("id", id);
        note.put("name", name);
        note.put("deleted", now.toString());
        AtomicFile.write(place.resolve(NOTE), Json.text(note));
    }

    /// The latest first.
    List<Item> items() throws IOException {
        var items = new ArrayList<Item>();
        try (var folders = Files.newDirectoryStream(home.trash(), Files::isDirectory)) {
            for (var folder : folders) {
                if (FOLDER.matcher(folder.getFileName().toString()).matches()) {
                    items.add(new Item(folder, note(folder)));
                }
            }
        }
        items.sort(
                Comparator.comparing((Item item) -> item.persona().deleted())
                        .thenComparing(Item::folder)
                        .reversed());
        return items;
    }

    private static PersonaStore.Trashed note(Path folder) throws IOException {
        try (var in = new FileInputStream(folder.resolve(NOTE).toFile())) {
            var note = Json.MAPPER.readTree(in);
            return new PersonaStore.Trashed(
                    note.path("id").asText(),
                    note.path("name").asText(),
                    Instant.parse(note.path("deleted").asText()));
        } catch (FileNotFoundException | JacksonException | DateTimeException _) {
            return withoutNote(folder);
        }
    }

    /// A kill between the move and the note leaves the folder's own name and file to tell.
    private static PersonaStore.Trashed withoutNote(Path folder) throws IOException {
        var matcher = FOLDER.matcher(folder.getFileName().toString());
        var id = matcher.matches() ? matcher.group(1) : folder.getFileName().toString();
        var deleted = Files.getLastModifiedTime(folder).toInstant();
        try {
            var persona = PersonaFile.read(folder.resolve(PersonaFolder.PERSONA), id);
            return new PersonaStore.Trashed(id, persona.name(), deleted);
        } catch (StudioException _) {
            // A broken persona can be deleted too; then its folder's name is all there is.
            return new PersonaStore.Trashed(id, id, deleted);
        }
    }

    /// Moves it back.
    ///
    /// @param persona as it will be; its identifier is free
    void giveBack(Item item, Persona persona, Path place) throws IOException {
        PersonaFile.write(item.folder().resolve(PersonaFolder.PERSONA), persona);
        Files.deleteIfExists(item.folder().resolve(NOTE));
        Unfinished.moveWhole(item.folder(), place);
    }
}
