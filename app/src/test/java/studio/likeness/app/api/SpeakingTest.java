package studio.likeness.app.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.likeness.app.conversation.Voice;

/// A voice is loaded once for several texts, and let go of in time.
class SpeakingTest {
    private final StandInHost host = new StandInHost();
    private final AtomicBoolean memoryIsShort = new AtomicBoolean();
    private final Speaking speaking = new Speaking(host, memoryIsShort::get);

    @AfterEach
    void close() {
        speaking.close();
        assertEquals(host.voices.get(), host.voicesClosed.get(), "none is left open");
    }

    private void voices(int loaded, int closed) {
        assertEquals(loaded, host.voices.get(), "loaded");
        assertEquals(closed, host.voicesClosed.get(), "closed");
    }

    @Test
    void twoTextsLoadItOnceAndTheEndOfTheServerClosesIt() throws Exception {
        var token = "a-token-that-is-long-enough-0123456789";
        var body = "{\"voice\":\"ada\",\"input\":\"Hi\",\"response_format\":\"wav\"}";
        try (var server = ApiServer.open(host, 0, token)) {
            var http = new Http(server.port(), token);
            assertEquals(200, http.post("/v1/audio/speech", body).status());
            assertEquals(200, http.post("/v1/audio/speech", body).status());
            voices(1, 0);
        }
        voices(1, 1);
    }

    @Test
    void anotherVoiceIsLoadedInItsPlace() throws Exception {
        speaking.say("ada", "Hello");
        host.voiceKey = "morning";
        speaking.say("ada", "Hello");
        voices(2, 1);
        speaking.say("bob", "Hello");
        voices(3, 2);
    }

    @Test
    void whatNobodyWantsForAWhileIsClosed() throws Exception {
        speaking.say("ada", "Hello");
        speaking.sweep(Instant.now().plus(Duration.ofMinutes(4)));
        voices(1, 0);
        speaking.sweep(Instant.now().plus(Duration.ofMinutes(6)));
        voices(1, 1);
    }

    @Test
    void whereMemoryIsShortItIsClosedAtOnce() throws Exception {
        speaking.say("ada", "Hello");
        memoryIsShort.set(true);
        speaking.sweep(Instant.now());
        voices(1, 1);
        speaking.say("ada", "Hello");
        voices(2, 1);
    }

    /// What kept the persona's own voice away may be mended by then.
    @Test
    void oneThatStandsInIsNotKept() throws Exception {
        host.voiceKind = Voice.Kind.SYSTEM;
        speaking.say("ada", "Hello");
        voices(1, 1);
    }
}
