package studio.likeness.app.command;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import studio.likeness.app.Studio;
import studio.likeness.app.command.WatchedSession.Written;
import studio.likeness.app.conversation.Brain;
import studio.likeness.app.conversation.ModelBrain;
import studio.likeness.app.conversation.Question;
import studio.likeness.app.conversation.Source;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.corpus.store.BrainChoice.Kind;
import studio.likeness.corpus.store.BrainChoice.Temperament;
import studio.likeness.models.runtime.Device;

/// One long talk with a persona that thinks with a model: what each turn reads, and how long it
/// takes to the first clause. First with a model that is not in memory yet, then a talk in which
/// somebody listens and thinks between the turns.
final class TalkBench {
    private static final int FEW = 5;

    private final Studio studio;
    private final String id;
    private final String model;
    private final Device device;
    private final Plan plan;

    /// @param turns of the talk
    /// @param reply tokens of an answer at most
    /// @param pause between the end of an answer and the next question
    record Plan(int turns, int reply, Duration pause) {}

    /// @param wall from the question to the model's first clause
    /// @param processor time of this program until then, over all threads
    /// @param spoken until something could be spoken: what the guard let through, or the honest
    ///     sentence in its place
    private record Turn(
            int number, Written written, Duration wall, Duration processor, Duration spoken) {}

    TalkBench(Studio studio, String id, String model, Device device, Plan plan) {
        this.studio = studio;
        this.id = id;
        this.model = model;
        this.device = device;
        this.plan = plan;
    }

    void run(Consumer<String> say) throws InterruptedException {
        var questions = questions();
        say.accept(head());
        var seen = new ArrayList<Written>();
        try (var brain = brain(seen)) {
            var cold = ask(brain, seen, 0, questions.getFirst(), new ArrayList<>());
            say.accept(line("at once, model not loaded", cold));
        }
        var turns = new ArrayList<Turn>();
        seen.clear();
        try (var brain = brain(seen)) {
            brain.ready();
            var talk = new ArrayList<Question.Exchange>();
            for (int i = 0; i < plan.turns(); i++) {
                Thread.sleep(plan.pause());
                var turn = ask(brain, seen, i + 1, questions.get(i % questions.size()), talk);
                turns.add(turn);
                if (tells(turn.number())) {
                    say.accept(line("turn " + turn.number(), turn));
                }
            }
        }
        median(turns, 0, turns.size() / 2).ifPresent(t -> say.accept("median, first half: " + t));
        median(turns, turns.size() / 2, turns.size())
                .ifPresent(t -> say.accept("median, second half: " + t));
    }

    private boolean tells(int number) {
        return number <= 2 || number == plan.turns() || List.of(10, 50, 100).contains(number);
    }

    private ModelBrain brain(List<Written> seen) {
        var choice =
                new BrainChoice(Kind.MODEL, model, false, Temperament.NATURAL, Optional.empty());
        return new ModelBrain(
                studio.corpus(id),
                studio.memory(id),
                choice,
                () ->
                        new WatchedSession(
                                studio.loadedModels().open(model, device), plan.reply(), seen));
    }

    /// What was recorded is known, so that a model is asked; the last wordings of each.
    private List<String> questions() {
        return studio.corpus(id).answers().stream()
                .map(answer -> answer.questions().getLast())
                .toList();
    }

    private static Turn ask(
            Brain brain,
            List<Written> seen,
            int number,
            String question,
            List<Question.Exchange> talk)
            throws InterruptedException {
        seen.clear();
        long began = System.nanoTime();
        long busy = processorNanos();
        var decided = new long[1];
        var spoken = new long[1];
        var reply =
                brain.answer(
                        new Question(question, talk),
                        _ -> decided[0] = System.nanoTime() - began,
                        _ -> spoken[0] = spoken[0] == 0 ? System.nanoTime() - began : spoken[0]);
        long processor = processorNanos() - busy;
        if (reply.source() != Source.NONE) {
            talk.add(new Question.Exchange(question, reply));
        }
        // Asked of nobody, where memory holds nothing of it. What was seen first may be a summary
        // of the talk that the question broke off.
        var written =
                seen.isEmpty() ? new Written(0, 0, Duration.ZERO, Duration.ZERO) : seen.getLast();
        var wall = Duration.ofNanos(decided[0]).plus(written.firstClause());
        return new Turn(
                number, written, wall, Duration.ofNanos(processor), Duration.ofNanos(spoken[0]));
    }

    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static String head() {
        return String.format(
                Locale.ROOT,
                "%-26s %7s %7s %12s %12s %12s %12s",
                "",
                "prompt",
                "read",
                "first piece",
                "first clause",
                "spoken",
                "CPU, whole");
    }

    private static String line(String name, Turn turn) {
        return String.format(
                Locale.ROOT,
                "%-26s %7d %7d %9.2f s %10.2f s %10.2f s %10.2f s",
                name,
                turn.written().prompt(),
                turn.written().unread(),
                seconds(turn.written().firstPiece()),
                seconds(turn.wall()),
                seconds(turn.spoken()),
                seconds(turn.processor()));
    }

    private static Optional<String> median(List<Turn> turns, int from, int to) {
        var asked = turns.subList(from, to).stream().filter(t -> t.written().prompt() > 0).toList();
        if (asked.size() < FEW) {
            return Optional.empty();
        }
        var clauses = asked.stream().map(Turn::wall).sorted().toList();
        var read = asked.stream().map(t -> t.written().unread()).sorted().toList();
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "%d tokens read, first clause after %.2f s (%d turns)",
                        read.get(read.size() / 2),
                        seconds(clauses.get(clauses.size() / 2)),
                        asked.size()));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
