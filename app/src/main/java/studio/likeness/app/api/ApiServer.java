package studio.likeness.app.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import studio.likeness.models.job.StudioException;

/// Listens on this machine's loopback address, and nowhere else. Thread-safe.
public final class ApiServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ApiServer.class.getName());

    private static final Duration SWEEP = Duration.ofSeconds(1);

    /// What is being answered may finish; longer no closing window waits.
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Set<String> NOT_HERE =
            Set.of("/api/create", "/api/copy", "/api/pull", "/api/push", "/api/delete");

    static {
        // The JDK's server takes its bounds from here alone, when its first one is made. Seconds.
        System.setProperty("sun.net.httpserver.maxReqTime", "30"); // to send a request
        System.setProperty("sun.net.httpserver.maxRspTime", "3600"); // to take an answer
        System.setProperty("sun.net.httpserver.maxReqHeaders", "100");
        System.setProperty("sun.net.httpserver.maxReqHeaderSize", "65536");
        System.setProperty("jdk.httpserver.maxConnections", "512");
        System.setProperty("sun.net.httpserver.nodelay", "true"); // pieces are small and urgent
    }

    private final HttpServer server;
    private final ExecutorService requests;
    private final Thread sweeper;
    private final Guard guard;
    private final Served served;
    private final OllamaRoutes ollama;
    private final OpenAiRoutes openAi;
    private final AudioRoutes audio;
    private final Object lock = new Object();
    private int running;
    private volatile boolean refusing;
    private volatile boolean closing;

    private ApiServer(HttpServer server, Host host, String token) {
        this.server = server;
        guard = new Guard(server.getAddress().getPort(), token);
        served = Served.of(host, () -> closing);
        ollama = new OllamaRoutes(host, served);
        openAi = new OpenAiRoutes(served);
        audio = new AudioRoutes(host, served.names(), served.speaking());
        requests = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("api-", 0).factory());
        server.setExecutor(requests);
        server.createContext("/", this::handle);
        sweeper = Thread.ofVirtual().name("api sweeper").unstarted(this::sweep);
    }

    /// @param port 0 for any that is free
    /// @param token that every request must bring
    /// @throws StudioException when the port is taken, or the token too easy to guess
    public static ApiServer open(Host host, int port, String token) {
        Tokens.check(token);
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            var opened = new ApiServer(HttpServer.create(address, 0), host, token);
            opened.server.start();
            opened.sweeper.start();
            return opened;
        } catch (BindException e) {
            throw new StudioException(e, "app.api.portTaken", String.valueOf(port));
        } catch (IOException e) {
            throw new StudioException(e, "app.api.cannotListen", String.valueOf(port));
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// For a client's settings.
    public URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    private void handle(HttpExchange exchange) throws IOException {
        var call = new Call(exchange);
        count(1);
        try {
            guard.checkPlace(exchange.getRequestHeaders());
            guard.origin(exchange.getRequestHeaders()).ifPresent(origin -> allow(call, origin));
            if (call.method().equals("OPTIONS")) {
                call.send(204, "text/plain", new byte[0]);
                return;
            }
            guard.checkToken(exchange.getRequestHeaders());
            if (refusing) {
                throw new Refused(503, "Likeness is closing", "closing", "");
            }
            route(call);
        } catch (Refused e) {
            refuse(call, e);
        } catch (StudioException e) {
            refuse(call, Refused.because(e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("the server is going");
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a request failed", e);
            refuse(call, new Refused(500, "Likeness could not answer: " + e, "", ""));
        } finally {
            count(-1);
        }
    }

    /// A page of a server of this machine may read the answers; it needs the token all the same.
    private static void allow(Call call, String origin) {
        call.header("Access-Control-Allow-Origin", origin);
        call.header("Vary", "Origin");
        call.header("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
        call.header("Access-Control-Allow-Headers", "Authorization, Content-Type, *");
    }

    private static void refuse(Call call, Refused why) throws IOException {
        if (call.begun()) {
            throw new IOException(why.getMessage(), why);
        }
        if (why.status() == 401) {
            call.header("WWW-Authenticate", "Bearer");
        }
        call.send(
                why.status(),
                call.path().startsWith("/v1/") ? OpenAiRoutes.error(why) : OllamaRoutes.error(why));
    }

    private void route(Call call) throws IOException, InterruptedException {
        var path = call.path();
        if (NOT_HERE.contains(path) || path.startsWith("/api/blobs/")) {
            ollama.notHere(call);
        }
        switch (call.method() + " " + path) {
            case "GET /", "HEAD /" ->
                    call.send(
                            200,
                            "text/plain",
                            "Likeness is running".getBytes(StandardCharsets.UTF_8));
            case "GET /api/version", "HEAD /api/version" -> ollama.version(call);
            case "GET /api/tags", "HEAD /api/tags" -> ollama.tags(call);
            case "GET /api/ps" -> ollama.running(call);
            case "POST /api/show" -> ollama.show(call);
            case "POST /api/chat" -> ollama.chat(call);
            case "POST /api/generate" -> ollama.generate(call);
            case "POST /api/embed" -> ollama.embed(call);
            case "POST /api/embeddings" -> ollama.embeddings(call);
            case "GET /v1/models" -> openAi.models(call);
            case "POST /v1/chat/completions" -> openAi.chat(call);
            case "POST /v1/completions" -> openAi.completions(call);
            case "POST /v1/embeddings" -> openAi.embeddings(call);
            case "POST /v1/audio/transcriptions" -> audio.transcriptions(call);
            case "POST /v1/audio/speech" -> audio.speech(call);
            default -> other(call);
        }
    }

    private void other(Call call) throws IOException {
        var models = "/v1/models/";
        if (call.method().equals("GET") && call.path().startsWith(models)) {
            openAi.model(call, call.path().substring(models.length()));
            return;
        }
        throw new Refused(404, "there is no " + call.method() + " " + call.path(), "not_found", "");
    }

    private void sweep() {
        try {
            while (true) {
                Thread.sleep(SWEEP);
                served.sweep();
            }
        } catch (InterruptedException _) {
            // The server is closed; this thread's only work ends here.
        }
    }

    /// Lets running answers finish for a moment, then ends them.
    @Override
    public void close() {
        refusing = true;
        quiet(GRACE);
        closing = true;
        quiet(GRACE);
        sweeper.interrupt();
        server.stop(0);
        requests.shutdownNow();
        served.close();
    }

    /// Waits until nothing is running, or the time is over.
    private void quiet(Duration most) {
        long until = System.nanoTime() + most.toNanos();
        synchronized (lock) {
            long left = until - System.nanoTime();
            while (running > 0 && left > 0) {
                try {
                    TimeUnit.NANOSECONDS.timedWait(lock, left);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                    return; // whoever closes is in a hurry
                }
                left = until - System.nanoTime();
            }
        }
    }

    private void count(int change) {
        synchronized (lock) {
            running += change;
            lock.notifyAll();
        }
    }
}
