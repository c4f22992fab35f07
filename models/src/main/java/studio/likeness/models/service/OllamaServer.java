package studio.likeness.models.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.chat.ChatSession;

/// An Ollama server that the user has named. Nothing is asked of it before a method is called.
public final class OllamaServer {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Waits USUAL = new Waits(Duration.ofSeconds(5), Duration.ofMinutes(2));

    /// A list of models, and an error, are far shorter.
    private static final int LONGEST = 1 << 22;

    /// How long to wait.
    ///
    /// @param answer for the list of models
    /// @param piece between two pieces of an answer; before the first one the server may have to
    ///     load the model
    record Waits(Duration answer, Duration piece) {}

    private final URI address;
    private final Waits waits;

    /// @param address for example `http://localhost:11434`
    public OllamaServer(URI address) {
        this(address, USUAL);
    }

    OllamaServer(URI address, Waits waits) {
        var scheme = String.valueOf(address.getScheme());
        if (!(scheme.equals("http") || scheme.equals("https")) || address.getHost() == null) {
            throw new StudioException("models.service.address", address);
        }
        this.address = address;
        this.waits = waits;
    }

    /// The names of its models.
    ///
    /// @throws StudioException when it does not answer
    public List<String> models() {
        var request = HttpRequest.newBuilder(at("/api/tags")).timeout(waits.answer()).GET().build();
        try (var client = client()) {
            var names = new ArrayList<String>();
            for (var model : answer(client, request).path("models")) {
                names.add(model.path("name").asText());
            }
            return List.copyOf(names);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StudioException(e, "models.service.gone", address);
        }
    }

    /// @throws StudioException when it does not answer or has no such model
    public ChatSession open(String model) {
        var names = models();
        if (!names.contains(model) && !names.contains(model + ":latest")) {
            throw new StudioException(
                    "models.service.noModel", model, address, String.join(", ", names));
        }
        return new OllamaChat(this, model);
    }

    private JsonNode answer(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            var response = client.send(request, BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                var text = new String(body.readNBytes(LONGEST), StandardCharsets.UTF_8);
                check(response, text);
                return parse(text);
            }
        } catch (IOException e) {
            throw gone(e);
        }
    }

    /// @param text of the body
    void check(HttpResponse<?> response, String text) {
        if (response.statusCode() != 200) {
            throw refused(said(text, response.statusCode()));
        }
    }

    private static String said(String text, int status) {
        try {
            var error = JSON.readTree(text).path("error").asText("");
            return error.isBlank() ? "HTTP " + status : error.strip();
        } catch (JsonProcessingException _) {
            return "HTTP " + status; // what it says besides is no error of Ollama's
        }
    }

    JsonNode parse(String json) {
        try {
            var node = JSON.readTree(json);
            if (node == null || !node.isObject()) {
                throw new StudioException("models.service.notOllama", address);
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new StudioException(e, "models.service.notOllama", address);
        }
    }

    StudioException refused(String why) {
        return new StudioException("models.service.refused", address, why);
    }

    StudioException gone(IOException e) {
        return e instanceof HttpTimeoutException && !(e instanceof HttpConnectTimeoutException)
                ? stalled()
                : new StudioException(e, "models.service.gone", address);
    }

    StudioException stalled() {
        return new StudioException("models.service.stalled", address, waits.piece().toSeconds());
    }

    Waits waits() {
        return waits;
    }

    URI at(String path) {
        var base = address.toString();
        return URI.create(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(waits.answer())
                .build();
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
