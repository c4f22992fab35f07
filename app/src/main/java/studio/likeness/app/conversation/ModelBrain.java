package studio.likeness.app.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import studio.likeness.corpus.memory.Hit;
import studio.likeness.corpus.memory.Memory;
import studio.likeness.corpus.memory.Selection;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.language.chat.Limits;

/// Lets a model write in the person's manner, on what memory holds. A recorded answer that truly
/// fits still wins where the persona prefers it. What nobody can know is not left to the model:
/// whether it is a likeness is said by the studio, a fact of which memory holds nothing is not
/// asked of the model at all, and what it writes is checked clause by clause.
public final class ModelBrain implements Brain {
    /// Tokens of an answer; two or three sentences are a fifth of it.
    private static final int LONGEST_ANSWER = 320;

    /// Tokens of a prompt: more costs time and is not read more closely.
    private static final int LONGEST_PROMPT = 4096;

    /// Of the prompt, for what was said before.
    private static final double TALK = 0.35;

    /// Below this a turn says nothing by itself: it goes on with what was said before.
    private static final double SAYS_LITTLE = 0.45;

    /// Of what a question says: so much must stand in the card or the talk for the model to answer
    /// from there.
    private static final double COVERED = 0.75;

    private final Corpus corpus;
    private final Memory memory;
    private final BrainChoice choice;
    private final Sessions sessions;
    private final Background background = new Background();
    private @Nullable PromptWriter writer;
    private @Nullable TalkSoFar talk;

    /// @param opener of sessions with the model chosen; called on a thread of its own
    public ModelBrain(
            Corpus corpus, Memory memory, BrainChoice choice, Supplier<ChatSession> opener) {
        this.corpus = corpus;
        this.memory = memory;
        this.choice = choice;
        sessions = new Sessions(opener);
    }

    @Override
    public Reply answer(Question question, Listener decided, Pen pen) throws InterruptedException {
        background.stop();
        var text = question.text();
        var language = Memory.languageOf(text);
        if (Sincere.asks(text)) {
            var said =
                    Words.say(
                            Locale.forLanguageTag(language),
                            "app.conversation.likeness",
                            corpus.persona().name());
            return given(
                    new Reply(
                            Source.GENERATED,
                            said,
                            language,
                            Optional.empty(),
                            List.of(),
                            List.of()),
                    decided,
                    pen);
        }
        var selected = memory.select(text);
        if (choice.recordedFirst() && selected instanceof Selection.Fits(var answer, _, var hits)) {
            return given(ArchiveBrain.recorded(answer, hits), decided, pen);
        }
        var asked = memory.asked(text);
        boolean followsUp = asked.says() < SAYS_LITTLE && !question.before().isEmpty();
        var material =
                Material.of(
                        text,
                        selected,
                        memory,
                        Material.lines(corpus.answers(), preferred(language)));
        if (followsUp && material.memory().isEmpty()) {
            material = material.remembering(question.before().getLast().reply().memory());
        }
        if (asked.fact()
                && !followsUp
                && material.memory().isEmpty()
                && selected instanceof Selection.Nothing(var nearest)
                && !isTold(question)) {
            return given(ArchiveBrain.nothing(nearest, language), decided, pen);
        }
        boolean strict = asked.fact() || followsUp;
        return written(question, material, strict, decided, pen);
    }

    /// The most tokens of a prompt.
    ///
    /// @param context of the model: what prompt and answer may have together
    public static int budget(int context) {
        return Math.min(LONGEST_PROMPT, context - answer(context));
    }

    private static int answer(int context) {
        return Math.min(LONGEST_ANSWER, Math.max(1, context / 4));
    }

    private static Reply given(Reply reply, Listener decided, Pen pen) throws InterruptedException {
        decided.decided(reply);
        if (reply.source() != Source.RECORDED) {
            pen.write(reply.text());
        }
        return reply;
    }

    private String preferred(String otherwise) {
        var languages = corpus.persona().languages();
        return languages.isEmpty() ? otherwise : languages.getFirst();
    }

