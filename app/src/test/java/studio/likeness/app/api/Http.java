package studio.likeness.app.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Speaks HTTP by hand, so that every byte of a request and of its response is known.
record Http(int port, String token) {
    /// @param body without the marks of its pieces
    /// @param pieces how many it came in; 1 where the length was told
    record Response(int status, Map<String, String> headers, String body, int pieces) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /// Without what is never twice the same.
        String steady() {
            return body.replaceAll("\"created_at\":\"[^\"]*Z\"", "\"created_at\":\"T\"")
                    .replaceAll("_duration\":[0-9]+", "_duration\":0")
                    .replaceAll("\"created\":[0-9]+", "\"created\":0")
                    .replaceAll("cmpl-[0-9a-f]{16}", "cmpl-X");
        }
    }

    Response get(String path) throws IOException {
        return send("GET " + path, "", "");
    }

    Response post(String path, String body) throws IOException {
        return send("POST " + path, "Content-Type: application/json\r\n", body);
    }

    /// @param line method and path
    /// @param headers each ended by `\r\n`; more than the usual ones
    Response send(String line, String headers, String body) throws IOException {
        return raw(
                line
                        + " HTTP/1.1\r\nHost: 127.0.0.1:"
                        + port
                        + "\r\nAuthorization: Bearer "
                        + token
                        + "\r\nConnection: close\r\n"
                        + headers
                        + (body.isEmpty()
                                ? ""
                                : "Content-Length: "
                                        + body.getBytes(StandardCharsets.UTF_8).length
                                        + "\r\n")
                        + "\r\n"
                        + body);
    }

    Response raw(String request) throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return response(socket.getInputStream().readAllBytes());
        }
    }

    Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static Response response(byte[] all) {
        var text = new String(all, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        var lines = text.substring(0, end).split("\r\n");
        var headers = new LinkedHashMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        var rest = text.substring(end + 4);
        int pieces = 1;
        if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            var joined = new ByteArrayOutputStream();
            pieces = 0;
            int at = 0;
            while (true) {
                int line = rest.indexOf("\r\n", at);
                int size = Integer.parseInt(rest.substring(at, line), 16);
                if (size == 0) {
                    break;
                }
                joined.writeBytes(
                        rest.substring(line + 2, line + 2 + size)
                                .getBytes(StandardCharsets.ISO_8859_1));
                at = line + 2 + size + 2;
                pieces++;
            }
            rest = joined.toString(StandardCharsets.ISO_8859_1);
        }
        var body = new String(rest.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return new Response(Integer.parseInt(lines[0].split(" ")[1]), headers, body, pieces);
    }
}
