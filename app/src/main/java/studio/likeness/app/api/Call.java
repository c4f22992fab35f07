package studio.likeness.app.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// A request and its response.
final class Call {
    /// A talk of some hundred thousand words fits.
    static final int MOST_BYTES = 8 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json; charset=utf-8";

    private final HttpExchange exchange;
    private boolean begun;

    Call(HttpExchange exchange) {
        this.exchange = exchange;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String string(JsonNode node) {
        return new String(bytes(node), StandardCharsets.UTF_8);
    }

    /// @throws Refused when it is not JSON text of an array
    static JsonNode parse(byte[] text) {
        try {
            return JSON.readTree(text);
        } catch (IOException _) {
            throw Refused.field("", "this is not JSON");
        }
    }

    /// Without what follows a question mark.
    String path() {
        return exchange.getRequestURI().getPath();
    }

    String method() {
        return exchange.getRequestMethod();
    }

    /// @throws Refused when it is too long or no JSON object
    Fields body() throws IOException {
        var declared = exchange.getRequestHeaders().getFirst("Content-Length");
        if (declared != null && declared.length() > 9) {
            throw tooLong();
        }
        var bytes = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw tooLong();
        }
        var node = bytes.length == 0 ? JsonNodeFactory.instance.missingNode() : parse(bytes);
        if (!node.isObject()) {
            throw Refused.field("", "the body must be a JSON object");
        }
        return new Fields(node, "");
    }

    /// @throws Refused when it is no form, or too large
    Form form() throws IOException {
        var headers = exchange.getRequestHeaders();
        var declared = headers.getFirst("Content-Length");
        if (declared != null
                && (declared.length() > 12 || Long.parseLong(declared) > Form.MOST_BYTES)) {
            throw new Refused(413, "the file is too large", "too_large", "file");
        }
        var type = headers.getFirst("Content-Type");
        return Form.read(type == null ? "" : type, exchange.getRequestBody());
    }

    private static Refused tooLong() {
        return new Refused(
                413, "the body is longer than " + MOST_BYTES + " bytes", "too_large", "");
    }

    void header(String name, String value) {
        exchange.getResponseHeaders().set(name, value);
    }

    /// Whether a status has gone out, so that no other can.
    boolean begun() {
        return begun;
    }

    /// A whole response.
    void send(int status, JsonNode body) throws IOException {
        send(status, JSON_TYPE, bytes(body));
    }

    void send(int status, String type, byte[] body) throws IOException {
        header("Content-Type", type);
        begun = true;
        boolean silent = method().equals("HEAD") || body.length == 0;
        exchange.sendResponseHeaders(status, silent ? -1 : body.length);
        if (!silent) {
            exchange.getResponseBody().write(body);
            // Closing first waits for the rest of a request that nobody reads.
            exchange.getResponseBody().flush();
        }
        exchange.close();
    }

    /// A response that comes piece by piece, each as soon as it is flushed. Closed, it is complete.
    OutputStream stream(String type) throws IOException {
        header("Content-Type", type);
        header("Cache-Control", "no-cache");
        begun = true;
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    /// For a reader that looks at the body of a whole response.
    static String jsonType() {
        return JSON_TYPE;
    }
}
