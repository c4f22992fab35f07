package studio.likeness.corpus.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Databases that are none, do more than hold rows, or hold what the studio never wrote; and media
/// that are not what the database says.
final class HostileDatabases {
    private final SoundArchive sound;
    private final Path scratch;

    HostileDatabases(SoundArchive sound, Path scratch) {
        this.sound = sound;
        this.scratch = scratch;
    }

    List<Hostile> all() throws IOException, SQLException {
        return List.of(
                sound.changed(
                        "a medium with other contents",
                        "MediumName",
                        m -> m.put(sound.medium(), SoundArchive.junk(16))),
                sound.changed(
                        "a medium the database lacks", "MediumUnknown", HostileDatabases::stowaway),
                sound.changed(
                        "a database that is text",
                        "BadDatabase",
                        m -> m.put("corpus.db", SoundArchive.junk(8192))),
                sound.changed(
                        "a database that is empty",
                        "BadDatabase",
                        m -> m.put("corpus.db", new byte[0])),
                sound.changed(
                        "a database cut short",
                        "BadDatabase",
                        m ->
                                m.put(
                                        "corpus.db",
                                        Arrays.copyOf(
                                                SoundArchive.bytes(m, "corpus.db"),
                                                SoundArchive.bytes(m, "corpus.db").length / 2))),
                sound.changed(
                        "a database with junk pages", "BadDatabase", HostileDatabases::junkPages),
                sql(
                        "a trigger",
                        "StrangeSchema",
                        "CREATE TRIGGER t AFTER INSERT ON answer BEGIN DELETE FROM answer; END"),
                sql(
                        "a view",
                        "StrangeSchema",
                        "CREATE VIEW v AS SELECT load_extension('/tmp/evil.so')"),
                sql(
                        "a view in a table's place",
                        "StrangeSchema",
                        "ALTER TABLE passage RENAME TO p",
                        "CREATE VIEW passage AS SELECT * FROM p"),
                sql("a virtual table", "StrangeSchema", "CREATE VIRTUAL TABLE t USING fts5(x)"),
                sql(
                        "an index with an expression",
                        "StrangeSchema",
                        "CREATE INDEX i ON answer (abs(place))"),
                sql(
                        "a column more",
                        "StrangeSchema",
                        "ALTER TABLE answer ADD COLUMN more TEXT DEFAULT ''"),
                sql("a table less", "StrangeSchema", "DROP TABLE passage"),
                sql("a database of version 0", "StrangeSchema", "PRAGMA user_version = 0"),
                sql("a database of a newer version", "Newer", "PRAGMA user_version = 99"),
                sql("a write-ahead log", "BadDatabase", "PRAGMA journal_mode = WAL"),
                sql(
                        "a recording that is not there",
                        "BadDatabase",
                        "PRAGMA foreign_keys = OFF",
                        "UPDATE answer SET recording = '"
                                + "0".repeat(64)
                                + "' WHERE recording IS NOT NULL"),
                sql(
                        "a language nobody speaks",
                        "BadDatabase",
                        "PRAGMA ignore_check_constraints = ON",
                        "UPDATE answer SET language = 'xx'"),
                sql("a date that is none", "StrangeRows", "UPDATE answer SET date = 'tomorrow'"),
                sql("a time that is none", "StrangeRows", "UPDATE media SET made_at = 'now'"),
                sql("an answer without question", "StrangeRows", "DELETE FROM question"),
                sql(
                        "an identifier like a path",
                        "StrangeRows",
                        "UPDATE document SET id = '../x'",
                        "UPDATE passage SET document = '../x'"),
                sql("no revision", "StrangeRows", "DELETE FROM state"),
                sql(
                        "an extension like a path",
                        "MediumUnknown",
                        "UPDATE media SET extension = 'x/../../../evil'"),
                sql(
                        "a medium of another length",
                        "MediumUnknown",
                        "UPDATE media SET bytes = bytes + 1"));
    }

    private Hostile sql(String what, String key, String... statements)
            throws IOException, SQLException {
        return sound.changed(
                what,
                key,
                m -> {
                    var file = scratch.resolve("hostile.db");
                    Files.write(file, SoundArchive.bytes(m, "corpus.db"));
                    try (var db = Connections.snapshot(file);
                            var statement = db.createStatement()) {
                        for (var sql : statements) {
                            statement.execute(sql);
                        }
                    }
                    m.put("corpus.db", Files.readAllBytes(file));
                });
    }

    private static void stowaway(Map<String, byte[]> members) {
        var bytes = SoundArchive.junk(64);
        members.put("media/" + Given.hash(bytes) + ".wav", bytes);
    }

    private static void junkPages(Map<String, byte[]> members) {
        var bytes = SoundArchive.bytes(members, "corpus.db").clone();
        System.arraycopy(SoundArchive.junk(4096 * 3), 0, bytes, 4096 * 3, 4096 * 3);
        members.put("corpus.db", bytes);
    }
}
