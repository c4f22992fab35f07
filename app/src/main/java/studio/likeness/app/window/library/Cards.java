package studio.likeness.app.window.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.likeness.app.window.library.Item.Standing;
import studio.likeness.app.window.library.Item.Subject;
import studio.likeness.models.catalogue.Entry;
import studio.likeness.models.catalogue.GpuPackDownload;
import studio.likeness.models.library.Fit;
import studio.likeness.models.library.Library;
import studio.likeness.models.library.Library.Work.Task;
import studio.likeness.models.runtime.GpuPack;

/// All cards, in order.
///
/// @param here what is installed, broken, or on its way
/// @param available what the catalogue has and this machine has not
record Cards(List<Item> here, List<Item> available, List<Item> removed) {
    static Cards of(Library library, Inventory found, RunningWork work) {
        return new Cards(here(found, work), available(library, found, work), removed(found));
    }

    private static List<Item> here(Inventory found, RunningWork work) {
        var cards = new ArrayList<Item>();
        work.of(Task.ADD)
                .forEach(
                        j ->
                                cards.add(
                                        new Item(
                                                new Subject.Incoming(j.work().subject()),
                                                new Fit.Unknown(),
                                                Optional.of(j))));
        found.shelf().problems().forEach(problem -> cards.add(still(new Subject.Broken(problem))));
        for (var model : found.shelf().models()) {
            var checking = work.of(Task.VERIFY, model.id()).findFirst();
            cards.add(new Item(new Subject.Installed(model), found.fit(model), checking));
        }
        if (found.cards() instanceof GpuPack.State.Ready(var bytes, _)) {
            found.catalogue()
                    .find(GpuPackDownload.ID)
                    .ifPresent(entry -> cards.add(still(new Subject.Cards(entry, bytes))));
        }
        return cards;
    }

    private static List<Item> available(Library library, Inventory found, RunningWork work) {
        return found.catalogue().entries().stream()
                .filter(e -> library.installed(e, found.shelf().models()).isEmpty())
                .filter(e -> !isInPlace(e, found))
                .map(
                        e ->
                                new Item(
                                        new Subject.Available(
                                                e, standing(e, library, found), found.kept(e)),
                                        found.fit(e),
                                        work.of(Task.GET, e.id()).findFirst()))
                .toList();
    }

    private static boolean isInPlace(Entry entry, Inventory found) {
        return isGpuPack(entry) && found.cards() instanceof GpuPack.State.Ready;
    }

    private static Standing standing(Entry entry, Library library, Inventory found) {
        if (isGpuPack(entry)) {
            return found.cards() instanceof GpuPack.State.NotNeeded
                    ? Standing.NOT_NEEDED
                    : Standing.USABLE;
        }
        return library.canUse(entry) ? Standing.USABLE : Standing.LATER;
    }

    private static boolean isGpuPack(Entry entry) {
        return entry.id().equals(GpuPackDownload.ID);
    }

    private static List<Item> removed(Inventory found) {
        return found.shelf().trash().stream().map(t -> still(new Subject.Removed(t))).toList();
    }

    /// Nothing runs on it, and it needs no room.
    private static Item still(Subject subject) {
        return new Item(subject, new Fit.Unknown(), Optional.empty());
    }
}
