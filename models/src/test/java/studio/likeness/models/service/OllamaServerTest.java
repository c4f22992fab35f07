package studio.likeness.models.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.chat.Answer;
import studio.likeness.models.language.chat.Limits;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.Sampling;
import studio.likeness.models.language.chat.TextStream;
import studio.likeness.models.service.OllamaServer.Waits;

/// Against a server on this machine that behaves, and one that does not.
@Timeout(20)
class OllamaServerTest {
    private static final String TAGS =
            "{\"models\":[{\"name\":\"qwen2.5:0.5b\"},{\"name\":\"own:latest\"}]}";
    private static final String ONE =
            "{\"message\":{\"role\":\"assistant\",\"content\":\"You \"},\"done\":false}\n";
    private static final String TWO =
            "{\"message\":{\"role\":\"assistant\",\"content\":\"asked 你好\"},\"done\":false}\n";
    private static final String LAST =
            "{\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,\"done_reason\":\"length\",\"prompt_eval_count\":26,\"eval_count\":5}\n";

    private interface Behaviour {
        void answer(HttpExchange exchange, OutputStream body) throws IOException;
    }

    private HttpServer server;
    private volatile String asked = "";
    private volatile String tags = TAGS;
    private volatile Behaviour behaviour = (_, _) -> {};

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/api/tags",
                exchange -> {
                    var bytes = tags.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.createContext(
                "/api/chat",
                exchange -> {
                    asked =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    try (exchange) {
                        behaviour.answer(exchange, exchange.getResponseBody());
                    }
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private OllamaServer ollama() {
        return new OllamaServer(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                new Waits(Duration.ofSeconds(2), Duration.ofMillis(600)));
    }

    private static void say(HttpExchange exchange, OutputStream body, String... lines)
            throws IOException {
        exchange.sendResponseHeaders(200, 0);
        for (var line : lines) {
            body.write(line.getBytes(StandardCharsets.UTF_8));
            body.flush();
        }
    }

    private Answer ask(List<String> pieces) throws InterruptedException {
        try (var talk = ollama().open("qwen2.5:0.5b")) {
            return talk.generate(
                    List.of(Message.system("Be brief."), Message.user("Who?")),
                    Sampling.greedy().withSeed(7),
                    Limits.of(50),
                    TextStream.Listener.of(pieces::add));
        }
    }

    private StudioException failure() {
        var failure = assertThrows(StudioException.class, () -> ask(new ArrayList<>()));
        assertTrue(failure.explanation().lines().count() == 1, failure.explanation());
        return failure;
    }

    @Test
    void listsModelsAndStreamsAnAnswer() throws InterruptedException {
        behaviour = (exchange, body) -> say(exchange, body, ONE, TWO, LAST);
        var pieces = new ArrayList<String>();
        assertEquals(List.of("qwen2.5:0.5b", "own:latest"), ollama().models());
        var answer = ask(pieces);
        assertEquals(List.of("You ", "asked 你好"), pieces);
        assertEquals("You asked 你好", answer.text());
        assertEquals(Answer.Finish.LENGTH, answer.finish());
        assertEquals(26, answer.figures().promptTokens());
        assertTrue(asked.contains("\"num_predict\":50"), asked);
        assertTrue(asked.contains("\"seed\":7"), asked);
        assertTrue(asked.contains("{\"role\":\"system\"") || asked.contains("\"role\":\"system\""));
        ollama().open("own").close();
    }

    @Test
    void aLineMayComeInPieces() throws InterruptedException {
        behaviour =
                (exchange, body) -> {
                    var bytes = (ONE + TWO + LAST).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, 0);
                    for (byte b : bytes) {
                        body.write(b);
                        body.flush();
                    }
                };
        assertEquals("You asked 你好", ask(new ArrayList<>()).text());
    }

    @Test
    void aMissingModelIsNamedWithThoseThereAre() {
        var failure = assertThrows(StudioException.class, () -> ollama().open("nobody"));
        assertEquals("models.service.noModel", failure.key());
        assertTrue(failure.sentence().contains("qwen2.5:0.5b"), failure.sentence());
    }

    @Test
    void whatGoesWrongIsOneSentence() {
        behaviour = (exchange, body) -> say(exchange, body, ONE, "{\"error\":\"out of memory\"}\n");
        assertTrue(failure().sentence().contains("out of memory"));

        behaviour =
                (exchange, body) -> {
                    var bytes = "{\"error\":\"model not found\"}".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(404, bytes.length);
                    body.write(bytes);
                };
        assertTrue(failure().sentence().contains("model not found"));

        behaviour = (exchange, body) -> exchange.sendResponseHeaders(502, -1);
        assertTrue(failure().sentence().contains("HTTP 502"));

        behaviour = (exchange, body) -> say(exchange, body, ONE, "<html>\n");
        assertEquals("models.service.notOllama", failure().key());

        behaviour = (exchange, body) -> say(exchange, body, ONE);
        assertEquals("models.service.gone", failure().key());

        tags = "[]";
        assertEquals("models.service.notOllama", failure().key());
    }

    @Test
    void aStallEndsWithASentence() {
        behaviour =
                (exchange, body) -> {
                    say(exchange, body, ONE);
                    pause();
                };
        assertEquals("models.service.stalled", failure().key());
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(5);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aServerThatIsNotThereIsSaid() {
        server.stop(0);
        var failure = assertThrows(StudioException.class, () -> ollama().models());
        assertEquals("models.service.gone", failure.key());
        assertThrows(StudioException.class, () -> new OllamaServer(URI.create("localhost:11434")));
    }

    @Test
    void anInterruptEndsTheRequestAtOnce() throws Exception {
        var goneAfter = new CompletableFuture<Long>();
        var begun = new CountDownLatch(1);
        behaviour =
                (exchange, body) -> {
                    exchange.sendResponseHeaders(200, 0);
                    try {
                        while (true) {
                            body.write(ONE.getBytes(StandardCharsets.UTF_8));
                            body.flush();
                            begun.countDown();
                            Thread.sleep(5);
                        }
                    } catch (IOException | InterruptedException _) {
                        goneAfter.complete(System.nanoTime());
                    }
                };
        var thrown = new CompletableFuture<Throwable>();
        var asking =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        thrown.complete(
                                                new AssertionError(ask(new ArrayList<>()).text()));
                                    } catch (Throwable e) {
                                        thrown.complete(e);
                                    }
                                });
        begun.await();
        Thread.sleep(50);
        long from = System.nanoTime();
        asking.interrupt();
        assertEquals(InterruptedException.class, thrown.get(2, TimeUnit.SECONDS).getClass());
        long millis = (goneAfter.get(5, TimeUnit.SECONDS) - from) / 1_000_000;
        System.out.println("the server saw the end of the connection after " + millis + " ms");
        assertTrue(millis < 1000, millis + " ms");
    }
}
