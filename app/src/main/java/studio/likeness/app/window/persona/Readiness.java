package studio.likeness.app.window.persona;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.likeness.app.window.corpus.Prompts;
import studio.likeness.app.window.corpus.Said;
import studio.likeness.corpus.store.Persona;

/// What of a persona is ready, as four rings.
///
/// @param share 0 to 1, of what `what` counts
/// @param count what stands in the ring; empty where nothing is counted
/// @param next what would fill it; empty when it is full
record Readiness(Part part, double share, String count, Said what, Optional<Said> next) {
    enum Part {
        VOICE,
        FACE,
        BRAIN,
        MEMORY
    }

    static List<Readiness> of(Persona persona, Figures figures, BrainState brain) {
        var rings = new ArrayList<Readiness>();
        int answers = figures.answers();
        int recorded = figures.material().recorded();
        rings.add(
                new Readiness(
                        Part.VOICE,
                        answers == 0 ? 0 : recorded / (double) answers,
                        recorded + " / " + answers,
                        Said.of(
                                "app.window.persona.ready.voice.what",
                                recorded,
                                answers,
                                minutes(figures.material().recordedLength())),
                        next(recorded < answers || answers == 0, Part.VOICE)));
        boolean photo = !persona.portrait().isEmpty();
        rings.add(
                new Readiness(
                        Part.FACE,
                        photo ? 1 : 0.5,
                        "",
                        Said.of("app.window.persona.ready.face." + (photo ? "photo" : "drawn")),
                        next(!photo, Part.FACE)));
        rings.add(brain(persona, figures, brain));
        int passages = figures.material().passages();
        rings.add(
                new Readiness(
                        Part.MEMORY,
                        ((answers > 0 ? 1 : 0) + (passages > 0 ? 1 : 0)) / 2.0,
                        answers + passages + "",
                        Said.of("app.window.persona.ready.memory.what", answers, passages),
                        next(passages == 0, Part.MEMORY)));
        return rings;
    }

    /// What recordings alone can answer is counted in topics; a model is there or is not.
    private static Readiness brain(Persona persona, Figures figures, BrainState brain) {
        int topics = Prompts.topics().size();
        var model = persona.brain().model();
        return switch (brain) {
            case UNKNOWN, ARCHIVE ->
                    new Readiness(
                            Part.BRAIN,
                            figures.topics() / (double) topics,
                            figures.topics() + " / " + topics,
                            Said.of(
                                    "app.window.persona.ready.brain.what",
                                    figures.topics(),
                                    topics),
                            next(figures.topics() < topics, Part.BRAIN));
            case NOT_CHOSEN -> thinking(0, Said.of("app.window.persona.ready.brain.notChosen"));
            case INSTALLED -> thinking(1, Said.of("app.window.persona.ready.brain.model", model));
            case SERVED -> thinking(1, Said.of("app.window.persona.ready.brain.served", model));
            case MISSING -> thinking(0, Said.of("app.window.persona.ready.brain.missing", model));
            case NO_SERVER ->
                    thinking(0, Said.of("app.window.persona.ready.brain.noServer", model));
        };
    }

    private static Readiness thinking(double share, Said what) {
        return new Readiness(Part.BRAIN, share, "", what, Optional.empty());
    }

    private static Optional<Said> next(boolean missing, Part part) {
        return missing
                ? Optional.of(
                        Said.of(
                                "app.window.persona.ready."
                                        + part.name().toLowerCase(java.util.Locale.ROOT)
                                        + ".next"))
                : Optional.empty();
    }

    /// One decimal.
    static String minutes(Duration length) {
        return String.format(java.util.Locale.ROOT, "%.1f", length.toMillis() / 60_000.0);
    }
}
