package studio.likeness.app.window.face;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import studio.likeness.corpus.faces.Faces;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.face.profile.FaceReport;
import studio.likeness.models.face.profile.FaceTools;
import studio.likeness.models.face.profile.Which;
import studio.likeness.models.job.Progress;
import studio.likeness.models.signal.Picture;

/// Faces that are only names.
final class FakeFaces implements FaceWork {
    final Map<String, List<Faces.Face>> faces = new HashMap<>();

    private final Path folder;

    FakeFaces(Path folder) {
        this.folder = folder;
    }

    static Faces.Face face(String id) {
        return new Faces.Face(id, "", Instant.EPOCH, false, true, FaceReport.EMPTY);
    }

    @Override
    public List<Faces.Face> list(Persona persona) {
        return faces.getOrDefault(persona.id(), List.of());
    }

    @Override
    public Picture still(Persona persona, String face, int longestSide) {
        return new Picture(new byte[3], 1, 1, Duration.ZERO);
    }

    @Override
    public FaceReport check(Persona persona, Path file, Progress progress) {
        return FaceReport.EMPTY;
    }

    @Override
    public Faces.Face add(Persona persona, Path file, Which which, Progress progress) {
        return face("added");
    }

    @Override
    public void use(Persona persona, String face) {}

    @Override
    public void useNone(Persona persona) {}

    @Override
    public void remove(Persona persona, String face) {
        faces.put(
                persona.id(),
                list(persona).stream().filter(each -> !each.id().equals(face)).toList());
    }

    @Override
    public void restore(Persona persona, String face) {}

    @Override
    public FilmFolder films(Persona persona) {
        return new FilmFolder(folder.resolve(persona.id()));
    }

    @Override
    public FaceTools tools() {
        throw new AssertionError("no camera is on");
    }
}
