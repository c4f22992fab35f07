package studio.likeness.corpus.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;

/// All personas of a home. Thread-safe.
public final class PersonaStore implements AutoCloseable {
    /// A deleted persona that can still be restored.
    public record Trashed(String id, String name, Instant deleted) {}

    public PersonaStore(Home home) {
        throw new UnsupportedOperationException(home.toString());
    }

    public List<Persona> list() {
        throw new UnsupportedOperationException();
    }

    /// @param idOrName either
    /// @throws studio.likeness.models.job.StudioException when there is none, naming those there
    ///     are
    public Persona find(String idOrName) {
        throw new UnsupportedOperationException();
    }

    public Persona create(Persona.Draft draft) {
        throw new UnsupportedOperationException();
    }

    /// Replaces what `persona.json` says; the identifier stays.
    public Persona update(Persona persona) {
        throw new UnsupportedOperationException();
    }

    /// Opens it, or gives the one that is open.
    public Corpus open(String id) {
        throw new UnsupportedOperationException();
    }

    /// Moves it to the trash.
    public void delete(String id) {
        throw new UnsupportedOperationException();
    }

    public List<Trashed> trash() {
        throw new UnsupportedOperationException();
    }

    public Persona restore(String id) {
        throw new UnsupportedOperationException();
    }

    /// Writes one `.likeness` file: a zip whose manifest names every member with its SHA-256.
    public void export(String id, Path out, Progress progress) {
        throw new UnsupportedOperationException();
    }

    /// Checks everything before anything is stored; an archive that is damaged or hostile changes
    /// nothing. When the identifier is taken, the imported one gets a new one.
    public Persona importArchive(Path archive, Progress progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
