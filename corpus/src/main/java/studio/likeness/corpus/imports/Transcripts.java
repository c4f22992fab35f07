package studio.likeness.corpus.imports;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.job.StudioException;

/// Finds the words of a recording in the `transcripts.tsv` or `transcripts.csv` of its folder or of
/// a few folders above. For one import: each table is read once.
final class Transcripts {
    private static final List<String> NAMES = List.of("transcripts.tsv", "transcripts.csv");
    private static final int PARENTS = 3;

    private final Map<Path, Map<Path, Entry>> tables = new HashMap<>();

    Optional<Entry> of(Path media) {
        var folder = media.getParent();
        for (int i = 0; i <= PARENTS && folder != null; i++, folder = folder.getParent()) {
            for (var name : NAMES) {
                var table = folder.resolve(name);
                if (Files.isRegularFile(table, LinkOption.NOFOLLOW_LINKS)) {
                    return Optional.ofNullable(
                            tables.computeIfAbsent(table, Transcripts::read).get(media));
                }
            }
        }
        return Optional.empty();
    }

    private static Map<Path, Entry> read(Path table) {
        try {
            var entries = new HashMap<Path, Entry>();
            for (var entry : AnswersTable.read(table)) {
                entry.recording().ifPresent(file -> entries.putIfAbsent(file, entry));
            }
            return entries;
        } catch (StudioException e) {
            throw new StudioException(e, "corpus.imports.badTranscripts", table.getFileName());
        }
    }
}
