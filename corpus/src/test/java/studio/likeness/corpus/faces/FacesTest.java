package studio.likeness.corpus.faces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.corpus.store.Consent;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.store.PersonaStore;
import studio.likeness.models.face.profile.FaceImport;
import studio.likeness.models.face.profile.FaceMaker;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.face.profile.FaceReport;
import studio.likeness.models.face.profile.FaceTools;
import studio.likeness.models.face.profile.Which;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.PictureFile;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Picture;

class FacesTest {
    @TempDir Path scratch;
    PersonaStore store;
    Faces faces;
    FaceTools tools;
    int made;

    @BeforeEach
    void open() {
        store = new PersonaStore(new Home(scratch.resolve("home")));
        var consent = new Consent("Ada", Consent.Basis.SELF, "Ada", "", Instant.now(), "");
        store.create(new Persona.Draft("Ada", "", "", "", List.of("en"), consent));
        tools = FaceTools.open(FaceTools.Choice.NONE, Device.processor());
        var real = new FaceImport(tools);
        faces =
                new Faces(
                        store,
                        "ada",
                        new FaceMaker() {
                            @Override
                            public FaceReport check(Path media, Progress progress) {
                                return real.check(media, progress);
                            }

                            @Override
                            public FaceProfile make(
                                    Path media, Which which, Path draft, Progress progress) {
                                made++;
                                return real.make(media, which, draft, progress);
                            }

                            @Override
                            public String tools() {
                                return real.tools();
                            }
                        });
    }

    @AfterEach
    void close() {
        tools.close();
        store.close();
    }

    private Path shared(String photo) {
        var root = System.getenv().getOrDefault("LIKENESS_SHARED", "../../shared");
        var file = Path.of(root, "data", "face_photo", photo);
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(file));
        return file;
    }

    private Path nobody() {
        var file = scratch.resolve("wall.png");
        PictureFile.writePng(new Picture(new byte[300 * 200 * 3], 300, 200, Duration.ZERO), file);
        return file;
    }

    @Test
    void keepsTheOriginalAndUsesTheFirst() throws Exception {
        var photo = shared("one_face_mouth_open.jpg");

        var face = faces.add(photo, Which.only(), Progress.none());

        assertEquals("one-face-mouth-open", face.id());
        assertTrue(face.used() && face.photo());
        try (var corpus = store.open("ada")) {
            var original = corpus.media(face.original()).orElseThrow();
            assertEquals(-1, Files.mismatch(photo, corpus.file(original)));
            assertEquals(face.id(), corpus.persona().parts().face());
        }
        assertEquals(1, faces.profile(face.id()).frames());
        assertEquals(List.of(face), faces.list());
    }

    @Test
    void looksAtTheSameBytesOnce() throws Exception {
        var photo = shared("two_faces.jpg");
        var one = faces.add(photo, new Which.Number(1), Progress.none());
        var same = Files.copy(photo, scratch.resolve("other name.jpg"));

        assertEquals(one, faces.add(same, new Which.Number(1), Progress.none()));
        assertEquals(1, made);

        faces.add(photo, new Which.Number(2), Progress.none());
        assertEquals(2, made);
        assertEquals(2, faces.list().size());
    }

    @Test
    void keepsNothingOfWhatFails() {
        var wall = nobody();

        var e =
                assertThrows(
                        StudioException.class,
                        () -> faces.add(wall, Which.only(), Progress.none()));

        assertEquals("models.face.profile.nobody", e.key());
        assertEquals(List.of(), faces.list());
        try (var corpus = store.open("ada")) {
            assertEquals(List.of(), corpus.media());
        }
    }

    @Test
    void removesTakesBackAndChooses() throws Exception {
        var id = faces.add(shared("one_face_bw.jpg"), Which.only(), Progress.none()).id();

        faces.remove(id);
        assertEquals(List.of(), faces.list());
        try (var corpus = store.open("ada")) {
            assertEquals("", corpus.persona().parts().face());
        }

        assertEquals(id, faces.restore(id));
        assertFalse(faces.find(id).used());
        faces.use(id);
        assertTrue(faces.find(id).used());
        faces.useNone();
        assertFalse(faces.find(id).used());
        assertThrows(StudioException.class, () -> faces.use("nobody"));
    }

    @Test
    void tellsOfBrokenOnes() throws Exception {
        var id = faces.add(shared("one_face_bw.jpg"), Which.only(), Progress.none()).id();
        try (var corpus = store.open("ada")) {
            Files.writeString(corpus.faces().find(id).resolve("profile.json"), "{");
        }

        assertEquals(List.of(), faces.list());
        assertEquals("models.face.profile.broken", faces.broken().getFirst().why().key());
    }
}
