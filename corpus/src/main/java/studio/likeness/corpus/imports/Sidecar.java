package studio.likeness.corpus.imports;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The words of a recording, in a file of the same name beside it: `harbour.wav` and
/// `harbour.json`, `.txt` or `.lab`. A text may be marked up by lines that begin with `Q:`, `A:`,
/// `Topic:`, `Date:` or `Language:`; otherwise all of it is what is said.
final class Sidecar {
    private static final List<String> EXTENSIONS =
            List.of(".json", ".txt", ".lab", ".JSON", ".TXT", ".LAB");
    private static final Pattern MARKED = Pattern.compile("^\\s*([\\p{L}]{1,10})\\s*[:：](.*)$");
    private static final Map<String, Field> MARKS = marks();

    private Sidecar() {}

    private static Map<String, Field> marks() {
        var marks = new TreeMap<String, Field>();
        for (var q : List.of("q", "question", "问", "問", "问题", "問題")) {
            marks.put(q, Field.QUESTION);
        }
        for (var a : List.of("a", "answer", "reply", "答", "回答")) {
            marks.put(a, Field.REPLY);
        }
        marks.putAll(Map.of("topic", Field.TOPIC, "主题", Field.TOPIC, "话题", Field.TOPIC));
        marks.putAll(Map.of("date", Field.DATE, "日期", Field.DATE));
        marks.putAll(Map.of("language", Field.LANGUAGE, "语言", Field.LANGUAGE));
        return Map.copyOf(marks);
    }

    /// The sidecar of a sound or video, if it has one.
    static Optional<Path> of(Path media) {
        var name = media.getFileName().toString();
        var stem = name.substring(0, name.lastIndexOf('.'));
        return EXTENSIONS.stream()
                .map(extension -> media.resolveSibling(stem + extension))
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                .findFirst();
    }

    static Entry read(Path sidecar, Path media) {
        var name = sidecar.getFileName().toString().toLowerCase(Locale.ROOT);
        var row =
                name.endsWith(".json")
                        ? AnswersJson.readSidecar(sidecar)
                        : words(TextFile.read(sidecar));
        return row.entry(Optional.of(media));
    }

    private static Row words(String text) {
        var row = new Row(Place.WHOLE);
        var reply = new StringBuilder();
        boolean marked =
                text.lines()
                        .flatMap(line -> mark(line).stream())
                        .anyMatch(field -> field == Field.QUESTION || field == Field.REPLY);
        for (var line : text.lines().toList()) {
            var field = marked ? mark(line) : Optional.<Field>empty();
            if (field.isEmpty()) {
                reply.append(line).append('\n');
            } else if (field.get() == Field.REPLY) {
                reply.append(afterMark(line)).append('\n');
            } else {
                row.add(field.get(), afterMark(line));
            }
        }
        row.add(Field.REPLY, reply.toString());
        return row;
    }

    private static Optional<Field> mark(String line) {
        var match = MARKED.matcher(line);
        return match.matches()
                ? Optional.ofNullable(MARKS.get(match.group(1).toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    private static String afterMark(String line) {
        var match = MARKED.matcher(line);
        return match.matches() ? match.group(2).strip() : line;
    }
}
