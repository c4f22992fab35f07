package studio.likeness.models.catalogue;

import java.util.List;
import java.util.Optional;

/// All entries, in the order in which they are shown.
public record Catalogue(List<Entry> entries) {
    public Catalogue {
        entries = List.copyOf(entries);
    }

    /// The one that comes with the studio.
    public static Catalogue load() {
        return new Catalogue(CatalogueFile.read());
    }

    public Optional<Entry> find(String id) {
        return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }
}
