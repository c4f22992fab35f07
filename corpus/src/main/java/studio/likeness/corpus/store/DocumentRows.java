package studio.likeness.corpus.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Documents in the tables `document` and `passage`.
final class DocumentRows {
    private DocumentRows() {}

    /// Those that are not hidden, in the order in which they were added.
    static List<Document> all(Connection db) throws SQLException {
        return select(db, "WHERE deleted_at IS NULL");
    }

    static List<Document> allWithHidden(Connection db) throws SQLException {
        return select(db, "");
    }

    private static List<Document> select(Connection db, String condition) throws SQLException {
        var passages = passages(db);
        var documents = new ArrayList<Document>();
        try (var query = db.createStatement();
                var row =
                        query.executeQuery(
                                "SELECT * FROM document " + condition + " ORDER BY place")) {
            while (row.next()) {
                documents.add(read(row, passages));
            }
        }
        return documents;
    }

    private static Document read(ResultSet row, Map<String, List<String>> passages)
            throws SQLException {
        var id = row.getString("id");
        return document(
                id,
                new Document.Draft(
                        row.getString("title"),
                        row.getString("language"),
                        Columns.date(row, "date"),
                        passages.getOrDefault(id, List.of()),
                        Columns.provenance(row, "")));
    }

    /// A passage's identifier is its document's with its number, from one.
    private static Document document(String id, Document.Draft draft) {
        var passages = new ArrayList<Document.Passage>();
        for (var text : draft.passages()) {
            passages.add(new Document.Passage(id + "." + (passages.size() + 1), text));
        }
        return new Document(
                id, draft.title(), draft.language(), draft.date(), passages, draft.provenance());
    }

    private static Map<String, List<String>> passages(Connection db) throws SQLException {
        var passages = new HashMap<String, List<String>>();
        try (var query = db.createStatement();
                var row =
                        query.executeQuery(
                                "SELECT document, text FROM passage ORDER BY document, place")) {
            while (row.next()) {
                passages.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                        .add(row.getString(2));
            }
        }
        return passages;
    }

    static Document add(Connection db, Document.Draft draft, Instant now) throws SQLException {
        var id = "d-" + Ids.random(10);
        var sql =
                """
                INSERT INTO document (id, title, language, date, origin, made_at, made_by,
                                      created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """;
        try (var insert = db.prepareStatement(sql)) {
            insert.setString(1, id);
            insert.setString(2, draft.title());
            insert.setString(3, draft.language());
            insert.setString(4, Columns.text(draft.date()));
            Columns.bind(insert, 5, draft.provenance());
            insert.setString(8, now.toString());
            insert.setString(9, now.toString());
            insert.executeUpdate();
        }
        addPassages(db, id, draft.passages());
        return document(id, draft);
    }

    private static void addPassages(Connection db, String id, List<String> passages)
            throws SQLException {
        var sql = "INSERT INTO passage (document, place, text) VALUES (?, ?, ?)";
        try (var insert = db.prepareStatement(sql)) {
            for (int i = 0; i < passages.size(); i++) {
                insert.setString(1, id);
                insert.setInt(2, i);
                insert.setString(3, passages.get(i));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
