package studio.likeness.corpus.memory;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import studio.likeness.corpus.memory.Recall.Near;
import studio.likeness.corpus.memory.Selector.Judgement;
import studio.likeness.corpus.memory.Selector.Weighed;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.models.job.Owned;

/// A persona's memory: a Lucene index of answers and passages under `memory/`, rebuilt from the
/// store when it is missing, damaged, of another version or behind. Thread-safe; a caller's
/// interrupt does it no harm.
public final class Memory implements AutoCloseable {
    // What is shown beside a recorded answer as having been remembered.
    private static final int RECEIPTS = 3;
    private static final int NEAREST = 3;
    private static final double WORTH_SHOWING = 0.3;

    private final Source source;
    private final Reader reader;
    private final IndexFolder index;
    private final Optional<Embedder> embedder;
    private final Optional<DirectionsFolder> directions;
    private final Selector selector;
    private final Owned owned = new Owned();

    private Memory(Path folder, Source source, Optional<Embedder> embedder) {
        this.source = source;
        this.reader = new Reader();
        this.index = owned.own(new IndexFolder(folder, reader));
        this.embedder = embedder;
        this.directions =
                embedder.map(e -> owned.own(new DirectionsFolder(folder.resolve("directions"), e)));
        this.selector =
                new Selector(
                        reader.lexicon(),
                        new Recall(new Schema(reader.lexicon())),
                        Calibration.ofWords(),
                        embedder.map(Embedder::id).flatMap(Calibration::of));
    }

    public static Memory open(Corpus corpus) {
        return open(corpus, Optional.empty());
    }

    /// @param embedder finds what means the same in other words, where there is one; until it has
    ///     been through everything, words alone serve. It must outlive the memory
    public static Memory open(Corpus corpus, Optional<Embedder> embedder) {
        var memory = open(corpus.folder().resolve("memory"), Source.of(corpus), embedder);
        try {
            memory.owned.own(corpus.onChange(memory::followLater));
            return memory;
        } catch (RuntimeException e) {
            memory.close();
            throw e;
        }
    }

    static Memory open(Path folder, Source source, Optional<Embedder> embedder) {
        var memory = new Memory(folder, source, embedder);
        try {
            memory.index.open();
            memory.index.follow(source);
            memory.index.later(() -> memory.warm());
            memory.directions.ifPresent(d -> d.followLater(source));
            return memory;
        } catch (RuntimeException e) {
            memory.close();
            throw e;
        }
    }

    /// `zh` or `en`, by its script.
    public static String languageOf(String text) {
        return Reader.languageOf(text);
    }

    /// What a turn wants, as far as its words show.
    public Asked asked(String question) {
        return Asked.of(reader.question(question), question, reader.lexicon());
    }

    /// Some texts as memory reads them, to see whether something that is said rests on them.
    ///
    /// @param told what may be said
    /// @param asked what the other one has said: repeating it proves nothing
    public Known known(List<String> told, List<String> asked) {
        return new Known(reader, told, asked);
    }

    /// How it finds at this moment, and why.
    public Finds finds() {
        boolean behind = directions.filter(d -> !d.isReady(source.revision())).isPresent();
        return behind ? Finds.NOT_READY : Finds.with(embedder.map(Embedder::id));
    }

    /// Answers and passages that speak of it, best first.
    public List<Hit> search(String text, int limit) {
        return selector.ranked(judge(text)).stream().map(Weighed::hit).limit(limit).toList();
    }

    /// Whether a recorded answer fits a question, or passages speak of it, or nothing is known.
    /// Only what is in the question's language counts.
    public Selection select(String question) {
        var judgement = judge(question);
        if (selector.fits(judgement)) {
            var best = judgement.asked().orElseGet(() -> judgement.answers().getFirst());
            double score = judgement.asked().isPresent() ? 1 : judgement.probability();
            var answer = source.answer(best.entry().id());
            if (answer.isPresent()) { // it may have been removed a moment ago
                return new Selection.Fits(answer.get(), score, receipts(best, judgement));
            }
        }
        var quotes = selector.quotes(judgement);
        if (!quotes.isEmpty()) {
            return new Selection.Quotes(quotes, quotes.getFirst().score());
        }
        return new Selection.Nothing(nearest(judgement));
    }

    private Judgement judge(String text) {
        index.follow(source);
        var question = reader.question(text);
        var near = near(text, question.language());
        return index.search(open -> selector.judge(open, question, near));
    }

    private Optional<Near> near(String text, String language) {
        if (embedder.isEmpty() || directions.isEmpty()) {
            return Optional.empty();
        }
        var folder = directions.get();
        folder.followLater(source);
        return folder.search(
                source.revision(),
                found -> {
                    var direction = embedder.get().query(text);
                    return new Near(
                            found.answers(direction, language),
                            found.passages(direction, language, Recall.NEIGHBOURS));
                });
    }

    private void followLater() {
        index.followLater(source);
        directions.ifPresent(folder -> folder.followLater(source));
    }

    /// Waits until the embedder has been through what there is now.
    void settle() {
        directions.ifPresent(
                folder -> {
                    folder.followLater(source);
                    folder.settle();
                });
    }

    /// Loads the Chinese dictionary while nobody waits for it.
    private void warm() {
        var question = reader.question("你好吗");
        index.search(open -> selector.judge(open, question, Optional.empty()));
    }

    private static List<Hit> receipts(Weighed best, Judgement judgement) {
        var others =
                Stream.concat(judgement.answers().stream(), judgement.passages().stream())
                        .filter(w -> !w.entry().key().equals(best.entry().key()))
                        .filter(w -> w.score() >= WORTH_SHOWING)
                        .sorted(Comparator.comparingDouble(Weighed::score).reversed());
        return Stream.concat(Stream.of(best), others).limit(RECEIPTS).map(Weighed::hit).toList();
    }

    /// What comes nearest, filled up with what was recorded first: a greeting shares no word with
    /// any question, and still somebody wants to know what may be asked.
    private List<Answer> nearest(Judgement judgement) {
        var near =
                judgement.answers().stream()
                        .flatMap(each -> source.answer(each.entry().id()).stream());
        var others =
                source.answers().stream().filter(a -> a.language().equals(judgement.language()));
        var ids = new HashSet<String>();
        return Stream.concat(near, others)
                .filter(answer -> ids.add(answer.id()))
                .limit(NEAREST)
                .toList();
    }

    @Override
    public void close() {
        owned.close();
    }
}
