package studio.likeness.corpus.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Document;
import studio.likeness.corpus.store.Media;
import studio.likeness.corpus.store.Provenance;

/// A corpus that forgets when the test ends.
final class MemorySink implements Sink {
    final List<Answer> answers = new ArrayList<>();
    final List<Document> documents = new ArrayList<>();
    final List<Media> media = new ArrayList<>();
    int puts;

    boolean isEmpty() {
        return answers.isEmpty() && documents.isEmpty() && media.isEmpty();
    }

    @Override
    public List<Answer> answers() {
        return List.copyOf(answers);
    }

    @Override
    public List<Document> documents() {
        return List.copyOf(documents);
    }

    @Override
    public List<Answer> put(List<Answer.Draft> drafts) {
        puts++;
        var stored = new ArrayList<Answer>();
        for (var draft : drafts) {
            stored.add(
                    new Answer(
                            "a" + (answers.size() + stored.size()),
                            draft.language(),
                            draft.topic(),
                            draft.date(),
                            draft.questions(),
                            draft.reply(),
                            draft.recording(),
                            draft.provenance()));
        }
        answers.addAll(stored);
        return stored;
    }

    @Override
    public Document add(Document.Draft draft) {
        var passages = new ArrayList<Document.Passage>();
        for (var text : draft.passages()) {
            passages.add(new Document.Passage("p" + passages.size(), text));
        }
        var document =
                new Document(
                        "d" + documents.size(),
                        draft.title(),
                        draft.language(),
                        draft.date(),
                        passages,
                        draft.provenance());
        documents.add(document);
        return document;
    }

    @Override
    public Media addMedia(Path file, boolean synthetic, Provenance provenance) {
        try {
            // Its content stands for its hash here.
            var hash = Integer.toHexString(java.util.Arrays.hashCode(Files.readAllBytes(file)));
            var known = media.stream().filter(m -> m.sha256().equals(hash)).findFirst();
            var medium =
                    known.orElseGet(
                            () ->
                                    new Media(
                                            hash,
                                            "wav",
                                            "sound",
                                            Duration.ofSeconds(3),
                                            1,
                                            synthetic,
                                            provenance));
            if (known.isEmpty()) {
                media.add(medium);
            }
            return medium;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Answer> saying(String reply) {
        return answers.stream().filter(a -> a.reply().equals(reply)).findFirst();
    }
}
