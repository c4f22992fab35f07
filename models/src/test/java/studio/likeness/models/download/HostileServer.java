package studio.likeness.models.download;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/// A web server on the loopback that can do every wrong thing: it writes its answers byte by byte,
/// with no library that would mend them.
final class HostileServer implements AutoCloseable {
    /// A file it has; replaced as a whole.
    record Content(byte[] bytes, String etag, String modified) {}

    /// What was asked.
    ///
    /// @param number from 0, over all files
    record Asked(String path, Map<String, String> headers, int number) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /// Bytes of a file that were promised to a client; it may have gone away before it got all.
    record Sent(String path, long from, long to, boolean probe) {}

    private static final int SHIFT = 3;

    private final ServerSocket socket;
    private final Map<String, Content> files = new ConcurrentHashMap<>();
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Function<Asked, Fault> script = _ -> Fault.NONE;
    private volatile int bytesPerMilli;

    HostileServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
    }

    int port() {
        return socket.getLocalPort();
    }

    void put(String path, byte[] bytes, String etag) {
        files.put(path, new Content(bytes, etag, "Wed, 01 Jul 2026 10:00:00 GMT"));
    }

    void put(String path, Content content) {
        files.put(path, content);
    }

    Content content(String path) {
        return files.getOrDefault(path, new Content(new byte[0], "", ""));
    }

    /// What goes wrong with each request.
    void script(Function<Asked, Fault> faults) {
        script = faults;
    }

    /// 0 for as fast as it goes.
    void throttle(int bytesPerMillisecond) {
        bytesPerMilli = bytesPerMillisecond;
    }

    List<Sent> sent() {
        return List.copyOf(sent);
    }

    int requests() {
        return requests.get();
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                var connection = socket.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = connection.getInputStream();
            while (true) {
                var head = head(in);
                if (head.isEmpty()) {
                    return;
                }
                var asked = asked(head);
                if (!answer(asked, script.apply(asked), connection)) {
                    return;
                }
            }
        } catch (IOException _) {
            // The client went away, or was sent away.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private Asked asked(String head) {
        var lines = head.split("\r\n");
        var headers = new HashMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        var target = lines[0].split(" ")[1];
        // A proxy is asked for whole addresses.
        var path = target.startsWith("http") ? URI.create(target).getPath() : target;
        return new Asked(path, headers, requests.getAndIncrement());
    }

    /// @return whether the connection stays
    private boolean answer(Asked asked, Fault fault, Socket connection)
            throws IOException, InterruptedException {
        var out = connection.getOutputStream();
        var path = asked.path().replaceFirst("^/hop[0-9]*", "");
        var file = files.get(path);
        if (file == null) {
            return plain(out, "404 Not Found", "", "no such file");
        }
        return switch (fault) {
            case SILENT -> {
                Thread.sleep(1_000);
                yield false;
            }
            case EMPTY_REPLY -> false;
            case RESET -> {
                connection.setSoLinger(true, 0);
                yield false;
            }
            case GARBAGE -> {
                out.write("what is this\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                yield false;
            }
            case BUSY -> plain(out, "429 Too Many Requests", "Retry-After: 0\r\n", "busy");
            case BUSY_DATE ->
                    plain(
                            out,
                            "503 Service Unavailable",
                            "Retry-After: Wed, 01 Jul 2020 10:00:00 GMT\r\n",
                            "busy");
            case BUSY_FOR_LONG ->
                    plain(out, "503 Service Unavailable", "Retry-After: 7200\r\n", "busy");
            case ERROR -> plain(out, "500 Internal Server Error", "", "oops");
            case UNAUTHORIZED -> plain(out, "401 Unauthorized", "", "who are you");
            case FORBIDDEN -> plain(out, "403 Forbidden", "", "no");
            case GONE -> plain(out, "410 Gone", "", "gone");
            case NOT_SATISFIABLE ->
                    asked.header("Range").isEmpty()
                            ? file(asked, path, file, Fault.NONE, connection)
                            : plain(
                                    out,
                                    "416 Range Not Satisfiable",
                                    "Content-Range: bytes */" + file.bytes().length + "\r\n",
                                    "");
            case REDIRECT -> redirect(out, "/hop" + asked.number() + path);
            case REDIRECT_HOST ->
                    redirect(out, "http://localhost:" + port() + "/hop" + asked.number() + path);
            case REDIRECT_LOOP -> redirect(out, path);
            case REDIRECT_FILE -> redirect(out, "file:///etc/passwd");
            case REDIRECT_NOWHERE -> redirect(out, "http://[nowhere");
            case LOGIN_PAGE ->
                    plain(
                            out,
                            "200 OK",
                            "Content-Type: text/html\r\n",
                            "<!DOCTYPE html><html>Please sign in</html>");
            default -> file(asked, path, file, fault, connection);
        };
    }

    private static boolean redirect(OutputStream out, String to) throws IOException {
        return plain(out, "302 Found", "Location: " + to + "\r\n", "");
    }

    private static boolean plain(OutputStream out, String status, String headers, String body)
            throws IOException {
        var text =
                "HTTP/1.1 %s\r\n%sContent-Length: %d\r\n\r\n%s"
                        .formatted(status, headers, body.length(), body);
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return true;
    }

    private boolean file(Asked asked, String path, Content file, Fault fault, Socket connection)
            throws IOException, InterruptedException {
        int size = file.bytes().length;
        int from = 0;
        int to = size;
        var range = asked.header("Range");
        var condition = asked.header("If-Range");
        boolean partial =
                range.startsWith("bytes=")
                        && size > 0
                        && fault != Fault.WHOLE_INSTEAD
                        && !fault.wholeOnly()
                        && (condition.isEmpty()
                                || condition.equals(file.etag())
                                || condition.equals(file.modified()));
        if (partial) {
            var ends = range.substring(6).split("-");
            from = Math.min(Integer.parseInt(ends[0]), size - 1);
            to = Math.min(ends.length > 1 ? Integer.parseInt(ends[1]) + 1 : size, size);
        }
        if (partial && fault == Fault.SHIFTED && to - from > SHIFT) {
            from += SHIFT;
        }
        if (partial && fault == Fault.CLIPPED) {
            to = from + Math.max(1, (to - from) / 2);
        }
        var headers = new StringBuilder();
        headers.append(partial ? "HTTP/1.1 206 Partial Content\r\n" : "HTTP/1.1 200 OK\r\n");
        if (fault == Fault.OLD_HTTP) {
            headers.setLength(0);
            headers.append("HTTP/1.0 200 OK\r\n");
        }
        if (partial && fault != Fault.NO_CONTENT_RANGE) {
            int start = from + (fault == Fault.WRONG_START ? SHIFT : 0);
            int total = size + (fault == Fault.WRONG_TOTAL ? 1000 : 0);
            headers.append("Content-Range: bytes %d-%d/%d\r\n".formatted(start, to - 1, total));
        }
        if (!file.etag().isEmpty()) {
            headers.append("ETag: ").append(file.etag()).append("\r\n");
        }
        if (!file.modified().isEmpty()) {
            headers.append("Last-Modified: ").append(file.modified()).append("\r\n");
        }
        var body = java.util.Arrays.copyOfRange(file.bytes(), from, to);
        return body(new Sent(path, from, to, body.length <= 1), body, headers, fault, connection);
    }

    private boolean body(
            Sent note, byte[] file, StringBuilder headers, Fault fault, Socket connection)
            throws IOException, InterruptedException {
        var body = file;
        if (fault == Fault.CORRUPT && body.length > 0) {
            body[body.length / 2] ^= 1;
        }
        if (fault == Fault.GZIP || fault == Fault.BAD_GZIP) {
            var zipped = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(zipped)) {
                gzip.write(body);
            }
            body = zipped.toByteArray();
            if (fault == Fault.BAD_GZIP) {
                body[body.length - 6] ^= 1; // its check sum
            }
            headers.append("Content-Encoding: gzip\r\n");
        }
        if (fault == Fault.UNKNOWN_ENCODING) {
            headers.append("Content-Encoding: br\r\n");
        }
        boolean chunked = fault == Fault.CHUNKED || fault == Fault.CHUNKED_CUT;
        if (chunked) {
            headers.append("Transfer-Encoding: chunked\r\n");
        } else if (fault != Fault.OLD_HTTP) {
            int lie =
                    switch (fault) {
                        case SAYS_MORE -> 1000;
                        case SAYS_LESS -> -Math.min(100, body.length);
                        default -> 0;
                    };
            headers.append("Content-Length: ").append(body.length + lie).append("\r\n");
        }
        headers.append("\r\n");
        sent.add(note);
        var out = connection.getOutputStream();
        out.write(headers.toString().getBytes(StandardCharsets.US_ASCII));
        out.flush();
        int most =
                switch (fault) {
                    case CUT, CUT_HARD, CHUNKED_CUT, STALL -> body.length / 2;
                    default -> body.length;
                };
        int step = fault == Fault.TRICKLE ? Math.max(1, body.length / 10) : 8192;
        for (int at = 0; at < most; at += step) {
            int n = Math.min(step, most - at);
            if (chunked) {
                out.write((Integer.toHexString(n) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
            out.write(body, at, n);
            if (chunked) {
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.flush();
            if (fault == Fault.TRICKLE) {
                Thread.sleep(20);
            } else if (bytesPerMilli > 0) {
                Thread.sleep(Math.max(1, n / bytesPerMilli));
            }
        }
        if (fault == Fault.CHUNKED) {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        if (fault == Fault.STALL) {
            Thread.sleep(1_000);
        }
        if (fault == Fault.CUT_HARD) {
            connection.setSoLinger(true, 0);
        }
        out.flush();
        return most == body.length
                && fault != Fault.SAYS_MORE
                && fault != Fault.SAYS_LESS
                && fault != Fault.OLD_HTTP;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
