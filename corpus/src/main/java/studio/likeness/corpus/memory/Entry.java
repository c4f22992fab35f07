package studio.likeness.corpus.memory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Document;

/// An answer or a passage as the index keeps it, already read.
///
/// @param key unique in the index
/// @param id the answer's, or the document's
/// @param wordings of the question; none for a passage
/// @param told the reply, or the passage with its document's title
record Entry(
        Hit.Kind kind,
        String key,
        String id,
        String text,
        String source,
        String language,
        Optional<LocalDate> date,
        List<Reading> wordings,
        Reading told) {
    Entry {
        wordings = List.copyOf(wordings);
    }

    static Entry of(Answer answer, Reader reader) {
        var language = answer.language();
        return new Entry(
                Hit.Kind.ANSWER,
                key(answer),
                answer.id(),
                answer.reply(),
                answer.questions().getFirst(),
                language,
                answer.date(),
                answer.questions().stream().map(q -> reader.read(q, language)).toList(),
                reader.read(answer.reply(), language));
    }

    static Entry of(Document document, Document.Passage passage, Reader reader) {
        return new Entry(
                Hit.Kind.PASSAGE,
                key(document, passage),
                document.id(),
                passage.text(),
                document.title(),
                document.language(),
                document.date(),
                List.of(),
                reader.read(document.title() + ". " + passage.text(), document.language()));
    }

    static String key(Answer answer) {
        return "answer " + answer.id();
    }

    static String key(Document document, Document.Passage passage) {
        return "passage " + document.id() + " " + passage.id();
    }

    /// All that an entry is made from, to see whether it is still so.
    static String print(Answer answer) {
        var parts = new ArrayList<>(answer.questions());
        parts.add(answer.reply());
        parts.add(answer.language());
        parts.add(answer.date().map(LocalDate::toString).orElse(""));
        return String.join("\u001f", parts);
    }

    static String print(Document document, Document.Passage passage) {
        return String.join(
                "\u001f",
                passage.text(),
                document.title(),
                document.language(),
                document.date().map(LocalDate::toString).orElse(""));
    }

    Hit hit(double score) {
        return new Hit(kind, id, text, source, language, date, score);
    }
}
