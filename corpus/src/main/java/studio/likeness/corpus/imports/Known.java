package studio.likeness.corpus.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import studio.likeness.corpus.store.Document;
import studio.likeness.corpus.store.Media;

/// What a corpus already holds, so that importing a file again adds nothing. An answer is there
/// when one with the same reply has all its wordings and, where it has a recording, that recording:
/// the same words said twice are two answers.
final class Known {
    private record Said(Set<String> questions, String recording) {}

    private final Map<String, List<Said>> byReply = new HashMap<>();
    private final Map<String, Set<List<String>>> byTitle = new HashMap<>();

    Known(Sink sink) {
        for (var answer : sink.answers()) {
            add(
                    answer.reply(),
                    answer.questions(),
                    answer.recording().map(Media::sha256).orElse(""));
        }
        for (var document : sink.documents()) {
            var passages = document.passages().stream().map(Document.Passage::text).toList();
            byTitle.computeIfAbsent(document.title(), _ -> new HashSet<>()).add(passages);
        }
    }

    /// @param recording its SHA-256, or empty
    boolean has(Entry entry, String recording) {
        return byReply.getOrDefault(entry.reply(), List.of()).stream()
                .anyMatch(
                        said ->
                                said.questions.containsAll(entry.questions())
                                        && (recording.isEmpty()
                                                || said.recording.equals(recording)));
    }

    boolean has(Document.Draft draft) {
        return byTitle.getOrDefault(draft.title(), Set.of()).contains(draft.passages());
    }

    void add(Entry entry, String recording) {
        add(entry.reply(), entry.questions(), recording);
    }

    void add(Document.Draft draft) {
        byTitle.computeIfAbsent(draft.title(), _ -> new HashSet<>()).add(draft.passages());
    }

    private void add(String reply, List<String> questions, String recording) {
        byReply.computeIfAbsent(reply, _ -> new ArrayList<>())
                .add(new Said(Set.copyOf(questions), recording));
    }
}
