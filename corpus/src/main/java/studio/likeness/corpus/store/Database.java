package studio.likeness.corpus.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteException;
import studio.likeness.models.job.StudioException;

/// One connection to a `corpus.db`, used by one thread at a time. A change is on disk when its
/// method returns, with the revision it made.
final class Database implements AutoCloseable {
    /// What is done with the connection; it runs inside a transaction.
    @FunctionalInterface
    interface Work<T> {
        T with(Connection db) throws SQLException;
    }

    private final Lock lock = new ReentrantLock();
    private final Connection connection;
    private final String name;
    private boolean closed;

    private Database(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /// Makes a new, empty one.
    static void create(Path file, String name) {
        try (var db = new Database(Connections.own(file), name)) {
            db.inTransaction(
                    "BEGIN IMMEDIATE",
                    connection -> {
                        Schema.migrate(connection);
                        return true;
                    });
        } catch (SQLException e) {
            throw failure(e, name);
        }
    }

    /// Opens one that exists, checks it, and brings it up to date.
    ///
    /// @param name the persona's, for messages
    static Database open(Path file, String name) {
        // Opening a missing file would make an empty one and hide the loss.
        if (!Files.isRegularFile(file)) {
            throw new StudioException("corpus.store.databaseMissing", name);
        }
        try {
            var connection = Connections.own(file);
            try {
                var db = new Database(connection, name);
                db.prepare();
                return db;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failure(e, name);
        }
    }

    private void prepare() throws SQLException {
        int version = Schema.version(connection);
        Schema.requireKnown(version, name);
        var faults = lines(connection, "PRAGMA quick_check(1)");
        if (!faults.equals(List.of("ok"))) {
            throw new StudioException("corpus.store.databaseDamaged", name);
        }
        if (version < Schema.VERSION) {
            inTransaction(
                    "BEGIN IMMEDIATE",
                    db -> {
                        Schema.migrate(db);
                        return true;
                    });
        }
    }

    /// Runs `work` on one consistent state.
    <T> T read(Work<T> work) {
        return inTransaction("BEGIN", work);
    }

    /// Runs `work` wholly or not at all, and counts the revision up.
    <T> T change(Work<T> work) {
        // Immediate: asking for the write lock first avoids failing half way for want of it.
        return inTransaction(
                "BEGIN IMMEDIATE",
                db -> {
                    var result = work.with(db);
                    try (var statement = db.createStatement()) {
                        statement.execute(
                                "UPDATE state SET value = value + 1 WHERE name = 'revision'");
                    }
                    return result;
                });
    }

    private <T> T inTransaction(String begin, Work<T> work) {
        lock.lock();
        try (var statement = requireOpen().createStatement()) {
            statement.execute(begin);
            try {
                var result = work.with(connection);
                statement.execute("COMMIT");
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(e);
                throw e;
            }
        } catch (SQLException e) {
            throw failure(e, name);
        } finally {
            lock.unlock();
        }
    }

    private void rollBack(Exception cause) {
        try (var statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            // A full disk rolls back by itself, and then there is nothing left to roll back.
            cause.addSuppressed(e);
        }
    }

    /// Writes a copy of this state to a new file. The same rows give the same bytes, whatever has
    /// happened to the original before.
    void snapshot(Path to) {
        lock.lock();
        try {
            try (var copy = requireOpen().prepareStatement("VACUUM INTO ?")) {
                copy.setString(1, to.toString());
                copy.execute();
            }
            try (var db = Connections.snapshot(to);
                    var statement = db.createStatement()) {
                // Each VACUUM counts this up; without it an exported import differs from its
                // original. Nobody else has the snapshot open, so nobody's statements go stale.
                statement.execute("PRAGMA schema_version = 1");
            }
        } catch (SQLException e) {
            throw failure(e, name);
        } finally {
            lock.unlock();
        }
    }

    /// What SQLite finds wrong, one line each; empty when all is well.
    List<String> faults() {
        return read(
                db -> {
                    var faults = new ArrayList<>(lines(db, "PRAGMA integrity_check"));
                    faults.remove("ok");
                    faults.addAll(lines(db, "PRAGMA foreign_key_check"));
                    return faults;
                });
    }

    /// The first column of every row.
    static List<String> lines(Connection db, String sql) throws SQLException {
        var lines = new ArrayList<String>();
        try (var statement = db.createStatement();
                var row = statement.executeQuery(sql)) {
            while (row.next()) {
                lines.add(row.getString(1));
            }
        }
        return lines;
    }

    private Connection requireOpen() {
        if (closed) {
            throw new StudioException("corpus.store.closed", name);
        }
        return connection;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            try (connection;
                    var statement = connection.createStatement()) {
                statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }
        } catch (SQLException e) {
            throw failure(e, name);
        } finally {
            lock.unlock();
        }
    }

    static StudioException failure(SQLException e, String name) {
        var key = "corpus.store.databaseFailed";
        if (e instanceof SQLiteException sqlite) {
            // The low byte is the primary code; the rest tells kinds of it apart.
            key =
                    switch (sqlite.getResultCode().code & 0xff) {
                        case 5, 6 -> "corpus.store.databaseBusy"; // BUSY, LOCKED
                        case 8 -> "corpus.store.databaseReadOnly"; // READONLY
                        case 11, 26 -> "corpus.store.databaseDamaged"; // CORRUPT, NOTADB
                        case 13 -> "corpus.store.diskFull"; // FULL
                        default -> key;
                    };
        }
        return new StudioException(e, key, name);
    }
}
