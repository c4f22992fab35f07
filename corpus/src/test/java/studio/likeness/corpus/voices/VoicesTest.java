package studio.likeness.corpus.voices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.corpus.store.Consent;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.store.PersonaStore;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.voice.profile.VoiceProfile;
import studio.likeness.models.voice.profile.VoiceProfile.Cloned;

class VoicesTest {
    private static final VoiceProfile.Models MODELS =
            new VoiceProfile.Models("codes", "sound", "content", "", "");

    @TempDir Path root;
    PersonaStore store;
    Voices voices;

    @BeforeEach
    void open() {
        store = new PersonaStore(new Home(root));
        var consent = new Consent("Ada", Consent.Basis.SELF, "Ada", "", Instant.EPOCH, "");
        var draft = new Persona.Draft("Ada", "", "", "", List.of("en"), consent);
        voices = new Voices(store, store.create(draft).id());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Voices.Voice add(String name) throws IOException {
        var file = Files.write(root.resolve("r.wav"), new byte[] {1, 2, 3});
        var sample = new Voices.Sample("usual", file, "Good morning.", "en", 4.5);
        return voices.add(name, MODELS, List.of(sample), VoiceProfile.Speaking.usual());
    }

    @Test
    void keepsTheReferenceAndUsesTheFirstVoice() throws IOException {
        var first = add("Warm");
        assertTrue(first.used());
        assertEquals("warm", first.id());
        assertTrue(Files.exists(first.folder().resolve("reference-1.wav")));
        var cloned = (Cloned) first.profile();
        assertEquals("Good morning.", cloned.reference("angry").text());
        assertEquals(64, cloned.reference("usual").sha256().length());
        assertFalse(add("Cold").used());
        assertEquals(2, voices.list().size());
    }

    @Test
    void aMeasuredFigureIsKept() throws IOException {
        var id = add("Warm").id();
        voices.change(id, ((Cloned) voices.find(id).profile()).heard(10, 40));
        voices.change(id, ((Cloned) voices.find(id).profile()).heard(0, 60));
        var heard = (Cloned) voices.find(id).profile();
        assertEquals(0.1, heard.characterErrorRate(), 1e-12);
        assertEquals(100, heard.charactersHeard());
    }

    @Test
    void whatIsRemovedIsNoLongerUsed() throws IOException {
        var id = add("Warm").id();
        voices.remove(id);
        assertEquals(List.of(), voices.list());
        assertTrue(voices.used().isEmpty());
        assertThrows(StudioException.class, () -> voices.use(id));
    }

    @Test
    void aDescriptionThatMakesNoSenseIsRefusedWithASentence() throws IOException {
        var voice = add("Warm");
        var file = voice.folder().resolve(VoiceProfile.FILE);
        var text = Files.readString(file);
        for (var broken :
                List.of(
                        "",
                        "{}",
                        "null",
                        text.replace("cloned", "sung"),
                        text.replace("reference-1.wav", "../../x.wav"),
                        text.replace("\"speed\" : 1.0", "\"speed\" : 40"))) {
            Files.writeString(file, broken);
            assertThrows(StudioException.class, () -> voices.find(voice.id()), broken);
        }
        assertEquals(List.of(), voices.list());
    }
}
