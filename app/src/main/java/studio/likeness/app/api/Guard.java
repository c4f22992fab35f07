package studio.likeness.app.api;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who may come in: programs of this machine that know the token. A page of some web site that
/// reaches the port through the user's browser comes from another origin, or asks another host;
/// both are refused before the token is looked at.
final class Guard {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String BEARER = "bearer ";

    private final int port;
    private final byte[] token;

    Guard(int port, String token) {
        this.port = port;
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /// @throws Refused unless the request was meant for this machine
    void checkPlace(Headers headers) {
        if (!isHere(headers.getOrDefault("Host", List.of()))) {
            throw new Refused(403, "this host name is not allowed", "forbidden_host", "");
        }
        if (headers.containsKey("Origin") && origin(headers).isEmpty()) {
            throw new Refused(403, "this origin is not allowed", "forbidden_origin", "");
        }
    }

    private boolean isHere(List<String> hosts) {
        if (hosts.size() != 1) {
            return false;
        }
        var host = hosts.getFirst().toLowerCase(java.util.Locale.ROOT);
        int colon = host.lastIndexOf(':');
        boolean hasPort = colon > host.lastIndexOf(']');
        var name = hasPort ? host.substring(0, colon) : host;
        // Browsers leave out the port of HTTP itself.
        var asked = hasPort ? host.substring(colon + 1) : "80";
        return LOOPBACK.contains(name) && asked.equals(String.valueOf(port));
    }

    /// The page that asks, where it comes from a server of this machine.
    Optional<String> origin(Headers headers) {
        var origins = headers.getOrDefault("Origin", List.of());
        if (origins.size() != 1) {
            return Optional.empty();
        }
        try {
            var origin = URI.create(origins.getFirst());
            boolean here =
                    origin.getHost() != null
                            && LOOPBACK.contains(origin.getHost())
                            && ("http".equals(origin.getScheme())
                                    || "https".equals(origin.getScheme()));
            return here ? Optional.of(origins.getFirst()) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // no address, hence not of this machine
        }
    }

    /// @throws Refused without the token
    void checkToken(Headers headers) {
        var sent = headers.getOrDefault("Authorization", List.of());
        boolean knows =
                sent.size() == 1
                        && sent.getFirst().regionMatches(true, 0, BEARER, 0, BEARER.length())
                        && MessageDigest.isEqual(
                                token,
                                sent.getFirst()
                                        .substring(BEARER.length())
                                        .strip()
                                        .getBytes(StandardCharsets.UTF_8));
        if (!knows) {
            throw new Refused(
                    401,
                    "the token is missing or wrong; see Settings, API, or likeness serve",
                    "invalid_api_key",
                    "");
        }
    }
}
