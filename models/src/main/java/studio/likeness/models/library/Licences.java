package studio.likeness.models.library;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Under what terms a model was published, as far as its folder says.
final class Licences {
    private static final Pattern FILE =
            Pattern.compile("(model_|model-)?(licen[sc]e|copying)(\\.(txt|md|pdf|rst))?");
    private static final Pattern CARD = Pattern.compile("(?m)^license(?:_name)?:\\s*(\\S+)\\s*$");
    private static final int CARD_HEAD = 1 << 14;

    private Licences() {}

    static Optional<Path> file(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Licences::isLicence).sorted().findFirst();
        }
    }

    private static boolean isLicence(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return FILE.matcher(name).matches() && Files.isRegularFile(file);
    }

    /// What the head of the model's card says, for example `apache-2.0`.
    static Optional<String> name(Path folder) throws IOException {
        var card = folder.resolve("README.md");
        if (!Files.isRegularFile(card)) {
            return Optional.empty();
        }
        try (var in = new FileInputStream(card.toFile())) {
            var head = new String(in.readNBytes(CARD_HEAD), StandardCharsets.UTF_8);
            var end = head.indexOf("\n---", 3);
            if (!head.startsWith("---") || end < 0) {
                return Optional.empty();
            }
            var found = CARD.matcher(head.substring(0, end));
            return found.find() ? Optional.of(found.group(1)) : Optional.empty();
        }
    }
}
