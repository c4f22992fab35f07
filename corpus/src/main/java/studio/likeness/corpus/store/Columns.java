package studio.likeness.corpus.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How dates and provenance lie in columns: ISO-8601 text, so that a database can be read by eye.
final class Columns {
    private Columns() {}

    static @Nullable String text(Optional<LocalDate> date) {
        return date.map(LocalDate::toString).orElse(null);
    }

    static Optional<LocalDate> date(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(LocalDate::parse);
    }

    /// Binds `origin`, `made_at` and `made_by`, which lie side by side in every table.
    static void bind(PreparedStatement statement, int first, Provenance provenance)
            throws SQLException {
        statement.setString(first, provenance.origin());
        statement.setString(first + 1, provenance.at().toString());
        statement.setString(first + 2, provenance.by());
    }

    /// @param prefix for example `media_`, where a join renames the columns
    static Provenance provenance(ResultSet row, String prefix) throws SQLException {
        return new Provenance(
                row.getString(prefix + "origin"),
                Instant.parse(row.getString(prefix + "made_at")),
                row.getString(prefix + "made_by"));
    }

    static boolean exists(Connection db, String sql, String id) throws SQLException {
        try (var query = db.prepareStatement(sql)) {
            query.setString(1, id);
            try (var row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    /// A number that a query of one row gives; zero for NULL.
    static long number(Connection db, String sql) throws SQLException {
        try (var query = db.createStatement();
                var row = query.executeQuery(sql)) {
            return row.getLong(1);
        }
    }

    /// Hides or shows one row of `answer` or `document`.
    ///
    /// @return whether there is such a row
    static boolean hide(Connection db, String table, String id, boolean hidden, Instant now)
            throws SQLException {
        var sql = "UPDATE " + table + " SET deleted_at = ?, updated_at = ? WHERE id = ?";
        try (var update = db.prepareStatement(sql)) {
            update.setString(1, hidden ? now.toString() : null);
            update.setString(2, now.toString());
            update.setString(3, id);
            return update.executeUpdate() == 1;
        }
    }
}