    /// Whether the card or the talk speaks of what is asked.
    private boolean isTold(Question question) {
        var told = new ArrayList<>(card());
        told.addAll(said(question));
        var share = memory.known(told, List.of()).share(question.text());
        return share.told() > 0 && share.told() >= COVERED * (share.told() + share.foreign());
    }

    private List<String> card() {
        var persona = corpus.persona();
        return List.of(
                persona.name(),
                persona.alias(),
                persona.summary(),
                persona.manner(),
                persona.card().period(),
                persona.card().address());
    }

    /// What the talk has established: replies, which were checked, and what the other one told.
    /// Their questions prove nothing.
    private List<String> said(Question question) {
        var said = new ArrayList<String>();
        for (var exchange : question.before()) {
            if (exchange.reply().source() != Source.NONE) {
                said.add(exchange.reply().text());
            }
            if (!memory.asked(exchange.heard()).fact()) {
                said.add(exchange.heard());
            }
        }
        return said;
    }

    private Reply written(
            Question question, Material material, boolean strict, Listener decided, Pen pen)
            throws InterruptedException {
        var session = sessions.get();
        int answer = answer(session.context());
        int budget = budget(session.context());
        var writer = writer(session);
        var view = talk(writer).view(question.before(), (int) (TALK * budget));
        var whole = material.with(view.summary(), view.recent());
        var prompt = writer.write(corpus.persona(), whole, budget);
        var language = Memory.languageOf(question.text());
        var reply =
                new Reply(
                        Source.GENERATED,
                        "",
                        language,
                        Optional.empty(),
                        material.receipts(),
                        List.of());
        decided.decided(reply);
        var told = new ArrayList<>(card());
        material.receipts().forEach(hit -> told.addAll(text(hit)));
        told.addAll(said(question));
        var grounding = new Grounding(memory, told, List.of(question.text()), strict);
        var guarded = new GuardedPen(grounding, strict, Locale.forLanguageTag(language), pen);
        var sampling = Temperaments.sampling(choice, session.recommended());
        var text =
                guarded.let(
                        listener ->
                                session.generate(
                                        prompt.messages(), sampling, Limits.of(answer), listener));
        var done = reply.withText(text);
        summarise(question, done, (int) (TALK * budget));
        return done;
    }

    private static List<String> text(Hit hit) {
        var date =
                hit.date()
                        .map(
                                d ->
                                        "%d-%d-%d"
                                                .formatted(
                                                        d.getYear(),
                                                        d.getMonthValue(),
                                                        d.getDayOfMonth()))
                        .orElse("");
        return List.of(hit.text(), hit.source(), date);
    }

    private PromptWriter writer(ChatSession session) {
        var there = writer;
        if (there == null) {
            there = new PromptWriter(session::tokens);
            writer = there;
        }
        return there;
    }

    private TalkSoFar talk(PromptWriter writer) {
        var there = talk;
        if (there == null) {
            there = new TalkSoFar(writer);
            talk = there;
        }
        return there;
    }

    /// While the answer is being spoken and the next question asked. It fails quietly: there is a
    /// plainer summary for that.
    private void summarise(Question question, Reply reply, int budget) {
        var there = talk;
        if (there == null) {
            return;
        }
        var now = new ArrayList<>(question.before());
        now.add(new Question.Exchange(question.text(), reply));
        there.due(now, budget)
                .ifPresent(
                        folding ->
                                background.start(
                                        () -> {
                                            try (var session = sessions.another()) {
                                                var text =
                                                        new Summary(session, folding)
                                                                .write(preferred("en"));
                                                there.summarised(folding, text);
                                            }
                                        }));
    }

    /// Whether the model can be had; waits until it is loaded.
    ///
    /// @throws StudioException when it cannot
    public void ready() throws InterruptedException {
        sessions.get();
    }

    @Override
    public void close() {
        background.stop();
        sessions.close();
    }
}
