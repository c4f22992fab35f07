package studio.likeness.app.window.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import studio.likeness.models.job.Words;

/// Which rows the table shows.
sealed interface Filter {
    enum Kind implements Filter {
        ALL,
        CHINESE,
        ENGLISH,
        RECORDED,
        TEXT_ONLY,
        DOCUMENTS;

        @Override
        public boolean lets(Row row) {
            return switch (this) {
                case ALL -> true;
                case CHINESE -> row.language().equals("zh");
                case ENGLISH -> row.language().equals("en");
                case RECORDED -> row.recording().isPresent();
                case TEXT_ONLY -> row instanceof Row.Answered && row.recording().isEmpty();
                case DOCUMENTS -> row instanceof Row.Written;
            };
        }
    }

    record Topic(String name) implements Filter {
        @Override
        public boolean lets(Row row) {
            return row.topic().equals(name);
        }
    }

    /// A filter with the rows it lets through.
    record Count(Filter filter, int rows) {}

    boolean lets(Row row);

    /// The six kinds, then the topics there are, the most frequent first.
    static List<Count> countsOf(List<Row> rows) {
        var counts = new ArrayList<Count>();
        for (var kind : Kind.values()) {
            counts.add(count(kind, rows));
        }
        rows.stream()
                .map(Row::topic)
                .filter(topic -> !topic.isBlank())
                .distinct()
                .map(topic -> count(new Topic(topic), rows))
                .sorted((a, b) -> b.rows() - a.rows())
                .forEach(counts::add);
        return counts;
    }

    private static Count count(Filter filter, List<Row> rows) {
        return new Count(filter, (int) rows.stream().filter(filter::lets).count());
    }

    /// The words for it; a topic that nobody translated is shown as it was written.
    static String key(Filter filter) {
        return switch (filter) {
            case Kind kind -> "app.window.corpus.filter." + kind.name().toLowerCase(Locale.ROOT);
            case Topic(var name) -> topicKey(name);
        };
    }

    static String topicKey(String topic) {
        var key = "app.window.corpus.topic." + topic;
        return topic.matches("[a-z]+") && Words.has(key) ? key : "";
    }
}
