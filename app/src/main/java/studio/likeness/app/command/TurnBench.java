package studio.likeness.app.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import studio.likeness.app.Studio;
import studio.likeness.app.conversation.Brain;
import studio.likeness.app.conversation.Question;
import studio.likeness.app.conversation.Source;
import studio.likeness.app.conversation.Trace;
import studio.likeness.app.conversation.Trace.Step;
import studio.likeness.corpus.store.BrainChoice;
import studio.likeness.models.runtime.Device;

/// How long a brain takes from the end of a turn until it knows from where it answers, and until
/// its first clause can be spoken; a recorded one can be at once.
final class TurnBench {
    private static final int TURNS = 20;
    private static final int WARM = 3;

    private final Studio studio;
    private final String id;

    TurnBench(Studio studio, String id) {
        this.studio = studio;
        this.id = id;
    }

    /// What was measured.
    record Figures(String name, List<Trace> traces) {
        List<String> lines() {
            return List.of(line("decided", Step.MEMORY), line("first clause", Step.FIRST_TEXT));
        }

        private String line(String what, Step step) {
            var times = traces.stream().flatMap(trace -> trace.at(step).stream()).sorted().toList();
            return times.isEmpty()
                    ? "%s, %s: none".formatted(name, what)
                    : String.format(
                            Locale.ROOT,
                            "%s, %s: median %.0f ms, 95 %% within %.0f ms (%d turns)",
                            name,
                            what,
                            millis(times, 0.5),
                            millis(times, 0.95),
                            times.size());
        }

        private static double millis(List<Duration> sorted, double share) {
            int at = (int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size()));
            return sorted.get(at).toNanos() / 1e6;
        }
    }

    Figures archive() throws InterruptedException {
        var brain = studio.brains().of(id, BrainChoice.ARCHIVE, Device.processor());
        return measure("archive", brain, questions());
    }

    /// Spread over what was recorded.
    private List<String> questions() {
        var answers = studio.corpus(id).answers();
        var questions = new ArrayList<String>();
        for (int i = 0; i < TURNS + WARM && !answers.isEmpty(); i++) {
            int at = i * (answers.size() - 1) / (TURNS + WARM);
            questions.add(answers.get(at).questions().getLast());
        }
        return questions;
    }

    private static Figures measure(String name, Brain brain, List<String> questions)
            throws InterruptedException {
        var traces = new ArrayList<Trace>();
        try (brain) {
            for (int i = 0; i < questions.size(); i++) {
                var trace = new Trace();
                brain.answer(
                        Question.first(questions.get(i)),
                        reply -> {
                            trace.mark(Step.MEMORY);
                            if (reply.source() == Source.RECORDED) {
                                trace.mark(Step.FIRST_TEXT);
                            }
                        },
                        _ -> trace.mark(Step.FIRST_TEXT));
                if (i >= WARM) {
                    traces.add(trace);
                }
            }
        }
        return new Figures(name, traces);
    }
}
