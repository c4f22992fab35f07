package studio.likeness.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.bench.SyntheticModel;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.library.Conversion;

class LocalApiTest {
    @TempDir Path root;
    private Studio studio;

    @BeforeEach
    void open() {
        studio = new Studio(new Home(root.resolve("home")));
    }

    @AfterEach
    void close() {
        studio.close();
    }

    private int status(URI address, String token) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(address.resolve("/api/tags"))
                            .header("Authorization", "Bearer " + token)
                            .build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private void choosePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            int port = free.getLocalPort();
            studio.settings().change(s -> s.with(d -> d.api(new Settings.Api(false, port, ""))));
        }
    }

    @Test
    void isOffUntilItIsTurnedOn() throws Exception {
        choosePort();
        studio.api().begin();
        assertTrue(studio.api().address().isEmpty());

        studio.api().turn(true);
        var address = studio.api().address().orElseThrow();
        assertEquals(200, status(address, studio.api().token()));
        assertTrue(studio.settings().get().api().on());

        studio.api().turn(false);
        assertTrue(studio.api().address().isEmpty());
        assertFalse(studio.settings().get().api().on());
        assertThrows(IOException.class, () -> status(address, studio.api().token()));
    }

    @Test
    void beginsAsTheSettingsSay() throws Exception {
        choosePort();
        studio.api().turn(true);
        var token = studio.api().token();
        studio.close();
        studio = new Studio(new Home(root.resolve("home")));

        studio.api().begin();

        assertEquals(200, status(studio.api().address().orElseThrow(), token));
    }

    @Test
    void theTokenIsMadeOnceAndOnlyTheUserMayReadIt() throws IOException {
        var token = studio.api().token();

        assertEquals(token, studio.api().token());
        assertTrue(token.length() >= 32, token);
        var file = studio.home().settings();
        assertTrue(Files.readString(file).contains(token));
        assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void aNewTokenShutsOutTheOldOne() throws Exception {
        choosePort();
        studio.api().turn(true);
        var old = studio.api().token();

        studio.api().renewToken();

        assertNotEquals(old, studio.api().token());
        var address = studio.api().address().orElseThrow();
        assertEquals(401, status(address, old));
        assertEquals(200, status(address, studio.api().token()));
    }

    @Test
    void aTakenPortChangesNothing() throws Exception {
        choosePort();
        studio.api().turn(true);
        var address = studio.api().address();
        try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            var why =
                    assertThrows(
                            StudioException.class, () -> studio.api().port(taken.getLocalPort()));
            assertEquals("app.api.portTaken", why.key());
        }
        assertEquals(address, studio.api().address());
        assertEquals(200, status(address.orElseThrow(), studio.api().token()));
    }

    @Test
    void aModelOfTheLibraryAnswersFiftyAtOnceAsItAnswersOne() throws Exception {
        try (var model = new SyntheticModel(SyntheticModel.Shape.TINY)) {
            model.write(root.resolve("noise"));
        }
        studio.conversion().add(root.resolve("noise"), Conversion.Options.usual(), Progress.none());
        var address = studio.api().start(0, "correct-horse");

        var together = new ArrayList<Future<String>>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                int seed = i;
                together.add(clients.submit(() -> answer(address, seed)));
            }
        }
        var different = new HashSet<String>();
        for (int i = 0; i < 50; i++) {
            different.add(together.get(i).get());
            if (i % 10 == 0) {
                assertEquals(answer(address, i), together.get(i).get(), "question " + i);
            }
        }
        assertTrue(different.size() > 40, "only " + different.size());
    }

    private static String answer(URI address, int seed) throws IOException, InterruptedException {
        var json = new ObjectMapper();
        var body =
                """
                {"model":"noise","messages":[{"role":"user","content":"Question %d"}],
                 "options":{"seed":%d,"temperature":1,"top_k":0,"top_p":1,"num_predict":24}}"""
                        .formatted(seed * 7919, seed);
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(address.resolve("/api/chat"))
                            .header("Authorization", "Bearer correct-horse")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build();
            var text = new StringBuilder();
            JsonNode last = json.createObjectNode();
            for (var line : client.send(request, BodyHandlers.ofLines()).body().toList()) {
                last = json.readTree(line);
                text.append(last.at("/message/content").asText());
            }
            assertTrue(last.path("done").asBoolean(), text.toString());
            return text.toString();
        }
    }
}
