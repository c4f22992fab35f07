package studio.likeness.models.language.chat;

import java.util.List;
import java.util.function.Consumer;
import studio.likeness.models.language.tokenizer.Tokenizer;

/// An answer's ids as text for people: whole characters, no blanks around it, the thinking apart,
/// ended by stop strings that are not shown themselves.
public final class TextStream {
    private static final String THINK = "<think>";
    private static final String THOUGHT = "</think>";

    private enum State {
        BEFORE,
        THINKING,
        ANSWERING,
        ENDED
    }

    /// Who is told what.
    ///
    /// @param said pieces of the answer
    /// @param thought pieces of the thinking before it
    public record Listener(Consumer<String> said, Consumer<String> thought) {
        /// Thinking is not told to anyone.
        public static Listener of(Consumer<String> said) {
            return new Listener(said, _ -> {});
        }
    }

    private final TokenText tokens;
    private final List<String> stops;
    private final Listener listener;
    private final StringBuilder held = new StringBuilder();
    private final StringBuilder answer = new StringBuilder();
    private final StringBuilder thoughts = new StringBuilder();
    private State state;

    /// @param stops strings that end the answer; may be none
    /// @param thinking whether the prompt has already opened the thinking
    public TextStream(
            Tokenizer tokenizer, List<String> stops, boolean thinking, Listener listener) {
        this.tokens = new TokenText(tokenizer);
        this.stops = stops.stream().filter(stop -> !stop.isEmpty()).toList();
        this.listener = listener;
        state = thinking ? State.THINKING : State.BEFORE;
    }

    /// @return whether the answer goes on; false once a stop string has come
    public boolean add(int id) {
        if (state != State.ENDED) {
            take(tokens.add(id), false);
        }
        return state != State.ENDED;
    }

    /// Tells what was held back.
    public void end() {
        if (state != State.ENDED) {
            take(tokens.end(), true);
            state = State.ENDED;
        }
    }

    /// So far.
    public String answer() {
        return answer.toString();
    }

    /// So far; empty when the model did not think aloud.
    public String thoughts() {
        return thoughts.toString();
    }

    private void take(String text, boolean last) {
        held.append(text);
        if (state == State.BEFORE) {
            begin(last);
        }
        if (state == State.THINKING) {
            think(last);
        }
        if (state == State.ANSWERING) {
            answer(last);
        }
    }

    private void begin(boolean last) {
        dropLeadingBlanks();
        if (held.indexOf(THINK) == 0) {
            held.delete(0, THINK.length());
            state = State.THINKING;
        } else if (!held.isEmpty() && (last || !THINK.startsWith(held.toString()))) {
            state = State.ANSWERING;
        }
    }

    private void think(boolean last) {
        if (thoughts.isEmpty()) {
            dropLeadingBlanks();
        }
        int end = held.indexOf(THOUGHT);
        tell(end >= 0 ? end : last ? held.length() : safe(List.of(THOUGHT)), thoughts);
        if (end >= 0) {
            held.delete(0, held.indexOf(THOUGHT) + THOUGHT.length());
            state = State.ANSWERING;
        }
    }

    private void answer(boolean last) {
        if (answer.isEmpty()) {
            dropLeadingBlanks();
        }
        int stop = stops.stream().mapToInt(held::indexOf).filter(at -> at >= 0).min().orElse(-1);
        tell(stop >= 0 ? stop : last ? held.length() : safe(stops), answer);
        if (stop >= 0) {
            held.setLength(0);
            state = State.ENDED;
        }
    }

    /// Tells what is held up to a place, but for the blanks at its end: more text may follow them,
    /// or none.
    private void tell(int to, StringBuilder where) {
        int end = to;
        while (end > 0 && Character.isWhitespace(held.charAt(end - 1))) {
            end--;
        }
        if (end == 0) {
            return;
        }
        var piece = held.substring(0, end);
        held.delete(0, end);
        where.append(piece);
        if (where == answer) {
            listener.said().accept(piece);
        } else {
            listener.thought().accept(piece);
        }
    }

    /// How much is held before what may be the beginning of one of some strings.
    private int safe(List<String> marks) {
        int safe = held.length();
        for (var mark : marks) {
            for (int at = Math.max(0, held.length() - mark.length() + 1); at < safe; at++) {
                if (mark.startsWith(held.substring(at))) {
                    safe = at;
                }
            }
        }
        return safe;
    }

    private void dropLeadingBlanks() {
        int blanks = 0;
        while (blanks < held.length() && Character.isWhitespace(held.charAt(blanks))) {
            blanks++;
        }
        held.delete(0, blanks);
    }
}
