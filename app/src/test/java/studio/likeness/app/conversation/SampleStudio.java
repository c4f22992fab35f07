package studio.likeness.app.conversation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.likeness.app.Studio;
import studio.likeness.corpus.store.Answer;
import studio.likeness.models.home.Home;

/// A studio with the sample persona, and brains that have made up their mind.
final class SampleStudio implements AutoCloseable {
    private final Studio studio;

    SampleStudio(Path home) {
        studio = new Studio(new Home(home));
        studio.ensureSample();
    }

    Studio studio() {
        return studio;
    }

    Answer answer(String id) {
        return studio.corpus(Studio.SAMPLE).answer(id).orElseThrow();
    }

    static Brain saying(Reply reply) {
        return new SameAgain(reply);
    }

    static Reply recorded(Answer answer) {
        return new Reply(
                Source.RECORDED,
                answer.reply(),
                answer.language(),
                Optional.of(answer),
                List.of(),
                List.of());
    }

    static Reply generated(String text, String language) {
        return new Reply(Source.GENERATED, text, language, Optional.empty(), List.of(), List.of());
    }

    @Override
    public void close() {
        studio.close();
    }
}
