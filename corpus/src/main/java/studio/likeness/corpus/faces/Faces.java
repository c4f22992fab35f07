package studio.likeness.corpus.faces;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.store.PersonaStore;
import studio.likeness.models.face.profile.FaceMaker;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.face.profile.FaceReport;
import studio.likeness.models.face.profile.Which;
import studio.likeness.models.job.Progress;

/// One persona's prepared faces: originals stay in its media, profiles lie in `faces/`.
public final class Faces {
    /// @param original SHA-256 of the medium it was made of
    /// @param used whether the persona speaks with it
    public record Face(
            String id, String original, Instant made, boolean photo, boolean used, FaceReport report) {}

    /// One that was removed and can be taken back.
    public record Removed(String id, Instant removed, Path folder) {}

    private final PersonaStore store;
    private final String persona;
    private final FaceMaker maker;

    /// @param persona its identifier
    public Faces(PersonaStore store, String persona, FaceMaker maker) {
        this.store = store;
        this.persona = persona;
        this.maker = maker;
    }

    /// In the order of their making.
    public List<Face> list() {
        throw new UnsupportedOperationException(store + persona + maker);
    }

    /// @throws studio.likeness.models.job.StudioException when there is none
    public Face find(String id) {
        throw new UnsupportedOperationException(id);
    }

    /// With all its frames' boxes and landmarks.
    public FaceProfile profile(String id) {
        throw new UnsupportedOperationException(id);
    }

    /// What a file would be worth; keeps nothing.
    public FaceReport check(Path file, Progress progress) throws InterruptedException {
        return maker.check(file, progress);
    }

    /// Keeps the original, makes a profile of it, and uses it when it is the persona's first. The
    /// same bytes, looked at with the same tools for the same face, are not looked at twice.
    ///
    /// @throws studio.likeness.models.job.StudioException as [FaceMaker#make]; nothing is kept then
    public Face add(Path file, Which which, Progress progress) throws InterruptedException {
        throw new UnsupportedOperationException(file.toString() + which);
    }

    /// Speaks with it from now on.
    public Persona use(String id) {
        throw new UnsupportedOperationException(id);
    }

    /// Speaks with none of them: the portrait alone.
    public Persona useNone() {
        throw new UnsupportedOperationException();
    }

    /// Moves it to the persona's trash; where it was in use, none is any more.
    public Removed remove(String id) {
        throw new UnsupportedOperationException(id);
    }

    /// The latest first.
    public List<Removed> removed() {
        throw new UnsupportedOperationException();
    }

    /// Takes the latest of that identifier back.
    ///
    /// @return its identifier now; another where its own is taken meanwhile
    public String restore(String id) {
        throw new UnsupportedOperationException(id);
    }
}
