package studio.likeness.app.window.corpus;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import studio.likeness.app.window.sound.Sounds;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.corpus.store.Provenance;
import studio.likeness.models.signal.Waveform;

/// A take that becomes an answer.
///
/// @param trimmed what is left of it; empty for the whole
/// @param language `zh` or `en`
record Keeping(
        Take take,
        Optional<Waveform> trimmed,
        String language,
        String topic,
        String question,
        String reply) {

    /// Not for the FX thread.
    Answer store(Corpus into, TakeFolder folder, Sounds sounds) {
        var file = trimmed.map(_ -> TakeFolder.trimmed(take.file())).orElse(take.file());
        trimmed.ifPresent(cut -> sounds.write(file, cut));
        var origin = new Provenance("microphone", take.at(), "booth");
        var media = into.addMedia(file, false, origin);
        var answer =
                into.put(
                        new Answer.Draft(
                                Optional.empty(),
                                language,
                                topic,
                                Optional.of(take.at().atZone(ZoneId.systemDefault()).toLocalDate()),
                                List.of(question),
                                reply,
                                Optional.of(media),
                                origin));
        // Only now is it safe elsewhere.
        folder.remove(take.file());
        if (trimmed.isPresent()) {
            folder.remove(file);
        }
        return answer;
    }
}
