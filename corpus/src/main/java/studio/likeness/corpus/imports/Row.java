package studio.likeness.corpus.imports;

import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import studio.likeness.models.job.StudioException;

/// The fields of one answer as they stand in a file; [#entry] checks them.
final class Row {
    static final int LONGEST_REPLY = 20_000;
    static final int MOST_WORDINGS = 50;
    private static final int LONGEST_WORDING = 500;
    private static final int LONGEST_TOPIC = 200;

    /// How much of a reply stands in for the question nobody wrote down.
    private static final int EXCERPT = 80;

    private static final Pattern BETWEEN_WORDINGS = Pattern.compile("[|｜]");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final Place place;
    private final Map<Field, List<String>> values = new EnumMap<>(Field.class);

    Row(Place place) {
        this.place = place;
    }

    Place place() {
        return place;
    }

    /// Empty text counts as not given.
    void add(Field field, String text) {
        var plain = Normalizer.normalize(TextFile.printable(text), Normalizer.Form.NFC).strip();
        if (!plain.isEmpty()) {
            values.computeIfAbsent(field, _ -> new ArrayList<>()).add(plain);
        }
    }

    boolean isBlank() {
        return values.isEmpty();
    }

    Optional<String> recording() {
        return single(Field.RECORDING);
    }

    /// @param recording where its sound or video is; with one, a question may be missing, and the
    ///     reply's own first words stand in for it
    Entry entry(Optional<Path> recording) {
        var reply =
                single(Field.REPLY)
                        .orElseThrow(() -> new StudioException("corpus.imports.noReply", place));
        if (reply.length() > LONGEST_REPLY) {
            throw new StudioException(
                    "corpus.imports.longReply", place, reply.length(), LONGEST_REPLY);
        }
        var topic = single(Field.TOPIC).map(Row::oneLine).orElse("");
        if (topic.length() > LONGEST_TOPIC) {
            throw new StudioException("corpus.imports.longTopic", place, LONGEST_TOPIC);
        }
        var questions = questions();
        if (questions.isEmpty()) {
            if (recording.isEmpty()) {
                throw new StudioException("corpus.imports.noQuestion", place);
            }
            questions = List.of(cut(oneLine(reply), EXCERPT).strip());
        }
        return new Entry(place, questions, reply, language(reply), topic, date(), recording);
    }

    private List<String> questions() {
        var all = new ArrayList<>(values.getOrDefault(Field.QUESTION, List.of()));
        for (var several : values.getOrDefault(Field.QUESTIONS, List.of())) {
            all.addAll(BETWEEN_WORDINGS.splitAsStream(several).toList());
        }
        var wordings = all.stream().map(Row::oneLine).filter(w -> !w.isEmpty()).distinct().toList();
        if (wordings.size() > MOST_WORDINGS) {
            throw new StudioException(
                    "corpus.imports.manyWordings", place, wordings.size(), MOST_WORDINGS);
        }
        if (wordings.stream().anyMatch(w -> w.length() > LONGEST_WORDING)) {
            throw new StudioException("corpus.imports.longQuestion", place, LONGEST_WORDING);
        }
        return wordings;
    }

    private String language(String reply) {
        return single(Field.LANGUAGE)
                .map(
                        name ->
                                Languages.named(name)
                                        .orElseThrow(
                                                () ->
                                                        new StudioException(
                                                                "corpus.imports.badLanguage",
                                                                place,
                                                                shortened(name))))
                .orElseGet(() -> Languages.of(reply));
    }

    private Optional<LocalDate> date() {
        return single(Field.DATE)
                .map(
                        text ->
                                Dates.parse(text)
                                        .orElseThrow(
                                                () ->
                                                        new StudioException(
                                                                "corpus.imports.badDate",
                                                                place,
                                                                shortened(text))));
    }

    private Optional<String> single(Field field) {
        var given = values.getOrDefault(field, List.of());
        if (given.size() > 1) {
            throw new StudioException("corpus.imports.twice", place);
        }
        return given.stream().findFirst();
    }

    private static String oneLine(String text) {
        return SPACES.matcher(text).replaceAll(" ").strip();
    }

    /// For a sentence about it.
    static String shortened(String text) {
        return shortened(text, 40);
    }

    static String shortened(String text, int longest) {
        var line = oneLine(text);
        return line.length() <= longest ? line : cut(line, longest).strip() + "…";
    }

    /// Never inside a character.
    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        boolean halved = Character.isHighSurrogate(text.charAt(longest - 1));
        return text.substring(0, halved ? longest - 1 : longest);
    }
}
