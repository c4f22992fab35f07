package studio.likeness.corpus.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/// How databases are opened: the studio's own, foreign ones, and one in memory.
final class Connections {
    private Connections() {}

    /// One of ours, for reading and writing; every commit reaches the disk.
    static Connection own(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(5000); // another process may be writing: the window and a command
        config.enforceForeignKeys(true);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        return connect(file, config);
    }

    /// A snapshot that nobody else opens: one file, no write-ahead log beside it.
    static Connection snapshot(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.DELETE);
        return connect(file, config);
    }

    /// A database somebody else made: nothing is written, and functions called from its schema do
    /// not run.
    static Connection foreign(Path file) throws SQLException {
        // Not opened read-only: then SQLite does not even parse CHECK constraints, and the
        // integrity check passes rows that break them. query_only keeps it from writing.
        var db = connect(file, new SQLiteConfig());
        try (var statement = db.createStatement()) {
            statement.execute("PRAGMA trusted_schema = OFF");
            statement.execute("PRAGMA query_only = ON");
            statement.execute("PRAGMA cell_size_check = ON");
            statement.execute("PRAGMA mmap_size = 0");
            return db;
        } catch (SQLException e) {
            db.close();
            throw e;
        }
    }

    static Connection inMemory() throws SQLException {
        return new SQLiteConfig().createConnection("jdbc:sqlite::memory:");
    }

    private static Connection connect(Path file, SQLiteConfig config) throws SQLException {
        // As a URI, because the driver takes a question mark in a path for its own options.
        return config.createConnection("jdbc:sqlite:" + file.toUri());
    }
}
