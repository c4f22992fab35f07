package studio.likeness.corpus.memory;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexableField;

/// How entries lie in the index. Texts are kept read, word by word, so that nothing needs a
/// dictionary again when the index is opened. Statistics are kept by language and kind.
final class Schema {
    static final String KEY = "key";
    static final String PRINT = "print";

    private final Lexicon lexicon;

    Schema(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /// The words of the wordings.
    static String asked(String language) {
        return "asked." + language;
    }

    /// The words of the replies.
    static String told(String language) {
        return "told." + language;
    }

    /// The words of an answer, wherever they are: tells how many answers speak of something.
    static String anywhere(String language) {
        return "anywhere." + language;
    }

    /// Pieces of the wordings, for what no dictionary splits well.
    static String letters(String language) {
        return "letters." + language;
    }

    static String passage(String language) {
        return "passage." + language;
    }

    Document document(Entry entry, String print) {
        var document = new Document();
        document.add(new StringField(KEY, entry.key(), Field.Store.YES));
        document.add(new StoredField(PRINT, print));
        document.add(new StoredField("kind", entry.kind().name()));
        document.add(new StoredField("id", entry.id()));
        document.add(new StoredField("text", entry.text()));
        document.add(new StoredField("source", entry.source()));
        document.add(new StoredField("language", entry.language()));
        entry.date().ifPresent(date -> document.add(new StoredField("date", date.toString())));
        entry.wordings().forEach(w -> document.add(new StoredField("wording", w.store())));
        document.add(new StoredField("reading", entry.told().store()));
        words(entry).forEach(document::add);
        return document;
    }

    private Stream<Field> words(Entry entry) {
        var language = entry.language();
        var told = tokens(List.of(entry.told()));
        if (entry.kind() == Hit.Kind.PASSAGE) {
            return Stream.of(words(passage(language), told));
        }
        var asked = tokens(entry.wordings());
        var anywhere = new LinkedHashSet<>(asked);
        anywhere.addAll(told);
        var letters = new LinkedHashSet<String>();
        entry.wordings().forEach(wording -> letters.addAll(letters(wording)));
        return Stream.of(
                words(asked(language), asked),
                words(told(language), told),
                words(anywhere(language), anywhere),
                words(letters(language), letters));
    }

    private static Field words(String name, Set<String> tokens) {
        return new TextField(name, String.join(" ", tokens), Field.Store.NO);
    }

    Set<String> tokens(List<Reading> readings) {
        var tokens = new LinkedHashSet<String>();
        for (var reading : readings) {
            reading.words().forEach(word -> tokens.addAll(tokens(word)));
        }
        return tokens;
    }

    /// The word itself, and `#` with each concept it is or belongs to.
    Set<String> tokens(Word word) {
        var tokens = new LinkedHashSet<String>();
        tokens.add(token(word));
        for (int concept : word.concepts()) {
            lexicon.withWider(concept).stream().forEach(c -> tokens.add(token(c)));
        }
        return tokens;
    }

    static String token(Word word) {
        return word.text().replace(' ', '_');
    }

    static String token(int concept) {
        return "#" + concept;
    }

    static Set<String> letters(Reading reading) {
        var letters = new LinkedHashSet<String>();
        reading.grams().keySet().forEach(gram -> letters.add(gram.replace(' ', '_')));
        return letters;
    }

    static Entry entry(Document document) {
        return new Entry(
                Hit.Kind.valueOf(document.get("kind")),
                document.get(KEY),
                document.get("id"),
                document.get("text"),
                document.get("source"),
                document.get("language"),
                Optional.ofNullable(document.get("date")).map(LocalDate::parse),
                Stream.of(document.getFields("wording"))
                        .map(IndexableField::stringValue)
                        .map(Reading::stored)
                        .toList(),
                Reading.stored(document.get("reading")));
    }
}
