package studio.likeness.models.download;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import studio.likeness.models.job.StudioException;

/// Whether a file is what it should be.
final class Checks {
    private static final int HEAD = 512;

    private final Known known;
    private final Meter meter;

    Checks(Known known, Meter meter) {
        this.known = known;
        this.meter = meter;
    }

    /// @return its hash
    /// @throws Anew when it is something else
    String check(Wanted wanted, Path file) {
        try {
            long bytes = Files.size(file);
            if (wanted.bytes().isPresent() && wanted.bytes().getAsLong() != bytes) {
                throw Anew.wrong(
                        new StudioException(
                                "models.download.wrongSize",
                                wanted.name(),
                                bytes,
                                wanted.bytes().getAsLong()));
            }
            meter.doing(Meter.CHECKING);
            var sha256 = Sha256.of(file, meter);
            meter.doing(Meter.FETCHING);
            var expected = known.expected(wanted);
            if (expected.isPresent() && !expected.get().equalsIgnoreCase(sha256)) {
                throw Anew.wrong(difference(wanted, file));
            }
            if (expected.isEmpty() && isWebPage(wanted, file)) {
                throw Anew.wrong(webPage(wanted));
            }
            return sha256;
        } catch (IOException e) {
            throw new StudioException(e, "models.download.cannotRead", file);
        }
    }

    private StudioException difference(Wanted wanted, Path file) throws IOException {
        if (isWebPage(wanted, file)) {
            return webPage(wanted);
        }
        if (wanted.sha256().isPresent()) {
            return new StudioException("models.download.wrongHash", wanted.name());
        }
        var since = known.find(wanted.name()).map(Known.Item::since).orElse("");
        return new StudioException(
                "models.download.notTheFirst",
                wanted.name(),
                since.substring(0, Math.min(10, since.length())));
    }

    private static StudioException webPage(Wanted wanted) {
        return new StudioException(
                "models.download.webPage", wanted.name(), wanted.source().getHost());
    }

    /// What sign-in pages of networks begin with.
    private static boolean isWebPage(Wanted wanted, Path file) throws IOException {
        if (wanted.name().matches("(?i).*\\.x?html?")) {
            return false;
        }
        try (var in = new FileInputStream(file.toFile())) {
            var head =
                    new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1)
                            .stripLeading()
                            .toLowerCase(Locale.ROOT);
            return head.startsWith("<!doctype html") || head.startsWith("<html");
        }
    }

    /// Whether a file that lies there is the one that is wanted, by every byte.
    boolean isRight(Wanted wanted, Path file) {
        if (!Files.isRegularFile(file) || known.expected(wanted).isEmpty()) {
            return false;
        }
        try {
            check(wanted, file);
            return true;
        } catch (Anew _) {
            return false;
        }
    }

    /// Whether it was found right already and is as long as then.
    boolean wasRight(Wanted wanted, Path file) {
        Optional<Known.Item> item = known.find(wanted.name());
        return item.isPresent()
                && Files.isRegularFile(file)
                && file.toFile().length() == item.get().bytes()
                && (wanted.bytes().isEmpty() || wanted.bytes().getAsLong() == item.get().bytes())
                && wanted.sha256()
                        .map(given -> given.equalsIgnoreCase(item.get().sha256()))
                        .orElse(true);
    }
}
