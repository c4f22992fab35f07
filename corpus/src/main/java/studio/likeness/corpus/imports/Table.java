package studio.likeness.corpus.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.job.StudioException;

/// Reads separated values record by record, as RFC 4180 has them: quoted cells may hold separators,
/// line ends and doubled quotes.
final class Table {
    static final int MOST_COLUMNS = 200;

    private final String text;
    private final char separator;
    private int at;
    private int row;

    /// @param text with line feeds only
    Table(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    /// Where the record given last stands.
    Place place() {
        return new Place(row);
    }

    /// The next record; an empty line is a record of one empty cell.
    Optional<List<String>> next() {
        if (at >= text.length()) {
            return Optional.empty();
        }
        row++;
        var cells = new ArrayList<String>();
        boolean more = true;
        while (more) {
            if (cells.size() == MOST_COLUMNS) {
                throw new StudioException("corpus.imports.manyColumns", place(), MOST_COLUMNS);
            }
            cells.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
            more = at < text.length() && text.charAt(at) == separator;
            at++; // past the separator or the line's end
        }
        return Optional.of(cells);
    }

    private String plain() {
        int start = at;
        while (at < text.length() && text.charAt(at) != separator && text.charAt(at) != '\n') {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        var cell = new StringBuilder();
        int from = at + 1;
        while (true) {
            int quote = text.indexOf('"', from);
            if (quote < 0) {
                throw new StudioException("corpus.imports.openQuote", place());
            }
            cell.append(text, from, quote);
            from = quote + 1;
            if (from >= text.length() || text.charAt(from) != '"') {
                break;
            }
            cell.append('"');
            from++;
        }
        at = from;
        if (!plain().isBlank()) {
            throw new StudioException("corpus.imports.afterQuote", place());
        }
        return cell.toString();
    }
}
