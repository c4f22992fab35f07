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
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.language.chat.Limits;

/// Lets a model write in the person's manner, on what memory holds. A recorded answer that truly
/// fits still wins where the persona prefers it. What nobody can know is not left to the model:
/// whether it is a likeness is said by the studio, a fact of which memory holds nothing is not
/// asked of the model at all, and what it writes is checked clause by clause.
public final class ModelBrain implements Brain {
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
    private @Nullable Briefing briefing;

    /// @param opener of sessions with the model chosen; called on a thread of its own
    public ModelBrain(
            Corpus corpus, Memory memory, BrainChoice choice, Supplier<ChatSession> opener) {
        this.corpus = corpus;
        this.memory = memory;
        this.choice = choice;
        sessions = new Sessions(opener);
        // The card is read while nobody has asked yet.
        background.start(() -> readAhead(List.of()));
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

    /// A prompt as a model is given it in a talk whose beginning it has read.
    public static Prompt preview(ChatSession session, Persona persona, Material material) {
        return Briefing.sample(session, persona, material);
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
        var briefing = briefing();
        var session = briefing.session();
        var prompt = briefing.prompt(corpus.persona(), material, question.before());
        var language = Memory.languageOf(question.text());
        var reply =
                new Reply(
                        Source.GENERATED, "", language, Optional.empty(), prompt.told(), List.of());
        decided.decided(reply);
        var told = new ArrayList<>(card());
        prompt.told().forEach(hit -> told.addAll(text(hit)));
        told.addAll(said(question));
        var grounding = new Grounding(memory, told, List.of(question.text()), strict);
        var guarded = new GuardedPen(grounding, strict, Locale.forLanguageTag(language), pen);
        var sampling = Temperaments.sampling(choice, session.recommended());
        var text =
                guarded.let(
                        listener ->
                                session.generate(
                                        prompt.messages(),
                                        sampling,
                                        new Limits(
                                                Room.answer(session.context()),
                                                choice.form().stops(),
                                                false),
                                        listener));
        var done = reply.withText(text).by(briefing.took(prompt, text));
        var now = new ArrayList<>(question.before());
        now.add(new Question.Exchange(question.text(), done));
        betweenTurns(briefing, now);
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

    /// Waits until the model is loaded. Used by one thread at a time: a turn, or what goes on
    /// between two.
    private Briefing briefing() throws InterruptedException {
        var there = briefing;
        if (there == null) {
            there = new Briefing(sessions.get(), corpus.persona());
            briefing = there;
        }
        return there;
    }

    /// While the answer is being spoken and the next question asked. It fails quietly: there is a
    /// plainer summary, and what is not read ahead is read in the turn.
    private void betweenTurns(Briefing briefing, List<Question.Exchange> talk) {
        var due = briefing.due(talk);
        background.start(
                () -> {
                    if (due.isPresent()) {
                        try (var session = sessions.another()) {
                            var text = new Summary(session, due.get()).write(preferred("en"));
                            briefing.summarised(due.get(), text);
                        }
                    }
                    readAhead(talk);
                });
    }

    private void readAhead(List<Question.Exchange> talk) throws InterruptedException {
        var lines = Material.lines(corpus.answers(), preferred("en"));
        briefing().readAhead(corpus.persona(), lines, talk);
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
