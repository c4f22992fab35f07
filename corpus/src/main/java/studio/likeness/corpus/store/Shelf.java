package studio.likeness.corpus.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.StudioException;

/// The folder `personas/` as it is right now: another program may have changed it a moment ago.
final class Shelf {
    /// Those that are whole, the oldest first, and what is wrong with the others.
    record Listing(List<Persona> personas, List<Problem> problems) {}

    private final Home home;

    Shelf(Home home) {
        this.home = home;
    }

    /// Where the persona of that identifier is or would be.
    Path folder(String id) {
        return home.personas().resolve(id);
    }

    /// The folder of a persona that is there, whole or broken.
    ///
    /// @throws StudioException when there is none
    Path require(String id) {
        if (!Ids.isPersona(id) || !Files.isDirectory(folder(id))) {
            throw none(id, listing().personas());
        }
        return folder(id);
    }

    /// That identifier, or the same with a number where it is taken.
    String freeId(String wanted) {
        // Cut, so that the number never makes it longer than a persona's identifier may be.
        var base = wanted.substring(0, Math.min(wanted.length(), 56));
        var id = wanted;
        for (int i = 2; Files.exists(folder(id)); i++) {
            id = base + "-" + i;
        }
        return id;
    }

    Listing listing() {
        var personas = new ArrayList<Persona>();
        var problems = new ArrayList<Problem>();
        for (var folder : folders()) {
            try {
                personas.add(PersonaFolder.read(folder));
            } catch (StudioException e) {
                problems.add(new Problem(folder, e.explanation()));
            }
        }
        personas.sort(Comparator.comparing(Persona::created).thenComparing(Persona::id));
        return new Listing(personas, problems);
    }

    private List<Path> folders() {
        var folders = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(home.personas(), Files::isDirectory)) {
            for (var entry : entries) {
                if (!Unfinished.isName(entry.getFileName().toString())) {
                    folders.add(entry);
                }
            }
        } catch (IOException e) {
            throw new StudioException(e, "corpus.store.cannotRead", home.personas());
        }
        folders.sort(null);
        return folders;
    }

    Persona find(String idOrName) {
        var personas = listing().personas();
        for (var persona : personas) {
            if (persona.id().equals(idOrName)) {
                return persona;
            }
        }
        var wanted = idOrName.strip();
        var named = personas.stream().filter(persona -> isCalled(persona, wanted)).toList();
        if (named.isEmpty()) {
            throw none(idOrName, personas);
        }
        if (named.size() > 1) {
            throw new StudioException("corpus.store.manyPersonas", idOrName, names(named));
        }
        return named.getFirst();
    }

    private static boolean isCalled(Persona persona, String name) {
        // Most have no alias, and nothing is nobody's name.
        return !name.isEmpty()
                && (persona.name().equalsIgnoreCase(name)
                        || persona.alias().equalsIgnoreCase(name));
    }

    private static StudioException none(String wanted, List<Persona> personas) {
        return personas.isEmpty()
                ? new StudioException("corpus.store.noPersonas", wanted)
                : new StudioException("corpus.store.noPersona", wanted, names(personas));
    }

    private static String names(List<Persona> personas) {
        return personas.stream()
                .map(persona -> persona.id() + " (" + persona.name() + ")")
                .collect(Collectors.joining(", "));
    }
}
