package studio.likeness.models.download;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;

/// How the net is reached.
///
/// @param mirrors what to ask instead: from the beginning of an address to what replaces it
public record Route(Map<String, String> mirrors, Optional<InetSocketAddress> proxy) {
    public static final Route DIRECT = new Route(Map.of(), Optional.empty());

    /// @param text `host:port`, or empty for none; what is neither counts as none
    public static Optional<InetSocketAddress> proxy(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(text.substring(colon + 1));
        return port > 65_535
                ? Optional.empty()
                : Optional.of(InetSocketAddress.createUnresolved(text.substring(0, colon), port));
    }
}
