package studio.likeness.app.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.corpus.store.Consent;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.store.PersonaStore;
import studio.likeness.corpus.voices.Voices;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.SpokenChunk;
import studio.likeness.models.voice.SystemVoice;
import studio.likeness.models.voice.profile.VoiceProfile;

/// In which order voices are tried; the profiles are real and lie in a persona's folder.
class VoiceChoiceTest {
    @TempDir Path root;
    PersonaStore store;
    Voices voices;
    final List<String> tried = new ArrayList<>();
    final List<String> closed = new ArrayList<>();

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

    private Voices.Voice cloned(String name) throws IOException {
        var file = Files.write(root.resolve("r.wav"), new byte[] {1, 2, 3});
        return voices.add(
                name,
                new VoiceProfile.Models("codes", "sound", "content", "", ""),
                List.of(new Voices.Sample("usual", file, "Good morning.", "en", 4.5)),
                VoiceProfile.Speaking.usual());
    }

    private Voices.Voice converted(String name) {
        return voices.add(
                new VoiceProfile.Converted(
                        name, "svc", "contentvec", "rmvpe", "anna", 3, true, 0.25));
    }

    /// A voice of one chunk.
    private Voice sounding(String name, Voice.Kind kind) {
        return Voice.of(
                new SystemVoice() {
                    @Override
                    public String name() {
                        return name;
                    }

                    @Override
                    public Duration speak(
                            String clause, String language, Duration start, Listener listener)
                            throws InterruptedException {
                        var sound = Waveform.silence(Duration.ofMillis(100), 16_000);
                        listener.accept(new SpokenChunk(new AudioChunk(sound, start), List.of()));
                        return start.plusMillis(100);
                    }

                    @Override
                    public void close() {
                        closed.add(name);
                    }
                },
                kind);
    }

    /// @param broken names of voices that cannot be loaded
    private Voice choose(String... broken) throws InterruptedException {
        var voice =
                new VoiceChoice(
                                voices,
                                kept -> {
                                    var name = kept.profile().name();
                                    tried.add(name);
                                    if (List.of(broken).contains(name)) {
                                        throw new StudioException("app.conversation.noSystemVoice");
                                    }
                                    return sounding(
                                            name,
                                            kept.profile() instanceof VoiceProfile.Cloned
                                                    ? Voice.Kind.CLONED
                                                    : Voice.Kind.CONVERTED);
                                },
                                () -> sounding("system", Voice.Kind.SYSTEM))
                        .voice();
        var heard = new ArrayList<SpokenChunk>();
        var end = voice.speak("Hello.", "en", Duration.ofSeconds(2), heard::add);
        assertEquals(Duration.ofMillis(2_100), end);
        assertEquals(1, heard.size());
        return voice;
    }

    @Test
    void theVoiceThatWasChosenSpeaks() throws Exception {
        cloned("Warm");
        converted("Anna");
        try (var voice = choose()) {
            assertEquals(Voice.Kind.CLONED, voice.kind());
            assertEquals("Warm", voice.name());
        }
        assertEquals(List.of("Warm"), tried);
        assertEquals(List.of("Warm"), closed);
    }

    @Test
    void aConvertedSystemVoiceStandsInForAClone() throws Exception {
        cloned("Warm");
        cloned("Cold");
        converted("Anna");
        try (var voice = choose("Warm")) {
            assertEquals(Voice.Kind.CONVERTED, voice.kind());
            assertTrue(voice.name().startsWith("Anna, "), voice.name());
        }
        assertEquals(List.of("Warm", "Anna"), tried);
    }

    @Test
    void theSystemsVoiceIsTheLast() throws Exception {
        cloned("Warm");
        converted("Anna");
        converted("Bert");
        try (var voice = choose("Warm", "Anna", "Bert")) {
            assertEquals(Voice.Kind.SYSTEM, voice.kind());
            assertTrue(voice.name().startsWith("system, "), voice.name());
        }
        assertEquals(List.of("Warm", "Anna", "Bert"), tried);
    }

    @Test
    void aConvertedVoiceThatFailsIsNotTriedTwice() throws Exception {
        converted("Anna");
        try (var voice = choose("Anna")) {
            assertEquals(Voice.Kind.SYSTEM, voice.kind());
        }
        assertEquals(List.of("Anna"), tried);
    }

    @Test
    void aDamagedDescriptionIsSaidAndAnotherVoiceSpeaks() throws Exception {
        var warm = cloned("Warm");
        converted("Anna");
        Files.writeString(warm.folder().resolve(VoiceProfile.FILE), "{\"kind\": \"cloned\"}");
        try (var voice = choose()) {
            assertEquals(Voice.Kind.CONVERTED, voice.kind());
            assertTrue(voice.name().startsWith("Anna, "), voice.name());
        }
        assertEquals(List.of("Anna"), tried);
    }

    @Test
    void aPersonaWithoutAVoiceSpeaksWithTheSystems() throws Exception {
        try (var voice = choose()) {
            assertEquals(Voice.Kind.SYSTEM, voice.kind());
            assertEquals("system", voice.name());
        }
        assertEquals(List.of(), tried);
    }

    @Test
    void aConvertedProfileSaysHowItIsConverted() {
        var profile = (VoiceProfile.Converted) converted("Anna").profile();
        var options = ConvertedVoice.options(profile);
        assertEquals("anna", options.speaker());
        assertEquals(3, options.semitones());
        assertTrue(options.ownPitch());
        assertEquals(0.25, options.noise());
    }
}
