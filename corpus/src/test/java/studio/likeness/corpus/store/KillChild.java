package studio.likeness.corpus.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import studio.likeness.models.job.Progress;

/// What [KillLoop] kills: changes a home as fast as it can and says after each call what is now
/// there. Every line is an acknowledgement that must hold after the kill; `intends` comes before.
final class KillChild {
    private final PersonaStore store;
    private final Path scratch;
    private final RandomGenerator random;
    private final String round;
    private int step;

    private KillChild(PersonaStore store, Path scratch, String round) {
        this.store = store;
        this.scratch = scratch;
        this.round = round;
        this.random = new Random(round.hashCode());
    }

    /// @param args the home, a scratch folder, the round, the archive to import
    public static void main(String[] args) throws IOException {
        try (var store = Given.store(Path.of(args[0]));
                var corpus = store.open("main")) {
            var child = new KillChild(store, Path.of(args[1]), args[2]);
            while (true) {
                child.change(corpus, Path.of(args[3]));
            }
        }
    }

    private void change(Corpus corpus, Path archive) throws IOException {
        step++;
        switch (random.nextInt(12)) {
            case 0 -> create();
            case 1 -> importAndDelete(archive);
            case 2, 3 -> document(corpus);
            case 4, 5, 6 -> media(corpus);
            case 7 -> hideAndShow(corpus);
            default -> answers(corpus);
        }
    }

    private void create() {
        var id = store.create(Given.persona("Round " + round + " " + step)).id();
        say("persona " + id);
    }

    private void importAndDelete(Path archive) {
        var id = store.importArchive(archive, Progress.none()).id();
        say("persona " + id);
        if (random.nextBoolean()) {
            say("intends " + id);
            store.delete(id);
            say("deleted " + id);
        }
    }

    private void document(Corpus corpus) {
        var passages = new String[1 + random.nextInt(5)];
        for (int i = 0; i < passages.length; i++) {
            passages[i] = "passage " + i + " of " + passages.length;
        }
        var document = corpus.add(Given.document(passages.length + "", passages));
        say("document " + document.id());
    }

    private void media(Corpus corpus) throws IOException {
        var bytes = new byte[1 + random.nextInt(300_000)];
        random.nextBytes(bytes);
        var file = Files.write(scratch.resolve("sound.wav"), bytes);
        var medium = corpus.addMedia(file, false, Given.PROVENANCE);
        say("media " + medium.sha256());
        var answer = Given.recorded("r" + round + "-" + step, "Where?", medium);
        say("answer " + corpus.put(answer).id());
    }

    private void hideAndShow(Corpus corpus) {
        var answer = corpus.put(Given.answer("Hidden?", "Yes."));
        corpus.remove(List.of(answer.id()));
        say("hidden " + answer.id());
    }

    /// Each says in its topic how many belong together.
    private void answers(Corpus corpus) {
        int count = 1 + random.nextInt(6);
        var drafts = new ArrayList<Answer.Draft>();
        for (int i = 0; i < count; i++) {
            drafts.add(
                    new Answer.Draft(
                            Optional.empty(),
                            "en",
                            "batch " + round + "-" + step + " of " + count,
                            Optional.empty(),
                            List.of("One?", "Two?", "Three?"),
                            "Reply " + i + " " + "x".repeat(random.nextInt(4000)),
                            Optional.empty(),
                            Given.PROVENANCE));
        }
        corpus.put(drafts).forEach(answer -> say("answer " + answer.id()));
    }

    /// The full stop tells a whole line from one that the kill cut short.
    private static void say(String line) {
        System.out.println(line + " .");
        System.out.flush();
    }
}
