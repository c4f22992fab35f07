package studio.likeness.models.download;

import java.net.URI;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import studio.likeness.models.job.StudioException;

/// The way from one address to the next, with the user's mirrors.
final class Redirects {
    private static final int MOST = 8;

    private final Map<String, String> mirrors;
    private final Set<URI> seen = new HashSet<>();
    private URI here;

    Redirects(Map<String, String> mirrors, URI source) {
        this.mirrors = mirrors;
        here = checked(mirrored(source));
        seen.add(here);
    }

    URI here() {
        return here;
    }

    /// @throws StudioException when that address is none to go to, or there is no end to it
    void follow(String location) {
        URI next;
        try {
            next = mirrored(here.resolve(location.strip()));
        } catch (IllegalArgumentException e) {
            throw new StudioException(e, "models.download.badRedirect", here.getHost());
        }
        boolean known = next.getScheme() != null && next.getHost() != null;
        if (!known || !isWeb(next) || (isSecure(here) && !isSecure(next))) {
            throw new StudioException("models.download.badRedirect", here.getHost());
        }
        if (!seen.add(next) || seen.size() > MOST) {
            throw new StudioException("models.download.redirectLoop", here.getHost());
        }
        here = next;
    }

    private static URI checked(URI address) {
        if (address.getScheme() == null || address.getHost() == null || !isWeb(address)) {
            throw new StudioException("models.download.badAddress", address);
        }
        return address;
    }

    private static boolean isWeb(URI address) {
        return isSecure(address) || address.getScheme().toLowerCase(Locale.ROOT).equals("http");
    }

    private static boolean isSecure(URI address) {
        return address.getScheme().toLowerCase(Locale.ROOT).equals("https");
    }

    /// The longest beginning that a mirror is set for decides.
    private URI mirrored(URI address) {
        var text = address.toString();
        var replaced =
                mirrors.entrySet().stream()
                        .filter(mirror -> !mirror.getKey().isBlank())
                        .filter(mirror -> text.startsWith(mirror.getKey()))
                        .max(Comparator.comparingInt(mirror -> mirror.getKey().length()));
        if (replaced.isEmpty()) {
            return address;
        }
        var mirror = replaced.get();
        try {
            return URI.create(mirror.getValue() + text.substring(mirror.getKey().length()));
        } catch (IllegalArgumentException e) {
            throw new StudioException(e, "models.download.badAddress", mirror.getValue());
        }
    }
}
