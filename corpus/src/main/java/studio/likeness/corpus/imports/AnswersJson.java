package studio.likeness.corpus.imports;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.job.StudioException;

/// Answers as JSON: a list of objects, the same under `answers`, or one object a line. One object
/// at a time is held in memory, and nesting, strings and numbers are bounded.
final class AnswersJson {
    private static final int DEEPEST = 20;

    private static final ObjectMapper MAPPER =
            new ObjectMapper(
                    JsonFactory.builder()
                            .streamReadConstraints(
                                    StreamReadConstraints.builder()
                                            .maxNestingDepth(DEEPEST)
                                            .maxStringLength(1_000_000)
                                            .maxNameLength(1_000)
                                            .maxNumberLength(100)
                                            .maxTokenCount(3_000_000)
                                            .build())
                            // What people say stays out of messages, which may be logged.
                            .errorReportConfiguration(
                                    ErrorReportConfiguration.builder()
                                            .maxErrorTokenLength(0)
                                            .maxRawContentLength(0)
                                            .build())
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .build());

    private AnswersJson() {}

    /// @throws StudioException naming the first bad row; nothing of the file is given then
    static List<Entry> read(Path file) {
        var entries = new Entries(file);
        parse(TextFile.read(file), 0, parser -> readList(parser, entries));
        return some(entries);
    }

    private static void readList(JsonParser parser, Entries entries) throws IOException {
        if (!toList(parser)) {
            return;
        }
        for (int number = 1; parser.nextToken() != JsonToken.END_ARRAY; number++) {
            entries.add(row(new Place(number), MAPPER.readTree(parser)));
        }
        // The object around the list may go on with other things.
        while (!parser.getParsingContext().inRoot() && parser.nextToken() == JsonToken.FIELD_NAME) {
            parser.nextToken();
            parser.skipChildren();
        }
    }

    /// @throws StudioException naming the first bad line; nothing of the file is given then
    static List<Entry> readLines(Path file) {
        var entries = new Entries(file);
        var lines = TextFile.read(file).lines().iterator();
        for (int number = 1; lines.hasNext(); number++) {
            var line = lines.next();
            if (!line.isBlank()) {
                var place = new Place(number);
                parse(line, number - 1, parser -> entries.add(readObject(place, parser)));
            }
        }
        return some(entries);
    }

    private static List<Entry> some(Entries entries) {
        if (entries.isEmpty()) {
            throw new StudioException("corpus.imports.noAnswers");
        }
        return entries.all();
    }

    private static Row readObject(Place place, JsonParser parser) throws IOException {
        parser.nextToken();
        return row(place, MAPPER.readTree(parser));
    }

    /// The one object of a sidecar.
    static Row readSidecar(Path file) {
        var rows = new ArrayList<Row>();
        parse(TextFile.read(file), 0, parser -> rows.add(readObject(Place.WHOLE, parser)));
        return rows.getFirst();
    }

    private interface Content {
        void readFrom(JsonParser parser) throws IOException;
    }

    /// @param before how many lines of the file came before the text
    private static void parse(String text, int before, Content content) {
        try (var parser = MAPPER.createParser(text)) {
            content.readFrom(parser);
            if (parser.nextToken() != null) {
                throw new StudioException(
                        "corpus.imports.afterJson",
                        before + parser.currentTokenLocation().getLineNr());
            }
        } catch (StreamConstraintsException e) {
            throw new StudioException(e, "corpus.imports.jsonBounds", DEEPEST);
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            throw new StudioException(
                    e,
                    "corpus.imports.badJson",
                    where == null ? before + 1 : before + where.getLineNr());
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string failed", e);
        }
    }

    /// Moves to the start of the list; false when there is none.
    private static boolean toList(JsonParser parser) throws IOException {
        var first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            if (first != JsonToken.START_ARRAY) {
                throw new StudioException("corpus.imports.noAnswers");
            }
            return true;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean answers = "answers".equals(parser.currentName());
            if (parser.nextToken() == JsonToken.START_ARRAY && answers) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static Row row(Place place, JsonNode node) {
        if (!node.isObject()) {
            throw new StudioException("corpus.imports.notObject", place);
        }
        var row = new Row(place);
        for (var property : node.properties()) {
            Field.named(property.getKey())
                    .ifPresent(field -> add(row, field, property.getKey(), property.getValue()));
        }
        return row;
    }

    private static void add(Row row, Field field, String name, JsonNode value) {
        if (value.isArray() && field.isWording()) {
            for (var wording : value) {
                // In a list every text is one wording, so a | in it separates nothing.
                row.add(Field.QUESTION, text(row, name, wording));
            }
        } else if (field == Field.DATE && value.isInt()) {
            row.add(field, value.asText()); // a year
        } else if (!value.isNull()) {
            row.add(field, text(row, name, value));
        }
    }

    private static String text(Row row, String name, JsonNode value) {
        if (!value.isTextual()) {
            throw new StudioException("corpus.imports.notText", row.place(), Row.shortened(name));
        }
        return value.textValue();
    }
}
