package studio.likeness.models.download;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import studio.likeness.models.download.Stretches.Stretch;
import studio.likeness.models.job.StudioException;

/// Asks servers for files. Follows redirects itself, because each step has to be looked at.
/// Thread-safe.
final class Web implements AutoCloseable {
    private final HttpClient client;
    private final Route route;
    private final Conditions conditions;

    /// Where redirects have led, so that the pieces of a file need not go that way each.
    private final Map<URI, URI> ends = new ConcurrentHashMap<>();

    Web(Route route, Conditions conditions) {
        this.route = route;
        this.conditions = conditions;
        var builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(conditions.silence());
        route.proxy().ifPresent(address -> builder.proxy(ProxySelector.of(address)));
        client = builder.build();
    }

    /// @param range empty for the whole file
    /// @param condition for `If-Range`; empty for none
    /// @return an answer of status 200, 206 or 416; to be closed
    /// @throws Passing when the next attempt may do better
    /// @throws StudioException when it cannot
    Answer get(URI source, Optional<Stretch> range, String condition)
            throws Passing, InterruptedException {
        var known = Optional.ofNullable(ends.remove(source));
        if (known.isPresent()) {
            var answer = direct(known.get(), range, condition);
            if (answer.isPresent()) {
                ends.put(source, known.get());
                return answer.get();
            }
        }
        var way = new Redirects(route.mirrors(), source);
        while (true) {
            var answer = send(way.here(), range, condition);
            if (!isRedirect(answer.status())) {
                judge(answer);
                ends.put(source, way.here());
                return answer;
            }
            answer.close();
            way.follow(answer.response().headers().firstValue("Location").orElse(":"));
        }
    }

    /// Addresses that redirects lead to are often good for minutes only; then the way there is
    /// gone again.
    private Optional<Answer> direct(URI address, Optional<Stretch> range, String condition)
            throws Passing, InterruptedException {
        var answer = send(address, range, condition);
        int status = answer.status();
        if (isRedirect(status) || (status >= 400 && status < 500 && status != 416)) {
            answer.close();
            return Optional.empty();
        }
        judge(answer);
        return Optional.of(answer);
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private Answer send(URI address, Optional<Stretch> range, String condition)
            throws Passing, InterruptedException {
        var request =
                HttpRequest.newBuilder(address)
                        .timeout(conditions.silence())
                        .header("User-Agent", "Likeness")
                        .header("Accept-Encoding", "identity");
        range.ifPresent(
                r -> request.header("Range", "bytes=%d-%d".formatted(r.from(), r.to() - 1)));
        if (range.isPresent() && !condition.isEmpty()) {
            request.header("If-Range", condition);
        }
        var host = address.getHost();
        try {
            return new Answer(client.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (HttpTimeoutException e) {
            throw new Passing(new StudioException(e, "models.download.silent", host));
        } catch (ConnectException e) {
            throw new Passing(new StudioException(e, "models.download.unreachable", host));
        } catch (SSLException e) {
            throw new Passing(new StudioException(e, "models.download.notSecure", host));
        } catch (IOException | IllegalArgumentException e) {
            // The latter for headers that make no sense.
            throw new Passing(new StudioException(e, "models.download.broken", host));
        }
    }

    /// Lets through what carries a file.
    private void judge(Answer answer) throws Passing {
        int status = answer.status();
        if (status == Answer.WHOLE || status == Answer.PARTIAL || status == Answer.NO_SUCH_RANGE) {
            return;
        }
        answer.close();
        var host = answer.host();
        switch (status) {
            case 401, 403 -> throw new StudioException("models.download.forbidden", host);
            case 404, 410 ->
                    throw new StudioException(
                            "models.download.notThere", answer.response().uri().getPath(), host);
            case 407 -> throw new StudioException("models.download.proxyAsks");
            case 429, 503 ->
                    throw new Passing(
                            new StudioException("models.download.busy", host), patience(answer));
            case 408, 425 -> throw new Passing(new StudioException("models.download.silent", host));
            default -> {
                var why = new StudioException("models.download.serverTrouble", host, status);
                if (status >= 500) {
                    throw new Passing(why);
                }
                throw why;
            }
        }
    }

    private Optional<Duration> patience(Answer answer) {
        var wait = answer.response().headers().firstValue("Retry-After").flatMap(Web::retryAfter);
        if (wait.isPresent() && wait.get().compareTo(conditions.longestWait()) > 0) {
            throw new StudioException(
                    "models.download.askedToWait",
                    answer.host(),
                    Math.max(1, wait.get().toMinutes()));
        }
        return wait;
    }

    /// In seconds or as a date; what is neither counts as nothing.
    static Optional<Duration> retryAfter(String text) {
        if (text.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            var then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip()));
            var wait = Duration.between(Instant.now(), then);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
