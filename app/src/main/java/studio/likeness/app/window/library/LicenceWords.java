package studio.likeness.app.window.library;

import studio.likeness.app.window.Texts;
import studio.likeness.app.window.library.Item.Subject;
import studio.likeness.models.catalogue.Catalogue;
import studio.likeness.models.catalogue.Entry;
import studio.likeness.models.modelfolder.ModelFolder;

/// Licences by name, and in plain words what they allow, where the catalogue knows that.
record LicenceWords(Texts texts, Catalogue catalogue) {
    String of(Item item) {
        return switch (item.subject()) {
            case Subject.Available(var entry, _, _) -> of(entry.licence());
            case Subject.Cards(var entry, _) -> of(entry.licence());
            case Subject.Installed(var model) -> of(model);
            case Subject.Broken _, Subject.Incoming _, Subject.Removed _ -> "";
        };
    }

    private String of(ModelFolder model) {
        var name = model.manifest().licence().name();
        if (name.isEmpty()) {
            return texts.now(
                    model.manifest().licence().file().isEmpty()
                            ? "app.window.library.licence.none"
                            : "app.window.library.licence.file");
        }
        return of(name);
    }

    /// @param name as published
    String of(String name) {
        return catalogue.entries().stream()
                .map(Entry::licence)
                .filter(licence -> licence.name().equalsIgnoreCase(name))
                .findFirst()
                .map(this::of)
                .orElseGet(() -> texts.now("app.window.library.licence.named", name));
    }

    private String of(Entry.Licence licence) {
        return texts.now(
                "app.window.library.licence.terms", licence.name(), texts.now(licence.terms()));
    }
}
