package studio.likeness.app.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.modelfolder.Manifest.Kind;
import studio.likeness.models.modelfolder.ModelFolder;

/// What can be asked for by name: personas and models by their identifier, with or without the tag
/// `latest`. Where both have the same, the model's tag is `model`.
final class Names {
    static final String LATEST = ":latest";
    private static final String MODEL = ":model";

    private final Host host;

    Names(Host host) {
        this.host = host;
    }

    /// Something with a name.
    sealed interface Target {
        /// As Ollama writes it, with the tag.
        String name();

        /// A persona: its brain answers.
        record Person(String name, Persona persona) implements Target {}

        /// A language model alone.
        record Writer(String name, ModelFolder folder) implements Target {}

        /// A model that makes vectors of texts.
        record Encoder(String name, ModelFolder folder) implements Target {}

        /// Without the tag that everybody leaves out.
        default String shortName() {
            return name().endsWith(LATEST)
                    ? name().substring(0, name().length() - LATEST.length())
                    : name();
        }
    }

    /// Personas first.
    List<Target> all() {
        var all = new ArrayList<Target>();
        var taken = new HashSet<String>();
        for (var persona : host.personas()) {
            taken.add(persona.id());
            all.add(new Target.Person(persona.id() + LATEST, persona));
        }
        for (var folder : host.models()) {
            if (!answers(folder.manifest().kind())) {
                continue;
            }
            var name = folder.id() + (taken.contains(folder.id()) ? MODEL : LATEST);
            all.add(
                    folder.manifest().kind() == Kind.TEXT_ENCODER
                            ? new Target.Encoder(name, folder)
                            : new Target.Writer(name, folder));
        }
        return all;
    }

    /// Models of faces and voices are not asked by name.
    private static boolean answers(Kind kind) {
        return kind == Kind.LANGUAGE_MODEL || kind == Kind.TEXT_ENCODER;
    }

    Target find(String name) {
        var whole = name.contains(":") ? name : name + LATEST;
        return all().stream()
                .filter(target -> target.name().equals(whole))
                .findFirst()
                .orElseThrow(() -> Refused.noModel(name));
    }
}
