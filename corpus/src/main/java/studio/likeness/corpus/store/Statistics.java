package studio.likeness.corpus.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// How much there is of a persona; what is hidden does not count.
///
/// @param answers per language; a language without any is missing
/// @param recorded answers with a recording
/// @param recordedLength of those answers together
/// @param mediaBytes of everything in the media folder that the corpus knows, portraits too
public record Statistics(
        Map<String, Integer> answers,
        int recorded,
        Duration recordedLength,
        int documents,
        int passages,
        long mediaBytes) {
    public Statistics {
        answers = Map.copyOf(answers);
    }

    static Statistics of(Connection db) throws SQLException {
        var recordings =
                " FROM answer a JOIN media m ON m.sha256 = a.recording WHERE a.deleted_at IS NULL";
        var documents = " FROM document d WHERE d.deleted_at IS NULL";
        return new Statistics(
                perLanguage(db),
                (int) Columns.number(db, "SELECT count(*)" + recordings),
                Duration.ofNanos(Columns.number(db, "SELECT sum(m.length_ns)" + recordings)),
                (int) Columns.number(db, "SELECT count(*)" + documents),
                (int)
                        Columns.number(
                                db,
                                "SELECT count(*) FROM passage WHERE document IN (SELECT d.id"
                                        + documents
                                        + ")"),
                Columns.number(db, "SELECT sum(bytes) FROM media"));
    }

    private static Map<String, Integer> perLanguage(Connection db) throws SQLException {
        var answers = new TreeMap<String, Integer>();
        try (var query = db.createStatement();
                var row =
                        query.executeQuery(
                                "SELECT language, count(*) FROM answer WHERE deleted_at IS NULL"
                                        + " GROUP BY language")) {
            while (row.next()) {
                answers.put(row.getString(1), row.getInt(2));
            }
        }
        return answers;
    }
}
