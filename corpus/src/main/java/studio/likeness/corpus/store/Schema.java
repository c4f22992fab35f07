package studio.likeness.corpus.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import studio.likeness.models.job.StudioException;

/// The tables of `corpus.db` and how older ones become newer ones. The number of the last step
/// taken is `PRAGMA user_version`.
///
/// Every row that stands alone says where it comes from (`origin`, `made_at`, `made_by`) and when
/// it was created and last changed; the wordings of a question and the passages of a document are
/// parts of their row and share what it says. `deleted_at` hides a row.
final class Schema {
    /// Step n, counted from one, leads from version n - 1 to version n. Steps are only ever added.
    private static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            """
                            CREATE TABLE state (
                                name TEXT PRIMARY KEY,
                                value INTEGER NOT NULL
                            ) STRICT, WITHOUT ROWID
                            """,
                            "INSERT INTO state (name, value) VALUES ('revision', 0)",
                            """
                            CREATE TABLE media (
                                sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
                                extension TEXT NOT NULL,
                                kind TEXT NOT NULL CHECK (kind IN ('sound', 'video', 'picture')),
                                length_ns INTEGER NOT NULL CHECK (length_ns >= 0),
                                bytes INTEGER NOT NULL CHECK (bytes > 0),
                                synthetic INTEGER NOT NULL CHECK (synthetic IN (0, 1)),
                                origin TEXT NOT NULL,
                                made_at TEXT NOT NULL,
                                made_by TEXT NOT NULL,
                                created_at TEXT NOT NULL,
                                updated_at TEXT NOT NULL
                            ) STRICT, WITHOUT ROWID
                            """,
                            """
                            CREATE TABLE answer (
                                place INTEGER PRIMARY KEY,
                                id TEXT NOT NULL UNIQUE,
                                language TEXT NOT NULL CHECK (language IN ('zh', 'en')),
                                topic TEXT NOT NULL,
                                date TEXT,
                                reply TEXT NOT NULL,
                                recording TEXT REFERENCES media (sha256),
                                origin TEXT NOT NULL,
                                made_at TEXT NOT NULL,
                                made_by TEXT NOT NULL,
                                created_at TEXT NOT NULL,
                                updated_at TEXT NOT NULL,
                                deleted_at TEXT
                            ) STRICT
                            """,
                            """
                            CREATE TABLE question (
                                answer TEXT NOT NULL REFERENCES answer (id),
                                place INTEGER NOT NULL,
                                text TEXT NOT NULL,
                                PRIMARY KEY (answer, place)
                            ) STRICT, WITHOUT ROWID
                            """,
                            """
                            CREATE TABLE document (
                                place INTEGER PRIMARY KEY,
                                id TEXT NOT NULL UNIQUE,
                                title TEXT NOT NULL,
                                language TEXT NOT NULL CHECK (language IN ('zh', 'en')),
                                date TEXT,
                                origin TEXT NOT NULL,
                                made_at TEXT NOT NULL,
                                made_by TEXT NOT NULL,
                                created_at TEXT NOT NULL,
                                updated_at TEXT NOT NULL,
                                deleted_at TEXT
                            ) STRICT
                            """,
                            """
                            CREATE TABLE passage (
                                document TEXT NOT NULL REFERENCES document (id),
                                place INTEGER NOT NULL,
                                text TEXT NOT NULL,
                                PRIMARY KEY (document, place)
                            ) STRICT, WITHOUT ROWID
                            """));

    static final int VERSION = STEPS.size();

    private Schema() {}

    /// Brings a database to [#VERSION]. The caller has begun a transaction.
    static void migrate(Connection db) throws SQLException {
        upTo(VERSION, version(db), db);
    }

    /// @throws StudioException when it was made by a newer version, or is not a corpus at all
    static void requireKnown(int version, String name) {
        if (version > VERSION) {
            throw new StudioException("corpus.store.newerDatabase", name);
        }
        if (version < 1) {
            throw new StudioException("corpus.store.notACorpus", name);
        }
    }

    static int version(Connection db) throws SQLException {
        try (var query = db.createStatement();
                var row = query.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    /// Every table, index, view and trigger with its definition, as one line each. Two databases
    /// of the same schema give equal lists.
    static List<String> describe(Connection db) throws SQLException {
        var objects = new ArrayList<String>();
        try (var query = db.createStatement();
                var row =
                        query.executeQuery(
                                "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema"
                                        + " ORDER BY type, name")) {
            while (row.next()) {
                objects.add(
                        row.getString(1)
                                + " "
                                + row.getString(2)
                                + " on "
                                + row.getString(3)
                                + ": "
                                + row.getString(4));
            }
        }
        return objects;
    }

    /// What [#describe] gives for a database of that version.
    static List<String> expected(int version) throws SQLException {
        try (var db = Connections.inMemory()) {
            upTo(version, 0, db);
            return describe(db);
        }
    }

    private static void upTo(int target, int from, Connection db) throws SQLException {
        try (var statement = db.createStatement()) {
            for (int step = from; step < target; step++) {
                for (var sql : STEPS.get(step)) {
                    statement.execute(sql);
                }
            }
            statement.execute("PRAGMA user_version = " + target);
        }
    }
}
