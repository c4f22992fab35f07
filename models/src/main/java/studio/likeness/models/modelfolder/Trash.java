package studio.likeness.models.modelfolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Removed models: `<id>-<time>/`, whole. Nothing is ever erased from here by itself.
final class Trash {
    record Item(Path folder, ModelFolders.Trashed model) {}

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final Pattern FOLDER = Pattern.compile("(.+?)-(\\d{8}-\\d{6})(-\\d+)?");

    private final Path folder;

    Trash(Path folder) {
        this.folder = folder;
    }

    private Path folder() throws IOException {
        return Files.createDirectories(folder);
    }

    void take(Path model, Instant now) throws IOException {
        var base = folder().resolve(model.getFileName() + "-" + TIME.format(now));
        var place = base;
        for (int i = 2; Files.exists(place); i++) {
            place = base.resolveSibling(base.getFileName() + "-" + i);
        }
        Unfinished.moveWhole(model, place);
    }

    /// The latest first.
    List<Item> items() throws IOException {
        var items = new ArrayList<Item>();
        try (var folders = Files.newDirectoryStream(folder(), Files::isDirectory)) {
            for (var folder : folders) {
                var name = FOLDER.matcher(folder.getFileName().toString());
                if (name.matches()) {
                    var removed = time(name.group(2), folder);
                    var model =
                            new ModelFolders.Trashed(
                                    name.group(1), removed, folder, Unfinished.bytes(folder));
                    items.add(new Item(folder, model));
                }
            }
        }
        items.sort(
                Comparator.comparing((Item item) -> item.model().removed())
                        .thenComparing(Item::folder)
                        .reversed());
        return items;
    }

    private static Instant time(String text, Path folder) throws IOException {
        try {
            return TIME.parse(text, Instant::from);
        } catch (DateTimeParseException _) {
            return Files.getLastModifiedTime(folder).toInstant(); // digits that are no time
        }
    }
}
