package studio.likeness.app.window.library;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.catalogue.Catalogue;
import studio.likeness.models.catalogue.Entry;
import studio.likeness.models.download.Downloads.Kept;
import studio.likeness.models.library.Fit;
import studio.likeness.models.library.Library;
import studio.likeness.models.library.Library.Shelf;
import studio.likeness.models.library.Machine;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.runtime.GpuPack;

/// What was found when the disk was last looked at.
///
/// @param fits by the cards' keys
/// @param fetched what is here of entries' files, by their identifiers
/// @param cards the libraries that cards are used with
record Inventory(
        Shelf shelf,
        Catalogue catalogue,
        Machine machine,
        Map<String, Fit> fits,
        Map<String, Kept> fetched,
        GpuPack.State cards) {
    static final Inventory NOTHING =
            new Inventory(
                    new Shelf(List.of(), List.of(), List.of()),
                    new Catalogue(List.of()),
                    new Machine(0, Optional.empty()),
                    Map.of(),
                    Map.of(),
                    new GpuPack.State.NotNeeded());

    /// Reads the disk. Not for the FX thread.
    static Inventory of(Library library, Machine machine) {
        var shelf = library.shelf();
        var catalogue = library.catalogue();
        var fits = new HashMap<String, Fit>();
        shelf.models().forEach(model -> fits.put(model.id(), library.fit(model, machine)));
        catalogue.entries().forEach(entry -> fits.put(key(entry), library.fit(entry, machine)));
        return new Inventory(shelf, catalogue, machine, fits, library.fetched(), library.gpuPack());
    }

    private static String key(Entry entry) {
        return "entry-" + entry.id();
    }

    Fit fit(ModelFolder model) {
        return fits.getOrDefault(model.id(), new Fit.Unknown());
    }

    Fit fit(Entry entry) {
        return fits.getOrDefault(key(entry), new Fit.Unknown());
    }

    /// What is here of an entry's files.
    Optional<Kept> kept(Entry entry) {
        return Optional.ofNullable(fetched.get(entry.id()));
    }
}
