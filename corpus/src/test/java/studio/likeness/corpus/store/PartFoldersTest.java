package studio.likeness.corpus.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;

class PartFoldersTest {
    @TempDir Path scratch;
    PersonaStore here;
    PersonaStore there;

    @BeforeEach
    void open() throws Exception {
        here = Given.store(scratch.resolve("here"));
        there = Given.store(scratch.resolve("there"));
        Given.full(here, scratch.resolve("files"));
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    private static String make(PartFolders parts, String wanted, byte[] clip) throws Exception {
        try (var draft = parts.begin()) {
            Files.write(draft.path().resolve("clip.mp4"), clip);
            Files.writeString(draft.path().resolve("profile.json"), "{}");
            Files.createDirectory(draft.path().resolve("lips"));
            Files.writeString(draft.path().resolve("lips/lips.onnx"), "a network");
            return draft.publish(wanted);
        }
    }

    @Test
    void leavesNothingOfWhatWasNotPublished() throws Exception {
        try (var corpus = here.open("ada")) {
            try (var draft = corpus.faces().begin()) {
                Files.writeString(draft.path().resolve("clip.mp4"), "half");
            }
            assertEquals(List.of(), corpus.faces().list());
            try (var left = Files.list(corpus.folder().resolve("faces"))) {
                assertEquals(0, left.count());
            }
        }
    }

    @Test
    void removesToTheTrashAndTakesBack() throws Exception {
        try (var corpus = here.open("ada")) {
            var faces = corpus.faces();
            var id = make(faces, "Me in spring", new byte[] {1, 2, 3});
            assertEquals("me-in-spring", id);

            faces.remove(id);
            assertEquals(List.of(), faces.list());
            assertEquals(id, faces.removed().getFirst().id());
            make(faces, "Me in spring", new byte[] {9});

            assertEquals("me-in-spring-2", faces.restore(id));
            assertArrayEquals(
                    new byte[] {1, 2, 3},
                    Files.readAllBytes(faces.find("me-in-spring-2").resolve("clip.mp4")));
            assertThrows(StudioException.class, () -> faces.restore(id));
            assertThrows(StudioException.class, () -> faces.remove("nobody"));
            assertThrows(StudioException.class, () -> faces.remove("../ada"));
        }
    }

    @Test
    void travelsInAnArchiveByteForByte() throws Exception {
        var clip = new byte[300_000];
        new java.util.Random(1).nextBytes(clip);
        try (var corpus = here.open("ada")) {
            make(corpus.faces(), "face", clip);
            make(corpus.voices(), "voice", new byte[] {7});
            make(corpus.faces(), "gone", new byte[] {8});
            corpus.faces().remove("gone");
            // What a crash leaves.
            Files.writeString(corpus.faces().find("face").resolve(".profile.json1.part"), "x");
            here.update(corpus.persona().withParts(new Persona.Parts("face", "voice")));
        }
        var archive = scratch.resolve("ada.likeness");
        here.export("ada", archive, Progress.none());

        var persona = there.importArchive(archive, Progress.none());

        assertEquals(new Persona.Parts("face", "voice"), persona.parts());
        try (var corpus = there.open("ada")) {
            assertEquals(List.of("face"), corpus.faces().list());
            assertEquals(List.of("voice"), corpus.voices().list());
            var face = corpus.faces().find("face");
            assertArrayEquals(clip, Files.readAllBytes(face.resolve("clip.mp4")));
            assertEquals("a network", Files.readString(face.resolve("lips/lips.onnx")));
            assertFalse(Files.exists(face.resolve(".profile.json1.part")));
        }
        var again = scratch.resolve("again.likeness");
        there.export("ada", again, Progress.none());
        assertArrayEquals(Files.readAllBytes(archive), Files.readAllBytes(again));
    }

    @Test
    void knowsWhichNamesAnArchiveMayHold() {
        for (var name :
                List.of(
                        "faces/me/clip.mp4",
                        "faces/me-2/profile.json",
                        "voices/v1/references/one.wav",
                        "faces/me/lips/v1/lips.onnx")) {
            assertTrue(PartFolders.isMember(name), name);
        }
        for (var name :
                List.of(
                        "faces/clip.mp4",
                        "faces/",
                        "faces//clip.mp4",
                        "faces/Me/clip.mp4",
                        "faces/con/clip.mp4",
                        "faces/me/../x",
                        "faces/me/.hidden",
                        "faces/me/clip.mp4.",
                        "faces/me/nul.txt",
                        "faces/me/a b",
                        "faces/me/a\u0000b",
                        "faces/me/a/b/c/d",
                        "trash/faces/me",
                        "voices/v/" + "x".repeat(200),
                        "others/me/clip.mp4")) {
            assertFalse(PartFolders.isMember(name), name);
        }
    }
}
