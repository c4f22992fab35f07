package studio.likeness.app.conversation;

import java.util.List;
import java.util.stream.Stream;
import studio.likeness.corpus.memory.Hit;
import studio.likeness.corpus.memory.Memory;
import studio.likeness.corpus.memory.Selection;
import studio.likeness.corpus.store.Answer;

/// What a prompt is made of beside the persona.
///
/// @param memory speaks of the question; the best first
/// @param style recorded replies near the question, in the question's language
/// @param lines other replies of theirs, always the same
/// @param summary of what was said before `recent`; may be empty
/// @param recent the oldest first
public record Material(
        String question,
        List<Hit> memory,
        List<Hit> style,
        List<String> lines,
        String summary,
        List<Question.Exchange> recent) {
    private static final int NEAR = 2;

    /// What is too uncertain to be played may still be read by a model, which is held to it: of the
    /// labelled questions whose answer is not played, two thirds lie above this; of those that
    /// nothing answers, one in twelve.
    private static final double MAY_SPEAK = 0.4;

    private static final int LINES = 4;
    // A line shows the manner when it is a sentence or two.
    private static final int SHORTEST = 12;
    private static final int LONGEST = 160;

    public Material {
        memory = List.copyOf(memory);
        style = List.copyOf(style);
        lines = List.copyOf(lines);
        recent = List.copyOf(recent);
    }

    /// For the first question of a talk.
    ///
    /// @param answers all that were recorded
    /// @param language the persona's preferred one
    public static Material of(
            String question, Memory memory, List<Answer> answers, String language) {
        return of(question, memory.select(question), memory, lines(answers, language));
    }

    static Material of(String question, Selection selected, Memory memory, List<String> lines) {
        var language = Memory.languageOf(question);
        var near =
                memory.search(question, 2 * NEAR + 3).stream()
                        .filter(hit -> hit.language().equals(language))
                        .toList();
        var found =
                switch (selected) {
                    case Selection.Fits(_, _, var hits) -> hits;
                    case Selection.Quotes(var hits, _) -> hits;
                    case Selection.Nothing _ ->
                            near.stream()
                                    .filter(hit -> hit.score() >= MAY_SPEAK)
                                    .limit(NEAR)
                                    .toList();
                };
        var style =
                near.stream()
                        .filter(hit -> hit.kind() == Hit.Kind.ANSWER)
                        .filter(hit -> found.stream().noneMatch(f -> f.id().equals(hit.id())))
                        .limit(NEAR)
                        .toList();
        return new Material(question, found, style, lines, "", List.of());
    }

    Material with(String summary, List<Question.Exchange> recent) {
        return new Material(question, memory, style, lines, summary, recent);
    }

    /// A turn that goes on with what was said before is about the same.
    Material remembering(List<Hit> before) {
        return new Material(question, before, style, lines, summary, recent);
    }

    /// All that memory gave: what an answer may rest on.
    List<Hit> receipts() {
        return Stream.concat(memory.stream(), style.stream()).toList();
    }

    /// Some replies from all over, so that they show the manner and not one subject.
    static List<String> lines(List<Answer> answers, String language) {
        var fitting =
                answers.stream()
                        .filter(answer -> answer.language().equals(language))
                        .map(Answer::reply)
                        .filter(text -> text.length() >= SHORTEST && text.length() <= LONGEST)
                        .toList();
        if (fitting.size() <= LINES) {
            return fitting;
        }
        return Stream.iterate(0, i -> i + 1)
                .limit(LINES)
                .map(i -> fitting.get(i * (fitting.size() - 1) / (LINES - 1)))
                .toList();
    }
}
