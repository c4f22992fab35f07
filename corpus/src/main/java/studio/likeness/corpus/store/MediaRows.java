package studio.likeness.corpus.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Media in the table `media`. A row is never removed, because its bytes never are.
final class MediaRows {
    private MediaRows() {}

    /// The columns that [#read] wants, under names that are free in a join.
    static String columns(String table) {
        return Stream.of(
                        "sha256",
                        "extension",
                        "kind",
                        "length_ns",
                        "bytes",
                        "synthetic",
                        "origin",
                        "made_at",
                        "made_by")
                .map(column -> table + "." + column + " AS media_" + column)
                .collect(Collectors.joining(", "));
    }

    static Media read(ResultSet row) throws SQLException {
        return new Media(
                row.getString("media_sha256"),
                row.getString("media_extension"),
                row.getString("media_kind"),
                Duration.ofNanos(row.getLong("media_length_ns")),
                row.getLong("media_bytes"),
                row.getBoolean("media_synthetic"),
                Columns.provenance(row, "media_"));
    }

    /// By hash, so that two exports list them alike.
    static List<Media> all(Connection db) throws SQLException {
        var media = new ArrayList<Media>();
        try (var query = db.createStatement();
                var row =
                        query.executeQuery(
                                "SELECT " + columns("m") + " FROM media m ORDER BY sha256")) {
            while (row.next()) {
                media.add(read(row));
            }
        }
        return media;
    }

    static Optional<Media> one(Connection db, String sha256) throws SQLException {
        var sql = "SELECT " + columns("m") + " FROM media m WHERE sha256 = ?";
        try (var query = db.prepareStatement(sql)) {
            query.setString(1, sha256);
            try (var row = query.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }

    static void add(Connection db, Media media, Instant now) throws SQLException {
        var sql =
                """
                INSERT INTO media (sha256, extension, kind, length_ns, bytes, synthetic,
                                   origin, made_at, made_by, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """;
        try (var insert = db.prepareStatement(sql)) {
            insert.setString(1, media.sha256());
            insert.setString(2, media.extension());
            insert.setString(3, media.kind());
            insert.setLong(4, media.length().toNanos());
            insert.setLong(5, media.bytes());
            insert.setBoolean(6, media.synthetic());
            Columns.bind(insert, 7, media.provenance());
            insert.setString(10, now.toString());
            insert.setString(11, now.toString());
            insert.executeUpdate();
        }
    }

    static void markSynthetic(Connection db, String sha256, Instant now) throws SQLException {
        var sql = "UPDATE media SET synthetic = 1, updated_at = ? WHERE sha256 = ?";
        try (var update = db.prepareStatement(sql)) {
            update.setString(1, now.toString());
            update.setString(2, sha256);
            update.executeUpdate();
        }
    }
}
