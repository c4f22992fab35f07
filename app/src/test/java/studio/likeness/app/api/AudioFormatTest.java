package studio.likeness.app.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.media.MediaReader;

/// The endpoints of sound, byte by byte.
class AudioFormatTest {
    private static final String TOKEN = "a-token-that-is-long-enough-0123456789";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;

    private final StandInHost host = new StandInHost();
    private ApiServer server;
    private Http http;

    @BeforeEach
    void open() {
        server = ApiServer.open(host, 0, TOKEN);
        http = new Http(server.port(), TOKEN);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Http.Response send(Map<String, String> fields, String file) throws IOException {
        var body = new StringBuilder();
        fields.forEach(
                (name, value) ->
                        body.append("--B\r\nContent-Disposition: form-data; name=\"")
                                .append(name)
                                .append("\"\r\n\r\n")
                                .append(value)
                                .append("\r\n"));
        if (!file.isEmpty()) {
            body.append(
                            "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../a.wav\"")
                    .append("\r\nContent-Type: audio/wav\r\n\r\n")
                    .append(file)
                    .append("\r\n");
        }
        return http.send(
                "POST /v1/audio/transcriptions",
                "Content-Type: multipart/form-data; boundary=B\r\n",
                body.append("--B--\r\n").toString());
    }

    @Test
    void aRecordingBecomesText() throws IOException, InterruptedException {
        var response = send(Map.of("model", "whisper-1"), "RIFF");

        assertEquals(200, response.status());
        assertEquals("{\"text\":\"Hello there. Good --> bye.\"}", response.body());
        assertTrue(host.recording.toString().endsWith(".wav"), () -> "" + host.recording);
        // The answer is whole a moment before the server has cleared up behind it.
        for (int i = 0; i < 200 && Files.exists(host.recording); i++) {
            Thread.sleep(10);
        }
        assertFalse(Files.exists(host.recording), "what was sent is not kept");
    }

    @Test
    void everyShapeIsAsOpenAiHasIt() throws IOException {
        assertEquals(
                "Hello there. Good --> bye.\n",
                send(Map.of("model", "ears", "response_format", "text"), "RIFF").body());
        assertEquals(
                """
                1
                00:00:00,000 --> 00:00:01,500
                Hello there.

                2
                01:01:01,250 --> 01:01:02,000
                Good -> bye.

                """,
                send(Map.of("response_format", "srt"), "RIFF").body());
        assertTrue(
                send(Map.of("response_format", "vtt"), "RIFF")
                        .body()
                        .startsWith("WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nHello there.\n"));
        var verbose =
                JSON.readTree(
                        send(
                                        Map.of(
                                                "response_format",
                                                "verbose_json",
                                                "language",
                                                "zh",
                                                "timestamp_granularities[]",
                                                "word"),
                                        "RIFF")
                                .body());
        assertEquals("transcribe", verbose.path("task").asText());
        assertEquals("chinese", verbose.path("language").asText());
        assertEquals(3662.0, verbose.path("duration").asDouble());
        assertEquals(1.5, verbose.path("segments").path(0).path("end").asDouble());
        assertEquals(-0.25, verbose.path("segments").path(1).path("avg_logprob").asDouble());
        assertEquals("there.", verbose.path("words").path(1).path("word").asText());
    }

    @Test
    void aStreamTellsEverySegment() throws IOException {
        var response = send(Map.of("model", "ears", "stream", "true"), "RIFF");

        assertEquals("text/event-stream", response.header("content-type"));
        assertEquals(
                """
                data: {"type":"transcript.text.delta","delta":" Hello there."}

                data: {"type":"transcript.text.delta","delta":" Good --> bye."}

                data: {"type":"transcript.text.done","text":"Hello there. Good --> bye."}

                """,
                response.body());
    }

    @Test
    void whatCannotBeHeardIsRefusedByName() throws IOException {
        assertEquals(400, send(Map.of("model", "whisper-1"), "").status());
        assertEquals(404, send(Map.of("model", "lips"), "RIFF").status());
        assertEquals(400, send(Map.of("response_format", "yaml"), "RIFF").status());
        var json = http.post("/v1/audio/transcriptions", "{}");
        assertEquals(400, json.status());
        assertTrue(json.body().contains("multipart/form-data"), json.body());
        var broken =
                http.send(
                        "POST /v1/audio/transcriptions",
                        "Content-Type: multipart/form-data\r\n",
                        "no boundary at all");
        assertEquals(400, broken.status(), broken.body());
        assertTrue(firstLine("99999999999").contains(" 413 "), "nothing so large is waited for");
    }

    /// Of what is answered before the body was sent.
    private String firstLine(String length) throws IOException {
        try (var socket = http.connect()) {
            socket.getOutputStream()
                    .write(
                            ("POST /v1/audio/transcriptions HTTP/1.1\r\nHost: 127.0.0.1:"
                                            + server.port()
                                            + "\r\nAuthorization: Bearer "
                                            + TOKEN
                                            + "\r\nContent-Type: multipart/form-data; boundary=B"
                                            + "\r\nContent-Length: "
                                            + length
                                            + "\r\n\r\n--B")
                                    .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    private byte[] speech(String body) throws Exception {
        return spoken(body).body();
    }

    private HttpResponse<byte[]> spoken(String body) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(server.address().resolve("/v1/audio/speech"))
                            .header("Authorization", "Bearer " + TOKEN)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build();
            var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertEquals(200, response.statusCode());
            return response;
        }
    }

    @Test
    void aHeaderTellsWhoSpoke() throws Exception {
        var response = spoken("{\"voice\":\"ada\",\"input\":\"Hi\",\"response_format\":\"wav\"}");
        assertEquals(
                "cloned; name*=UTF-8''Evening%20voice%2C%20%E6%99%9A%E4%B8%8A",
                response.headers().firstValue("Likeness-Voice").orElse(""));
    }

    @Test
    void aTextIsSpokenInEveryShape() throws Exception {
        for (var shape : new String[] {"mp3", "opus", "aac", "wav"}) {
            var bytes =
                    speech(
                            "{\"model\":\"tts-1\",\"voice\":\"ada\",\"input\":\"Hello you\","
                                    + "\"response_format\":\""
                                    + shape
                                    + "\"}");
            var file = Files.write(folder.resolve("a." + shape), bytes);
            var sound = MediaReader.readSound(file, 16_000, Duration.ofSeconds(5));
            assertEquals(0.9, sound.length().toMillis() / 1e3, 0.15, shape);
        }
    }

    @Test
    void rawSamplesComeAtTheRateClientsExpect() throws Exception {
        var bytes =
                speech("{\"model\":\"ada\",\"input\":\"Hello you\",\"response_format\":\"pcm\"}");
        assertEquals(0.9 * 24_000 * 2, bytes.length, 200);
        int loudest = 0;
        for (int i = 0; i < bytes.length; i += 2) {
            loudest = Math.max(loudest, Math.abs((bytes[i] & 0xff) | (bytes[i + 1] << 8)));
        }
        assertEquals(16_384, loudest, 600);
    }

    @Test
    void whatCannotBeSaidIsRefusedByName() throws IOException {
        var cases =
                Map.of(
                        "{\"voice\":\"ada\"}", "input",
                        "{\"voice\":\"alloy\",\"input\":\"a\"}", "voice",
                        "{\"voice\":\"ada\",\"input\":\"a\",\"speed\":2}", "speed",
                        "{\"voice\":\"ada\",\"input\":\"a\",\"response_format\":\"flac\"}",
                                "response_format");
        for (var each : cases.entrySet()) {
            var response = http.post("/v1/audio/speech", each.getKey());
            assertEquals(400, response.status(), each.getKey());
            assertTrue(response.body().contains(each.getValue()), response.body());
        }
    }
}
