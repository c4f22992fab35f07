package studio.likeness.models.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import studio.likeness.models.language.chat.Answer;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.language.chat.Limits;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.Sampling;
import studio.likeness.models.language.chat.TextStream;

/// A talk with a model behind an [OllamaServer]: one request per answer, read line by line. What it
/// has read, the server remembers as long as it likes.
final class OllamaChat implements ChatSession {
    /// Asked for with each request; without it the server cuts what is longer than its own default.
    private static final int CONTEXT = 8192;

    /// Some seconds of a fast model.
    private static final int LINES_AHEAD = 256;

    private final OllamaServer server;
    private final String model;
    private final HttpClient client;

    OllamaChat(OllamaServer server, String model) {
        this.server = server;
        this.model = model;
        client = server.client();
    }

    /// A line of the answer, or how the stream ended.
    private sealed interface Line {
        record Text(String json) implements Line {}

        record End(Optional<IOException> why) implements Line {}
    }

    @Override
    public Answer generate(
            List<Message> messages, Sampling sampling, Limits limits, TextStream.Listener listener)
            throws InterruptedException {
        long started = System.nanoTime();
        try {
            var body = send(messages, sampling, limits);
            var lines = new ArrayBlockingQueue<Line>(LINES_AHEAD);
            var reader = Thread.ofVirtual().name("ollama").start(() -> read(body, lines));
            try {
                return listen(lines, new Telling(listener, started));
            } finally {
                // Closing the body closes the connection: the server stops writing at once.
                body.close();
                reader.interrupt();
            }
        } catch (IOException e) {
            throw server.gone(e);
        }
    }

    private InputStream send(List<Message> messages, Sampling sampling, Limits limits)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(server.at("/api/chat"))
                        .timeout(server.waits().piece())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(request(messages, sampling, limits)))
                        .build();
        var response = client.send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            try (var body = response.body()) {
                server.check(
                        response, new String(body.readNBytes(1 << 16), StandardCharsets.UTF_8));
            }
        }
        return response.body();
    }

    private static void read(InputStream body, BlockingQueue<Line> lines) {
        try {
            lines.put(new Line.End(readAll(body, lines)));
        } catch (InterruptedException _) {
            // The answer is over; nobody listens any more.
        }
    }

    private static Optional<IOException> readAll(InputStream body, BlockingQueue<Line> lines)
            throws InterruptedException {
        try (var reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.put(new Line.Text(line));
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    private Answer listen(BlockingQueue<Line> lines, Telling telling)
            throws InterruptedException, IOException {
        while (true) {
            var line = lines.poll(server.waits().piece().toMillis(), TimeUnit.MILLISECONDS);
            switch (line) {
                case null -> throw server.stalled();
                case Line.End(var why) ->
                        throw server.gone(why.orElseGet(() -> new IOException("cut short")));
                case Line.Text(var json) -> {
                    if (json.isBlank()) {
                        continue;
                    }
                    var chunk = server.parse(json);
                    if (chunk.hasNonNull("error")) {
                        throw server.refused(chunk.path("error").asText());
                    }
                    telling.tell(chunk.path("message"));
                    if (chunk.path("done").asBoolean(false)) {
                        return telling.answer(chunk);
                    }
                }
            }
        }
    }

    /// What came so far.
    private static final class Telling {
        private final TextStream.Listener listener;
        private final long started;
        private final StringBuilder said = new StringBuilder();
        private final StringBuilder thought = new StringBuilder();
        private long first;

        Telling(TextStream.Listener listener, long started) {
            this.listener = listener;
            this.started = started;
            first = started;
        }

        void tell(JsonNode message) {
            var thinking = message.path("thinking").asText("");
            var piece = message.path("content").asText("");
            if (said.isEmpty() && thought.isEmpty() && !(piece + thinking).isEmpty()) {
                first = System.nanoTime();
            }
            if (!thinking.isEmpty()) {
                thought.append(thinking);
                listener.thought().accept(thinking);
            }
            if (!piece.isEmpty()) {
                said.append(piece);
                listener.said().accept(piece);
            }
        }

        Answer answer(JsonNode last) {
            var finish =
                    last.path("done_reason")
                                    .asText("stop")
                                    .toLowerCase(Locale.ROOT)
                                    .equals("length")
                            ? Answer.Finish.LENGTH
                            : Answer.Finish.STOP;
            return new Answer(
                    said.toString().strip(),
                    thought.toString(),
                    finish,
                    new Answer.Figures(
                            last.path("prompt_eval_count").asInt(),
                            0,
                            last.path("eval_count").asInt(),
                            0,
                            Duration.ofNanos(first - started),
                            Duration.ofNanos(System.nanoTime() - started)));
        }
    }

    private String request(List<Message> messages, Sampling sampling, Limits limits) {
        var options = new LinkedHashMap<String, Object>();
        options.put("num_ctx", CONTEXT);
        options.put("num_predict", limits.maxTokens());
        options.put("temperature", sampling.temperature());
        options.put("top_k", sampling.topK());
        options.put("top_p", sampling.topP());
        options.put("min_p", sampling.minP());
        options.put("repeat_penalty", sampling.repetitionPenalty());
        options.put("presence_penalty", sampling.presencePenalty());
        options.put("frequency_penalty", sampling.frequencyPenalty());
        sampling.seed().ifPresent(seed -> options.put("seed", seed));
        if (!limits.stops().isEmpty()) {
            options.put("stop", limits.stops());
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("model", model);
        body.put("stream", true);
        // Models that cannot think refuse to be asked for it.
        if (limits.thinking()) {
            body.put("think", true);
        }
        body.put("options", options);
        body.put(
                "messages",
                messages.stream()
                        .map(
                                message ->
                                        Map.of(
                                                "role",
                                                message.role().name().toLowerCase(Locale.ROOT),
                                                "content",
                                                message.text()))
                        .toList());
        return OllamaServer.json(body);
    }

    @Override
    public int context() {
        return CONTEXT;
    }

    /// The server does not tell. A Chinese character is about one token, four letters are too;
    /// rather too many than too few.
    @Override
    public int tokens(List<Message> messages) {
        int tokens = 32;
        for (var message : messages) {
            long wide = message.text().codePoints().filter(c -> c >= 0x2E80).count();
            tokens += 8 + (int) (1.2 * wide + (message.text().length() - wide) / 3.0);
        }
        return tokens;
    }

    @Override
    public Sampling recommended() {
        return Sampling.recommended("", false);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
