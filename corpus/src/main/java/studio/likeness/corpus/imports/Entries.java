package studio.likeness.corpus.imports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.job.StudioException;

/// Collects the rows of a file, each checked as it comes.
final class Entries {
    static final int MOST = 100_000;

    private final List<Entry> entries = new ArrayList<>();
    private final Beside beside;

    Entries(Path file) {
        beside = new Beside(file);
    }

    void add(Row row) {
        if (entries.size() == MOST) {
            throw new StudioException("corpus.imports.manyRows", MOST);
        }
        entries.add(row.entry(row.recording().map(r -> beside.find(row.place(), r))));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    List<Entry> all() {
        return List.copyOf(entries);
    }
}
