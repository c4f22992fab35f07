package studio.likeness.app.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;

/// A form with one file, as `multipart/form-data` brings it. The file lies in a temporary place
/// until this is closed.
///
/// @param fields by name, in their order
/// @param name the file's, as the client calls it; only its ending is used
final class Form implements AutoCloseable {
    /// About five hours of speech.
    static final long MOST_BYTES = 512L << 20;

    private static final int MOST_FIELDS = 50;
    private static final int LONGEST_FIELD = 64 << 10;

    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private Optional<Path> file = Optional.empty();

    private Form() {}

    /// @throws Refused when it is no form, or too large
    static Form read(String contentType, InputStream body) throws IOException {
        if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            throw Refused.field("", "the body must be multipart/form-data with a file");
        }
        var form = new Form();
        try {
            form.parse(contentType, body);
            return form;
        } catch (MimeException e) {
            form.close();
            throw Refused.field("", "the form is damaged");
        } catch (IOException | RuntimeException e) {
            form.close();
            throw e;
        }
    }

    private void parse(String contentType, InputStream body) throws IOException, MimeException {
        var stream =
                new MimeTokenStream(
                        new MimeConfig.Builder()
                                .setMaxContentLen(MOST_BYTES)
                                .setMaxHeaderCount(20)
                                .build());
        stream.parseHeadless(body, contentType);
        var disposition = "";
        for (var state = stream.getState();
                state != EntityState.T_END_OF_STREAM;
                state = stream.next()) {
            switch (state) {
                case T_START_HEADER -> disposition = "";
                case T_FIELD -> {
                    if (stream.getField().getNameLowerCase().equals("content-disposition")) {
                        disposition = stream.getField().getBody();
                    }
                }
                case T_BODY -> part(disposition, stream.getInputStream());
                default -> {
                    // Boundaries, and what stands before the first and behind the last.
                }
            }
        }
    }

    private void part(String disposition, InputStream content) throws IOException {
        var name = parameter(disposition, "name").orElse("");
        if (parameter(disposition, "filename").isPresent()) {
            keep(disposition, name, content);
            return;
        }
        if (fields.values().stream().mapToInt(List::size).sum() >= MOST_FIELDS) {
            throw Refused.field(name, "the form has too many fields");
        }
        var text = new ByteArrayOutputStream();
        text.write(content.readNBytes(LONGEST_FIELD + 1));
        if (text.size() > LONGEST_FIELD) {
            throw Refused.field(name, name + " is too long");
        }
        fields.computeIfAbsent(name, _ -> new ArrayList<>())
                .add(text.toString(StandardCharsets.UTF_8));
    }

    private void keep(String disposition, String name, InputStream content) throws IOException {
        if (!name.equals("file")) {
            throw Refused.field(name, "only the field file may be a file");
        }
        if (file.isPresent()) {
            throw Refused.field("file", "there must be one file");
        }
        var place = Files.createTempFile("likeness-", ending(disposition));
        file = Optional.of(place);
        try (var out = Files.newOutputStream(place)) {
            content.transferTo(out);
        }
    }

    /// Some readers look at it; anything but letters and digits is left out.
    private static String ending(String disposition) {
        var name = parameter(disposition, "filename").orElse("");
        int dot = name.lastIndexOf('.');
        var ending = dot < 0 ? "" : name.substring(dot + 1);
        return ending.matches("[A-Za-z0-9]{1,8}") ? "." + ending : ".bin";
    }

    /// Of a header such as `form-data; name="file"; filename="a.wav"`.
    private static Optional<String> parameter(String header, String name) {
        for (var part : header.split(";")) {
            var pair = part.strip().split("=", 2);
            if (pair.length == 2 && pair[0].strip().equalsIgnoreCase(name)) {
                return Optional.of(pair[1].strip().replaceAll("^\"|\"$", ""));
            }
        }
        return Optional.empty();
    }

    /// The last of that name; empty where there is none.
    Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name)).map(List::getLast).filter(t -> !t.isBlank());
    }

    /// All of that name, also as `name[]`.
    List<String> texts(String name) {
        var all = new ArrayList<>(fields.getOrDefault(name, List.of()));
        all.addAll(fields.getOrDefault(name + "[]", List.of()));
        return all;
    }

    /// @throws Refused without one
    Path file() {
        return file.orElseThrow(() -> Refused.field("file", "file is required"));
    }

    @Override
    public void close() {
        if (file.isPresent()) {
            try {
                Files.deleteIfExists(file.get());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
