package studio.likeness.models.language.chat.template;

import studio.likeness.models.job.StudioException;

/// What went wrong in a template, and in which line.
final class Problem {
    private Problem() {}

    static StudioException unknown(int line, String construct) {
        return new StudioException("models.language.chat.template.unknown", line, construct);
    }

    static StudioException broken(int line, String why) {
        return new StudioException("models.language.chat.template.broken", line, why);
    }

    /// The template itself refused the talk.
    static StudioException raised(String why) {
        return new StudioException("models.language.chat.template.raised", why);
    }

    static StudioException endless() {
        return new StudioException("models.language.chat.template.endless");
    }
}
