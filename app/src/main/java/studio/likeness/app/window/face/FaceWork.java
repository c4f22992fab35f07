package studio.likeness.app.window.face;

import java.nio.file.Path;
import java.util.List;
import studio.likeness.app.Studio;
import studio.likeness.corpus.faces.Faces;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.face.profile.FaceReport;
import studio.likeness.models.face.profile.FaceTools;
import studio.likeness.models.face.profile.Which;
import studio.likeness.models.job.Progress;
import studio.likeness.models.library.InstalledFaces;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.signal.Picture;

/// What the tab asks of the studio. Blocks: called in the background.
interface FaceWork {
    List<Faces.Face> list(Persona persona);

    /// The face's first picture, at most that long.
    Picture still(Persona persona, String face, int longestSide);

    FaceReport check(Persona persona, Path file, Progress progress) throws InterruptedException;

    Faces.Face add(Persona persona, Path file, Which which, Progress progress)
            throws InterruptedException;

    void use(Persona persona, String face);

    void useNone(Persona persona);

    void remove(Persona persona, String face);

    void restore(Persona persona, String face);

    /// Where films lie until they are used.
    FilmFolder films(Persona persona);

    /// What finds faces in live pictures. Close it.
    FaceTools tools();

    static FaceWork of(Studio studio) {
        return new FaceWork() {
            private Faces faces(Persona persona) {
                return studio.faces(persona.id());
            }

            @Override
            public List<Faces.Face> list(Persona persona) {
                return faces(persona).list();
            }

            @Override
            public Picture still(Persona persona, String face, int longestSide) {
                return MediaReader.readPicture(faces(persona).profile(face).picture(), longestSide);
            }

            @Override
            public FaceReport check(Persona persona, Path file, Progress progress)
                    throws InterruptedException {
                return faces(persona).check(file, progress);
            }

            @Override
            public Faces.Face add(Persona persona, Path file, Which which, Progress progress)
                    throws InterruptedException {
                return faces(persona).add(file, which, progress);
            }

            @Override
            public void use(Persona persona, String face) {
                faces(persona).use(face);
            }

            @Override
            public void useNone(Persona persona) {
                faces(persona).useNone();
            }

            @Override
            public void remove(Persona persona, String face) {
                faces(persona).remove(face);
            }

            @Override
            public void restore(Persona persona, String face) {
                faces(persona).restore(face);
            }

            @Override
            public FilmFolder films(Persona persona) {
                return new FilmFolder(studio.corpus(persona.id()).folder().resolve("takes"));
            }

            @Override
            public FaceTools tools() {
                return InstalledFaces.open(studio.models(), studio.device().forModel());
            }
        };
    }
}
