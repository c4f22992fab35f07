package studio.likeness.corpus.imports;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.likeness.corpus.store.Document;
import studio.likeness.corpus.store.Provenance;
import studio.likeness.models.job.StudioException;

/// A plain text or Markdown file as a document in passages. Title, date and language come from
/// Markdown's front matter where it says them, else from the first heading and the file's name.
final class TextDocument {
    private static final int LONGEST_TITLE = 120;

    /// Letters in a row without a space or a stop; more is data, not a language.
    private static final int LONGEST_RUN = 2_000;

    private static final String SENTENCE_ENDS = "。！？!?….；;:：，,、\"”’」』)）";

    /// Lines this long were wrapped by a program and go on in the next one.
    private static final int WRAPPED = 50;

    private static final Pattern FRONT_MATTER =
            Pattern.compile("\\A---[ \\t]*\\n((?:[^\\n]{0,2000}\\n){0,100}?)---[ \\t]*(?:\\n|\\z)");
    private static final Pattern SETTING =
            Pattern.compile("^([\\p{L}]{1,20})[ \\t]*[:：][ \\t]*(\\S.*)$");

    private TextDocument() {}

    static Document.Draft read(Path file, Provenance provenance) {
        var text = TextFile.read(file);
        refuseData(text);
        boolean markdown = Kind.of(file) == Kind.MARKDOWN;
        Map<String, String> settings = markdown ? settings(text) : Map.of();
        var prose =
                markdown ? Markdown.read(FRONT_MATTER.matcher(text).replaceFirst("")) : plain(text);
        var passages = Passages.of(prose);
        if (passages.isEmpty()) {
            throw new StudioException("corpus.imports.empty");
        }
        var name = file.getFileName().toString();
        var stem = name.substring(0, name.lastIndexOf('.'));
        var title = first(settings, "title", "标题").orElse(prose.title());
        return new Document.Draft(
                Row.shortened(title.isBlank() ? stem : title, LONGEST_TITLE),
                language(settings, passages.getFirst()),
                date(settings).or(() -> Dates.ofName(name)),
                passages,
                provenance);
    }

    private static void refuseData(String text) {
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean rest = Character.isWhitespace(c) || SENTENCE_ENDS.indexOf(c) >= 0;
            run = rest ? 0 : run + 1;
            if (run > LONGEST_RUN) {
                throw new StudioException("corpus.imports.notProse", LONGEST_RUN);
            }
        }
    }

    /// A short first line with an empty one below it is the title.
    private static Prose plain(String text) {
        var prose = new Prose.Builder();
        var lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            boolean alone = i + 1 < lines.size() && lines.get(i + 1).isEmpty();
            if (i == 0 && alone && line.length() <= 60 && !ends(line)) {
                prose.heading(line);
                continue;
            }
            prose.line(line);
            boolean wrapped =
                    line.length() >= WRAPPED
                            && !Prose.isFullWidth(line.charAt(line.length() - 1))
                            && !alone;
            if (!wrapped) {
                prose.endParagraph();
            }
        }
        return prose.build();
    }

    private static boolean ends(String line) {
        return !line.isEmpty() && SENTENCE_ENDS.indexOf(line.charAt(line.length() - 1)) >= 0;
    }

    private static Map<String, String> settings(String text) {
        var block = FRONT_MATTER.matcher(text);
        if (!block.lookingAt()) {
            return Map.of();
        }
        var settings = new HashMap<String, String>();
        block.group(1)
                .lines()
                .map(SETTING::matcher)
                .filter(Matcher::matches)
                .forEach(
                        setting ->
                                settings.put(
                                        setting.group(1).toLowerCase(Locale.ROOT),
                                        unquoted(setting.group(2).strip())));
        return settings;
    }

    private static String unquoted(String value) {
        boolean quoted =
                value.length() > 1
                        && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                        && value.charAt(0) == value.charAt(value.length() - 1);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static Optional<String> first(Map<String, String> settings, String... names) {
        for (var name : names) {
            var value = settings.get(name);
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private static String language(Map<String, String> settings, String sample) {
        var named = first(settings, "language", "lang", "语言");
        if (named.isEmpty()) {
            return Languages.of(sample);
        }
        return Languages.named(named.get())
                .orElseThrow(
                        () ->
                                new StudioException(
                                        "corpus.imports.badLanguage",
                                        Place.WHOLE,
                                        Row.shortened(named.get(), 40)));
    }

    private static Optional<LocalDate> date(Map<String, String> settings) {
        return first(settings, "date", "日期")
                .map(
                        text ->
                                Dates.parse(text)
                                        .orElseThrow(
                                                () ->
                                                        new StudioException(
                                                                "corpus.imports.badDate",
                                                                Place.WHOLE,
                                                                Row.shortened(text, 40))));
    }
}
