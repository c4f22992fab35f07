package studio.likeness.corpus.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.likeness.models.job.StudioException;

class DatabaseTest {
    @TempDir Path folder;
    Path file;

    @BeforeEach
    void make() {
        file = folder.resolve("corpus.db");
        Database.create(file, "Ada");
    }

    @Test
    void writesEveryCommitToTheDisk() {
        try (var db = Database.open(file, "Ada")) {
            assertEquals(
                    List.of("wal", "2", "1", "5000"),
                    db.read(
                            connection ->
                                    List.of(
                                            Database.lines(connection, "PRAGMA journal_mode")
                                                    .getFirst(),
                                            Database.lines(connection, "PRAGMA synchronous")
                                                    .getFirst(),
                                            Database.lines(connection, "PRAGMA foreign_keys")
                                                    .getFirst(),
                                            Database.lines(connection, "PRAGMA busy_timeout")
                                                    .getFirst())));
        }
    }

    @Test
    void refusesOneMadeByANewerVersion() throws SQLException {
        execute("PRAGMA user_version = " + (Schema.VERSION + 1));

        var refused = refusal();

        assertEquals("corpus.store.newerDatabase", refused.key());
        assertTrue(refused.toString().contains("made by a newer version"), refused.toString());
    }

    @Test
    void refusesOneWithoutAVersion() throws SQLException {
        execute("PRAGMA user_version = 0");

        assertEquals("corpus.store.notACorpus", refusal().key());
    }

    @Test
    void refusesAnEmptyFileRatherThanFillingIt() throws IOException {
        Files.write(file, new byte[0]);

        assertEquals("corpus.store.notACorpus", refusal().key());
    }

    @Test
    void refusesAMissingFileRatherThanMakingOne() throws IOException {
        Files.delete(file);

        assertEquals("corpus.store.databaseMissing", refusal().key());
        assertTrue(Files.notExists(file));
    }

    @Test
    void refusesWhatIsNoDatabase() throws IOException {
        Files.writeString(file, "x".repeat(5000));

        assertEquals("corpus.store.databaseDamaged", refusal().key());
    }

    @Test
    void refusesADamagedOne() throws IOException {
        var bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4096 + 8, 4096 * 4, (byte) 0x5a);
        Files.write(file, bytes);

        assertEquals("corpus.store.databaseDamaged", refusal().key());
    }

    @Test
    void rollsBackWhatFailsHalfWay() {
        try (var db = Database.open(file, "Ada")) {
            assertThrows(
                    IllegalStateException.class,
                    () ->
                            db.change(
                                    connection -> {
                                        execute(connection, "UPDATE state SET value = 99");
                                        throw new IllegalStateException("half way");
                                    }));
            assertEquals(0, revision(db));
            db.change(_ -> true);
            assertEquals(1, revision(db));
        }
    }

    @Test
    void snapshotsOfTheSameRowsAreTheSameBytesWhateverHappenedBefore() throws IOException {
        var first = folder.resolve("first.db");
        var second = folder.resolve("second.db");
        var third = folder.resolve("third.db");
        try (var db = Database.open(file, "Ada")) {
            db.change(c -> execute(c, "INSERT INTO state VALUES ('more', 1)"));
            db.snapshot(first);
            db.change(c -> execute(c, "INSERT INTO state VALUES ('less', 1)"));
            db.change(c -> execute(c, "DELETE FROM state WHERE name = 'less'"));
            db.change(c -> execute(c, "UPDATE state SET value = 0 WHERE name = 'revision'"));
            db.change(_ -> true);
            db.read(c -> true);
            assertEquals(2, revision(db));
            db.change(c -> execute(c, "UPDATE state SET value = 0 WHERE name = 'revision'"));
            assertEquals(1, revision(db));
            db.snapshot(second);
        }
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
        try (var copy = Database.open(first, "Ada")) {
            copy.snapshot(third);
        }
        assertArrayEquals(Files.readAllBytes(second), Files.readAllBytes(third));
    }

    private static boolean execute(java.sql.Connection db, String sql) throws SQLException {
        try (var statement = db.createStatement()) {
            return statement.execute(sql);
        }
    }

    private static long revision(Database db) {
        return db.read(c -> Columns.number(c, "SELECT value FROM state WHERE name = 'revision'"));
    }

    private void execute(String sql) throws SQLException {
        try (var db = Connections.own(file)) {
            execute(db, sql);
        }
    }

    private StudioException refusal() {
        return assertThrows(StudioException.class, () -> Database.open(file, "Ada").close());
    }
}
