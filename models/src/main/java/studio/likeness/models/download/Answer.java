package studio.likeness.models.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// What a server answered: 200, 206 or 416.
record Answer(HttpResponse<InputStream> response) implements AutoCloseable {
    static final int WHOLE = 200;
    static final int PARTIAL = 206;
    static final int NO_SUCH_RANGE = 416;

    int status() {
        return response.statusCode();
    }

    String host() {
        return response.uri().getHost();
    }

    Validators validators() {
        return Validators.of(response.headers());
    }

    Optional<ContentRange> range() {
        return response.headers().firstValue("Content-Range").flatMap(ContentRange::parse);
    }

    /// Of the body as it travels.
    OptionalLong length() {
        var text = response.headers().firstValue("Content-Length").orElse("");
        return text.matches("[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }

    /// In lower case; empty when the body is the file itself.
    String encoding() {
        var name =
                response.headers()
                        .firstValue("Content-Encoding")
                        .orElse("")
                        .strip()
                        .toLowerCase(Locale.ROOT);
        return name.equals("identity") ? "" : name;
    }

    boolean isWebPage() {
        return response.headers()
                .firstValue("Content-Type")
                .map(type -> type.strip().toLowerCase(Locale.ROOT))
                .filter(type -> type.startsWith("text/html") || type.contains("xhtml"))
                .isPresent();
    }

    /// Whether a body that is cut short can be told from a whole one.
    boolean tellsItsEnd() {
        return length().isPresent()
                || response.headers().firstValue("Transfer-Encoding").isPresent();
    }

    /// Lets the connection go; what of the body has not come is not waited for.
    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException _) {
            // Nothing more is wanted of it.
        }
    }
}
