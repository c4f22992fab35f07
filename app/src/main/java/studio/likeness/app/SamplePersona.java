package studio.likeness.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import studio.likeness.corpus.store.PersonaStore;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;

/// The persona that comes with the studio.
record SamplePersona(Home home, PersonaStore personas) {
    static final String ID = "sample";

    /// Imports the persona that comes with the studio, unless it is there or was deleted on
    /// purpose.
    void ensure() {
        boolean known =
                personas.list().stream().anyMatch(persona -> persona.id().equals(ID))
                        || personas.trash().stream()
                                .anyMatch(trashed -> trashed.id().startsWith(ID));
        if (known) {
            return;
        }
        try (var archive = SamplePersona.class.getResourceAsStream("sample.likeness")) {
            if (archive == null) {
                throw new StudioException("app.studio.noSample");
            }
            var copy = Files.createTempFile(home.root(), ".sample", ".likeness");
            try {
                Files.copy(archive, copy, StandardCopyOption.REPLACE_EXISTING);
                personas.importArchive(copy, Progress.none());
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
