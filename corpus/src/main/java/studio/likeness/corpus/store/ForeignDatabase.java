package studio.likeness.corpus.store;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import studio.likeness.models.job.StudioException;

/// Judges a `corpus.db` that came in an archive: it is only read, nothing in its schema runs, and
/// every row must be one that this studio could have written.
final class ForeignDatabase {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    /// Bytes 18 and 19 of the header; 2 would ask for a log that an archive does not carry.
    private static final byte WITHOUT_LOG = 1;

    private ForeignDatabase() {}

    /// @return the media it knows
    static List<Media> check(Path file, String archive) throws IOException {
        try (var in = new FileInputStream(file.toFile())) {
            var header = in.readNBytes(100);
            if (header.length < 100
                    || !Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                    || header[18] != WITHOUT_LOG
                    || header[19] != WITHOUT_LOG) {
                throw new StudioException("corpus.store.archiveBadDatabase", archive);
            }
        }
        try (var db = Connections.foreign(file)) {
            return check(db, archive);
        } catch (SQLException e) {
            throw new StudioException(e, "corpus.store.archiveBadDatabase", archive);
        }
    }

    private static List<Media> check(Connection db, String archive) throws SQLException {
        int version = Schema.version(db);
        if (version > Schema.VERSION) {
            throw new StudioException("corpus.store.archiveNewer", archive);
        }
        // The schema before anything else: checking and reading would run what is in it.
        if (version < 1 || !Schema.describe(db).equals(Schema.expected(version))) {
            throw new StudioException("corpus.store.archiveStrangeSchema", archive);
        }
        if (!Database.lines(db, "PRAGMA integrity_check").equals(List.of("ok"))
                || !Database.lines(db, "PRAGMA foreign_key_check").isEmpty()) {
            throw new StudioException("corpus.store.archiveBadDatabase", archive);
        }
        return readable(db, archive);
    }

    private static List<Media> readable(Connection db, String archive) throws SQLException {
        try {
            var answers = AnswerRows.allWithHidden(db);
            var documents = DocumentRows.allWithHidden(db);
            boolean sound =
                    answers.stream().allMatch(a -> Ids.isAnswer(a.id()) && !a.questions().isEmpty())
                            && documents.stream().allMatch(d -> Ids.isAnswer(d.id()))
                            && Columns.number(db, "SELECT count(*) FROM state") == 1
                            && Columns.number(
                                            db,
                                            "SELECT count(*) FROM state WHERE name = 'revision'"
                                                    + " AND value BETWEEN 0 AND 1 << 53")
                                    == 1;
            if (!sound) {
                throw new StudioException("corpus.store.archiveStrangeRows", archive);
            }
            return MediaRows.all(db);
        } catch (DateTimeException e) {
            throw new StudioException(e, "corpus.store.archiveStrangeRows", archive);
        }
    }
}
