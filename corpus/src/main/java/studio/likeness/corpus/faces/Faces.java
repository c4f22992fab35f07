package studio.likeness.corpus.faces;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.corpus.store.PartFolders;
import studio.likeness.corpus.store.PartFolders.Removed;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.store.PersonaStore;
import studio.likeness.corpus.store.Provenance;
import studio.likeness.models.face.profile.FaceImport;
import studio.likeness.models.face.profile.FaceMaker;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.face.profile.FaceReport;
import studio.likeness.models.face.profile.PreparedFace;
import studio.likeness.models.face.profile.Which;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;

/// One persona's prepared faces: originals stay in its media, profiles lie in `faces/`.
public final class Faces {
    /// @param original SHA-256 of the medium it was made of; empty when unknown
    /// @param used whether the persona speaks with it
    public record Face(
            String id,
            String original,
            Instant made,
            boolean photo,
            boolean used,
            FaceReport report) {}

    /// One that cannot be used, and why.
    public record Broken(String id, StudioException why) {}

    private final PersonaStore store;
    private final String persona;
    private final FaceMaker maker;

    /// @param persona its identifier
    public Faces(PersonaStore store, String persona, FaceMaker maker) {
        this.store = store;
        this.persona = persona;
        this.maker = maker;
    }

    /// In the order of their making. A broken one does not hide the others; see [#broken].
    public List<Face> list() {
        var faces = new ArrayList<Face>();
        try (var corpus = store.open(persona)) {
            for (var id : corpus.faces().list()) {
                read(corpus, id).ifPresent(faces::add);
            }
        }
        faces.sort(Comparator.comparing(Face::made).thenComparing(Face::id));
        return faces;
    }

    private static Optional<Face> read(Corpus corpus, String id) {
        try {
            return Optional.of(face(corpus, id));
        } catch (StudioException _) {
            return Optional.empty(); // told by `broken`
        }
    }

    private static Face face(Corpus corpus, String id) {
        var prepared = PreparedFace.read(corpus.faces().find(id));
        return new Face(
                id,
                prepared.origin().original(),
                prepared.origin().at(),
                prepared.profile().isPhoto(),
                corpus.persona().parts().face().equals(id),
                prepared.report());
    }

    /// Those that are damaged, or made by a newer version.
    public List<Broken> broken() {
        var broken = new ArrayList<Broken>();
        try (var corpus = store.open(persona)) {
            for (var id : corpus.faces().list()) {
                try {
                    face(corpus, id);
                } catch (StudioException e) {
                    broken.add(new Broken(id, e));
                }
            }
        }
        return broken;
    }

    /// @throws StudioException when there is none, or it is broken
    public Face find(String id) {
        try (var corpus = store.open(persona)) {
            return face(corpus, id);
        }
    }

    /// With all its frames' boxes and landmarks.
    ///
    /// @throws StudioException when there is none, or it is broken
    public FaceProfile profile(String id) {
        try (var corpus = store.open(persona)) {
            return FaceProfile.read(corpus.faces().find(id));
        }
    }

    /// What a file would be worth; keeps nothing.
    public FaceReport check(Path file, Progress progress) throws InterruptedException {
        return maker.check(file, progress);
    }

    /// Keeps the original, makes a profile of it, and uses it when it is the persona's first. The
    /// same bytes, looked at with the same tools for the same face, are not looked at twice.
    ///
    /// @throws StudioException as [FaceMaker#make]; nothing is kept then
    public Face add(Path file, Which which, Progress progress) throws InterruptedException {
        var sha256 = FaceImport.sha256(file);
        try (var corpus = store.open(persona)) {
            var known = known(corpus, sha256, which);
            if (known.isPresent()) {
                return face(corpus, known.get());
            }
            String id;
            try (var draft = corpus.faces().begin()) {
                // Before anything in this process opens the file.
                maker.make(file, which, draft.path(), progress);
                corpus.addMedia(
                        file,
                        false,
                        new Provenance("file: " + file.getFileName(), Instant.now(), "Likeness"));
                id = draft.publish(nameFor(file));
            }
            if (corpus.persona().parts().face().isEmpty()) {
                use(id);
            }
            return face(corpus, id);
        }
    }

    private Optional<String> known(Corpus corpus, String sha256, Which which) {
        var faces = corpus.faces();
        return faces.list().stream().filter(id -> isOf(faces, id, sha256, which)).findFirst();
    }

    private boolean isOf(PartFolders faces, String id, String sha256, Which which) {
        try {
            return PreparedFace.read(faces.find(id)).origin().isOf(sha256, maker.tools(), which);
        } catch (StudioException _) {
            return false; // a broken one is made anew
        }
    }

    /// The file's name, where ASCII has letters for it.
    private static String nameFor(Path file) {
        var stem = Objects.toString(file.getFileName()).replaceAll("\\.[^.]*$", "");
        return stem.matches(".*[A-Za-z0-9].*") ? stem : "face";
    }

    /// Speaks with it from now on.
    ///
    /// @throws StudioException when there is none
    public Persona use(String id) {
        try (var corpus = store.open(persona)) {
            corpus.faces().find(id);
            return change(corpus, id);
        }
    }

    /// Speaks with none of them: the portrait alone.
    public Persona useNone() {
        try (var corpus = store.open(persona)) {
            return change(corpus, "");
        }
    }

    private Persona change(Corpus corpus, String id) {
        var now = corpus.persona();
        return store.update(now.withParts(now.parts().withFace(id)));
    }

    /// Moves it to the persona's trash; where it was in use, none is any more.
    public Removed remove(String id) {
        try (var corpus = store.open(persona)) {
            var removed = corpus.faces().remove(id);
            if (corpus.persona().parts().face().equals(id)) {
                change(corpus, "");
            }
            return removed;
        }
    }

    /// The latest first.
    public List<Removed> removed() {
        try (var corpus = store.open(persona)) {
            return corpus.faces().removed();
        }
    }

    /// Takes the latest of that identifier back.
    ///
    /// @return its identifier now; another where its own is taken meanwhile
    public String restore(String id) {
        try (var corpus = store.open(persona)) {
            return corpus.faces().restore(id);
        }
    }
}
