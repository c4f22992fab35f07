package studio.likeness.corpus.imports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.job.StudioException;

/// Answers as a table with a header row: separated by commas, semicolons or tabs, whichever makes
/// most of the header's names known ones. A table of transcripts is one too: its `file` is the
/// recording, its `text` the reply.
final class AnswersTable {
    private static final char[] SEPARATORS = {',', ';', '\t'};

    private AnswersTable() {}

    /// @throws StudioException naming the first bad row; nothing of the file is given then
    static List<Entry> read(Path file) {
        var text = TextFile.read(file);
        var table = open(text);
        var columns = columns(table.next().orElseThrow());
        var entries = new Entries(file);
        for (var cells = table.next(); cells.isPresent(); cells = table.next()) {
            var row = row(table.place(), columns, cells.get());
            if (!row.isBlank()) {
                entries.add(row);
            }
        }
        if (entries.isEmpty()) {
            throw new StudioException("corpus.imports.noRows");
        }
        return entries.all();
    }

    private static Table open(String text) {
        char best = SEPARATORS[0];
        long most = 0;
        for (char separator : SEPARATORS) {
            long known = knownColumns(text, separator);
            if (known > most) {
                most = known;
                best = separator;
            }
        }
        return new Table(text, best);
    }

    private static long knownColumns(String text, char separator) {
        try {
            return new Table(text, separator)
                    .next().stream()
                            .flatMap(List::stream)
                            .filter(name -> Field.named(name).isPresent())
                            .count();
        } catch (StudioException _) {
            return 0; // cut like this, the first line is no header, so that is not the separator
        }
    }

    private static List<Optional<Field>> columns(List<String> header) {
        var columns = header.stream().map(Field::named).toList();
        var seen = EnumSet.noneOf(Field.class);
        var names = new ArrayList<String>();
        for (int i = 0; i < header.size(); i++) {
            var name = header.get(i).strip();
            var field = columns.get(i);
            boolean sameName = !name.isEmpty() && names.contains(name);
            boolean sameField =
                    field.isPresent() && !seen.add(field.get()) && !field.get().isWording();
            if (sameName || sameField) {
                throw new StudioException("corpus.imports.sameColumn", Row.shortened(name));
            }
            names.add(name);
        }
        boolean asks = seen.stream().anyMatch(f -> f.isWording() || f == Field.RECORDING);
        if (!asks || !seen.contains(Field.REPLY)) {
            throw new StudioException("corpus.imports.badHeader");
        }
        return columns;
    }

    private static Row row(Place place, List<Optional<Field>> columns, List<String> cells) {
        var row = new Row(place);
        for (int i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            if (i >= columns.size() && !cell.isBlank()) {
                throw new StudioException(
                        "corpus.imports.manyCells", place, cells.size(), columns.size());
            }
            if (i < columns.size()) {
                columns.get(i).ifPresent(field -> row.add(field, cell));
            }
        }
        return row;
    }
}
