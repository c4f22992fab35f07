package studio.likeness.app.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import studio.likeness.models.job.Words;
import studio.likeness.models.language.chat.Answer;
import studio.likeness.models.language.chat.TextStream;

/// Stands between a model and the voice: lets through what is grounded, clause by clause, and says
/// honestly where it is not. The first clause that is made up ends the answer, because what follows
/// it would build on it.
final class GuardedPen {
    private final Grounding grounding;
    private final boolean strict;
    private final Locale language;
    private final Brain.Pen pen;
    private final Clauses cutter = new Clauses();
    private final StringBuilder written = new StringBuilder();

    /// Clauses that prove nothing, until one comes that does, or at least another: "Yes," alone
    /// would already be an answer.
    private final List<String> held = new ArrayList<>();

    private boolean grounded;
    private @Nullable InterruptedException interrupted;

    /// The model's turn.
    interface Writing {
        Answer write(TextStream.Listener listener) throws InterruptedException;
    }

    /// Ends a generation from within.
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Enough() {
            super("enough", null, false, false);
        }
    }

    /// @param strict whether nothing may be said before something is grounded
    GuardedPen(Grounding grounding, boolean strict, Locale language, Brain.Pen pen) {
        this.grounding = grounding;
        this.strict = strict;
        this.language = language;
        this.pen = pen;
    }

    /// @return all that was written
    String let(Writing writing) throws InterruptedException {
        try {
            writing.write(TextStream.Listener.of(this::hear));
            cutter.end().forEach(this::take);
            if (!strict) {
                release();
            }
            if (written.isEmpty()) {
                admit();
            }
        } catch (Enough _) {
            admit();
        }
        return written.toString();
    }

    private void hear(String piece) {
        cutter.add(piece).forEach(this::take);
    }

    private void take(String clause) {
        switch (grounding.of(clause)) {
            case MADE_UP -> throw stop();
            case GROUNDED -> {
                grounded = true;
                release();
                write(clause);
            }
            case EMPTY -> {
                boolean first = written.isEmpty() && held.isEmpty();
                if (strict ? !grounded : first) {
                    held.add(clause);
                } else {
                    release();
                    write(clause);
                }
            }
        }
    }

    private void release() {
        held.forEach(this::write);
        held.clear();
    }

    private RuntimeException stop() {
        return new Enough();
    }

    private void write(String clause) {
        try {
            if (interrupted == null) {
                put(clause);
            }
        } catch (InterruptedException e) {
            interrupted = e;
            throw stop();
        }
    }

    private void put(String clause) throws InterruptedException {
        var piece = written.isEmpty() || isChinese() ? clause : " " + clause;
        written.append(piece);
        pen.write(piece);
    }

    private boolean isChinese() {
        return language.getLanguage().equals("zh");
    }

    private void admit() throws InterruptedException {
        var interruption = interrupted;
        if (interruption != null) {
            throw interruption;
        }
        var key = written.isEmpty() ? "app.conversation.notKnown" : "app.conversation.noMoreKnown";
        put(Words.say(language, key));
    }
}
