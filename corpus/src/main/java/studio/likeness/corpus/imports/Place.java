package studio.likeness.corpus.imports;

import java.nio.file.Path;
import java.util.Formattable;
import java.util.Formatter;
import studio.likeness.models.job.Words;

/// Where in a file something stands. As an argument of a sentence it begins it, in the sentence's
/// own language.
///
/// @param row as a spreadsheet counts, the header being row 1; 0 for the file as a whole
record Place(int row) implements Formattable {
    static final Place WHOLE = new Place(0);

    /// What a provenance says of it.
    String origin(Path file) {
        var name = "file: " + file.getFileName();
        return row == 0 ? name : name + ", row " + row;
    }

    @Override
    public void formatTo(Formatter formatter, int flags, int width, int precision) {
        var locale = formatter.locale();
        formatter.format(
                "%s",
                row == 0
                        ? Words.say(locale, "corpus.imports.place.file")
                        : Words.say(locale, "corpus.imports.place.row", row));
    }
}
