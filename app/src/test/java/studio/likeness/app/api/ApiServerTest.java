package studio.likeness.app.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.likeness.models.job.StudioException;

/// Who may come in, and what happens when they go.
class ApiServerTest {
    private static final String FOREVER =
            """
            {"model":"parrot","messages":[{"role":"user","content":"forever"}]}""";
    private static final String SILENCE =
            """
            {"model":"parrot","messages":[{"role":"user","content":"silence"}]}""";

    private final StandInHost host = new StandInHost();
    private ApiServer server;
    private Http http;

    @BeforeEach
    void serve() {
        server = ApiServer.open(host, 0, "correct-horse");
        http = new Http(server.port(), "correct-horse");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Http.Response asked(String host, String headers) throws IOException {
        return http.raw(
                "GET /api/version HTTP/1.1\r\n"
                        + (host.isEmpty() ? "" : "Host: " + host + "\r\n")
                        + headers
                        + "Connection: close\r\n\r\n");
    }

    private String here() {
        return "localhost:" + server.port();
    }

    @Test
    void theTokenOpens() throws IOException {
        var response = asked(here(), "Authorization: bearer correct-horse\r\n");

        assertEquals(200, response.status());
        assertEquals("{\"version\":\"0.1.0\"}", response.body());
    }

    @Test
    void noTokenOrAWrongOneDoesNot() throws IOException {
        for (var header :
                new String[] {
                    "",
                    "Authorization: Bearer correct-hors\r\n",
                    "Authorization: Bearer correct-horse-\r\n",
                    "Authorization: Bearer\r\n",
                    "Authorization: Basic correct-horse\r\n",
                    "Authorization: Bearer a\r\nAuthorization: Bearer correct-horse\r\n"
                }) {
            var response = asked(here(), header);
            assertEquals(401, response.status(), header);
            assertEquals("Bearer", response.header("www-authenticate"));
        }
    }

    @Test
    void aNameThatOnlyPointsHereIsRefused() throws IOException {
        var token = "Authorization: Bearer correct-horse\r\n";
        int port = server.port();
        for (var name :
                new String[] {
                    "evil.example:" + port,
                    "localhost.evil.example:" + port,
                    "127.0.0.1.evil.example:" + port,
                    "127.0.0.2:" + port,
                    "localhost:" + (port + 1),
                    "localhost",
                    "localhost:" + port + "@evil.example"
                }) {
            assertEquals(403, asked(name, token).status(), name);
        }
        for (var name : new String[] {"127.0.0.1:", "[::1]:", "LOCALHOST:"}) {
            assertEquals(200, asked(name + port, token).status(), name);
        }
    }

    @Test
    void aPageOfAnotherOriginIsRefusedEvenWithTheToken() throws IOException {
        var token = "Authorization: Bearer correct-horse\r\n";
        for (var origin :
                new String[] {
                    "https://evil.example",
                    "null",
                    "http://localhost.evil.example",
                    "http://evil.example/localhost",
                    "file://localhost",
                    "not an origin"
                }) {
            var response = asked(here(), token + "Origin: " + origin + "\r\n");
            assertEquals(403, response.status(), origin);
            assertEquals("", response.header("access-control-allow-origin"));
        }
    }

    @Test
    void aPageOfThisMachineMayAskAndNeedsTheTokenToo() throws IOException {
        var origin = "Origin: http://localhost:3000\r\n";
        var with = asked(here(), "Authorization: Bearer correct-horse\r\n" + origin);
        var before =
                http.raw(
                        "OPTIONS /v1/chat/completions HTTP/1.1\r\nHost: "
                                + here()
                                + "\r\n"
                                + origin
                                + "Access-Control-Request-Method: POST\r\n"
                                + "Connection: close\r\n\r\n");

        assertEquals(200, with.status());
        assertEquals("http://localhost:3000", with.header("access-control-allow-origin"));
        assertEquals(401, asked(here(), origin).status());
        assertEquals(204, before.status());
        assertTrue(
                before.header("access-control-allow-headers").startsWith("Authorization"),
                before.headers().toString());
    }

    @Test
    void listensOnTheLoopbackAddressAlone() throws IOException {
        assertTrue(InetAddress.getByName(server.address().getHost()).isLoopbackAddress());
        for (var card : NetworkInterface.networkInterfaces().toList()) {
            for (var address : card.inetAddresses().toList()) {
                if (!address.isLoopbackAddress()) {
                    assertThrows(
                            IOException.class, () -> new Socket(address, server.port()).close());
                }
            }
        }
    }

    @Test
    void aTakenPortIsOneSentence() {
        var why =
                assertThrows(
                        StudioException.class,
                        () -> ApiServer.open(host, server.port(), "correct-horse"));

        assertEquals("app.api.portTaken", why.key());
        assertTrue(
                String.valueOf(why.getMessage()).contains(String.valueOf(server.port())),
                why.getMessage());
    }

    @Test
    void aTokenThatAnybodyGuessesIsRefused() {
        for (var token : new String[] {"", "short", "has a blank", "schlüssel1"}) {
            assertThrows(StudioException.class, () -> ApiServer.open(host, 0, token), token);
        }
    }

    @Test
    void aBodyThatIsTooLongIsRefused() throws IOException {
        try (var socket = http.connect()) {
            var request =
                    "POST /api/chat HTTP/1.1\r\nHost: "
                            + here()
                            + "\r\nAuthorization: Bearer correct-horse\r\n"
                            + "Content-Length: 99999999999\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));

            assertTrue(readUntil(socket, "}").startsWith("HTTP/1.1 413"));
        }
    }

    @Test
    void aClientThatGoesAwayEndsTheAnswer() throws Exception {
        try (var socket = http.connect()) {
            post(socket, FOREVER);
            readUntil(socket, "\"on \"");
        }

        assertTrue(host.interrupted.await(5, TimeUnit.SECONDS));
        int then = host.written.get();
        Thread.sleep(50);
        assertEquals(then, host.written.get());
        // The session is free again.
        var next = http.post("/api/chat", FOREVER.replace("forever", "hi"));
        assertEquals(200, next.status());
        assertEquals(1, host.opened.get());
    }

    @Test
    void aClientThatGoesAwayInAPauseEndsTheAnswer() throws Exception {
        try (var socket = http.connect()) {
            post(socket, SILENCE);
            until(() -> host.opened.get() == 1);
        }

        assertTrue(host.interrupted.await(5, TimeUnit.SECONDS));
    }

    @Test
    void aClientThatWaitsForAWholeAnswerIsMissedToo() throws Exception {
        try (var socket = http.connect()) {
            post(socket, FOREVER.replace("{\"model\"", "{\"stream\":false,\"model\""));
            until(() -> host.opened.get() == 1);
        }

        assertTrue(host.interrupted.await(5, TimeUnit.SECONDS));
    }

    @Test
    void aPauseIsFilledWithBlanksThatReadersSkip() throws Exception {
        var slow = http.connect();
        try (slow) {
            post(slow, SILENCE);
            assertTrue(readUntil(slow, "\r\n\r\n1\r\n \r\n").startsWith("HTTP/1.1 200"));
        }
    }

    @Test
    void closingEndsWhatIsRunning() throws Exception {
        try (var socket = http.connect()) {
            post(socket, FOREVER);
            readUntil(socket, "\"on \"");
            long began = System.nanoTime();
            server.close();

            assertTrue(Duration.ofNanos(System.nanoTime() - began).toSeconds() < 5);
            assertTrue(host.interrupted.await(1, TimeUnit.SECONDS));
            assertEquals(0, host.open.get());
            assertThrows(IOException.class, () -> http.get("/api/version"));
        }
    }

    @Test
    void fiftyStreamsAtOnceEachGetTheirOwnAnswer() throws Exception {
        var answers = new ArrayList<Future<String>>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                var words = ("w" + i + " ").repeat(20).strip();
                answers.add(clients.submit(() -> streamed(words)));
            }
        }
        for (int i = 0; i < 50; i++) {
            assertEquals(("w" + i + " ").repeat(20).strip(), answers.get(i).get());
        }
        assertTrue(host.opened.get() <= Answers.AT_ONCE, "opened " + host.opened.get());
    }

    private String streamed(String words) throws IOException {
        var body =
                http.post(
                                "/api/chat",
                                "{\"model\":\"parrot\",\"messages\":[{\"role\":\"user\",\"content\":\""
                                        + words
                                        + "\"}]}")
                        .body();
        var text = new StringBuilder();
        for (var line : body.lines().toList()) {
            text.append(new ObjectMapper().readTree(line).at("/message/content").asText());
        }
        return text.toString();
    }

    @Test
    void theRootSaysThatItRuns() throws IOException {
        assertEquals("Likeness is running", http.get("/").body());
        assertFalse(http.send("HEAD /", "", "").status() != 200);
    }

    private void post(Socket socket, String body) throws IOException {
        var request =
                "POST /api/chat HTTP/1.1\r\nHost: "
                        + here()
                        + "\r\nAuthorization: Bearer correct-horse\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    }

    private static String readUntil(Socket socket, String mark) throws IOException {
        var text = new StringBuilder();
        var bytes = new byte[4096];
        while (text.indexOf(mark) < 0) {
            int count = socket.getInputStream().read(bytes);
            assertTrue(count > 0, "ended after: " + text);
            text.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    private static void until(BooleanSupplier holds) throws InterruptedException {
        for (int i = 0; i < 500 && !holds.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertTrue(holds.getAsBoolean());
    }
}
