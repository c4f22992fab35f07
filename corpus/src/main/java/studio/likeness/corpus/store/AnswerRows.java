package studio.likeness.corpus.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.likeness.models.job.StudioException;

/// Answers in the tables `answer` and `question`.
final class AnswerRows {
    private static final String SELECT =
            "SELECT a.*, "
                    + MediaRows.columns("m")
                    + " FROM answer a LEFT JOIN media m ON m.sha256 = a.recording ";

    private AnswerRows() {}

    /// Those that are not hidden, in the order in which they were first put.
    static List<Answer> all(Connection db) throws SQLException {
        return where(db, "WHERE a.deleted_at IS NULL ORDER BY a.place", Optional.empty());
    }

    /// The hidden ones too; an archive that comes in must be readable to the last row.
    static List<Answer> allWithHidden(Connection db) throws SQLException {
        return where(db, "ORDER BY a.place", Optional.empty());
    }

    static Optional<Answer> one(Connection db, String id) throws SQLException {
        return where(db, "WHERE a.deleted_at IS NULL AND a.id = ?", Optional.of(id)).stream()
                .findFirst();
    }

    private static List<Answer> where(Connection db, String condition, Optional<String> id)
            throws SQLException {
        var questions = questions(db, id);
        var answers = new ArrayList<Answer>();
        try (var query = db.prepareStatement(SELECT + condition)) {
            if (id.isPresent()) {
                query.setString(1, id.get());
            }
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    answers.add(read(row, questions));
                }
            }
        }
        return answers;
    }

    private static Answer read(ResultSet row, Map<String, List<String>> questions)
            throws SQLException {
        var id = row.getString("id");
        return new Answer(
                id,
                row.getString("language"),
                row.getString("topic"),
                Columns.date(row, "date"),
                questions.getOrDefault(id, List.of()),
                row.getString("reply"),
                row.getString("recording") == null
                        ? Optional.empty()
                        : Optional.of(MediaRows.read(row)),
                Columns.provenance(row, ""));
    }

    private static Map<String, List<String>> questions(Connection db, Optional<String> id)
            throws SQLException {
        var sql =
                "SELECT answer, text FROM question "
                        + (id.isPresent() ? "WHERE answer = ? " : "")
                        + "ORDER BY answer, place";
        try (var query = db.prepareStatement(sql)) {
            if (id.isPresent()) {
                query.setString(1, id.get());
            }
            var questions = new HashMap<String, List<String>>();
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    questions
                            .computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                            .add(row.getString(2));
                }
            }
            return questions;
        }
    }

    /// Writes a new one, or over the one with its identifier, which keeps its place and its day of
    /// creation and shows again if it was hidden.
    static String put(Connection db, Answer.Draft draft, Instant now) throws SQLException {
        var id = draft.id().orElseGet(() -> "a-" + Ids.random(10));
        if (Columns.exists(db, "SELECT 1 FROM document WHERE id = ?", id)) {
            throw new StudioException("corpus.store.idTaken", id);
        }
        var recording = draft.recording().map(Media::sha256);
        if (recording.isPresent() && MediaRows.one(db, recording.get()).isEmpty()) {
            throw new IllegalArgumentException(
                    "expected a recording of this corpus, found " + recording.get());
        }
        var sql =
                """
                INSERT INTO answer (id, language, topic, date, reply, recording,
                                    origin, made_at, made_by, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET
                    language = excluded.language, topic = excluded.topic, date = excluded.date,
                    reply = excluded.reply, recording = excluded.recording,
                    origin = excluded.origin, made_at = excluded.made_at,
                    made_by = excluded.made_by, updated_at = excluded.updated_at,
                    deleted_at = NULL
                """;
        try (var insert = db.prepareStatement(sql)) {
            insert.setString(1, id);
            insert.setString(2, draft.language());
            insert.setString(3, draft.topic());
            insert.setString(4, Columns.text(draft.date()));
            insert.setString(5, draft.reply());
            insert.setString(6, recording.orElse(null));
            Columns.bind(insert, 7, draft.provenance());
            insert.setString(10, now.toString());
            insert.setString(11, now.toString());
            insert.executeUpdate();
        }
        putQuestions(db, id, draft.questions());
        return id;
    }

    private static void putQuestions(Connection db, String id, List<String> questions)
            throws SQLException {
        try (var delete = db.prepareStatement("DELETE FROM question WHERE answer = ?")) {
            delete.setString(1, id);
            delete.executeUpdate();
        }
        var sql = "INSERT INTO question (answer, place, text) VALUES (?, ?, ?)";
        try (var insert = db.prepareStatement(sql)) {
            for (int i = 0; i < questions.size(); i++) {
                insert.setString(1, id);
                insert.setInt(2, i);
                insert.setString(3, questions.get(i));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
