package studio.likeness.app.command;

import picocli.CommandLine.Option;
import studio.likeness.app.Studio;
import studio.likeness.corpus.store.Persona;

/// Of whom something is shown or changed, and for whose eyes.
final class OfPersona {
    @Option(names = "--persona", defaultValue = Studio.SAMPLE, paramLabel = "P")
    private String persona;

    @Option(names = "--json")
    private boolean json;

    Persona find(Studio studio) {
        return studio.personas().find(persona);
    }

    /// For programs rather than people.
    boolean json() {
        return json;
    }
}
