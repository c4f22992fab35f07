package studio.likeness.app.window.corpus;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Document;
import studio.likeness.corpus.store.Media;
import studio.likeness.corpus.store.Provenance;

/// A line of the table.
sealed interface Row {
    record Answered(Answer answer) implements Row {
        @Override
        public String id() {
            return answer.id();
        }

        @Override
        public String question() {
            return answer.questions().getFirst();
        }

        @Override
        public String reply() {
            return answer.reply();
        }

        @Override
        public String language() {
            return answer.language();
        }

        @Override
        public String topic() {
            return answer.topic();
        }

        @Override
        public Optional<LocalDate> date() {
            return answer.date();
        }

        @Override
        public Provenance provenance() {
            return answer.provenance();
        }

        @Override
        public Optional<Media> recording() {
            return answer.recording();
        }

        @Override
        public String text() {
            return String.join("\n", answer.questions()) + "\n" + answer.reply();
        }
    }

    record Written(Document document) implements Row {
        @Override
        public String id() {
            return document.id();
        }

        @Override
        public String question() {
            return document.title();
        }

        @Override
        public String reply() {
            return document.passages().isEmpty() ? "" : document.passages().getFirst().text();
        }

        @Override
        public String language() {
            return document.language();
        }

        @Override
        public String topic() {
            return "";
        }

        @Override
        public Optional<LocalDate> date() {
            return document.date();
        }

        @Override
        public Provenance provenance() {
            return document.provenance();
        }

        @Override
        public Optional<Media> recording() {
            return Optional.empty();
        }

        @Override
        public String text() {
            var all = new StringBuilder(document.title());
            document.passages().forEach(passage -> all.append('\n').append(passage.text()));
            return all.toString();
        }
    }

    String id();

    /// Its first wording, or a document's title.
    String question();

    String reply();

    String language();

    String topic();

    Optional<LocalDate> date();

    Provenance provenance();

    Optional<Media> recording();

    /// All that a search looks through.
    String text();

    default Duration length() {
        return recording().map(Media::length).orElse(Duration.ZERO);
    }

    /// Whether every word of a search is somewhere in it.
    default boolean matches(String search) {
        var all = (text() + "\n" + topic()).toLowerCase(Locale.ROOT);
        for (var word : search.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
            if (!all.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
