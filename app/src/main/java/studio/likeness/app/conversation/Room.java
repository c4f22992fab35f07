package studio.likeness.app.conversation;

import java.util.OptionalDouble;

/// How long a prompt may be, in tokens. What a model has read it does not read again; what is new
/// in a turn is kept so short that nobody waits long for it.
///
/// @param total of all of it, the room for the answer not counted
/// @param fresh of what is new with a turn, memory and question; the question is never shortened
///     for it
/// @param unread of the beginning, which takes from `fresh`
public record Room(int total, int fresh, int unread) {
    /// Tokens: more is not read more closely.
    private static final int LONGEST = 4096;

    /// Tokens of an answer; two or three sentences are a fifth of it.
    private static final int LONGEST_ANSWER = 320;

    /// Seconds until an answer may begin.
    private static final double PATIENCE = 2;

    /// Seconds for the whole of a prompt, when what was read was lost.
    private static final double ANEW = 10;

    /// As long as the model allows, however long that takes.
    public static Room ofContext(int context) {
        return new Room(
                Math.max(1, Math.min(LONGEST, context - answer(context))), Integer.MAX_VALUE, 0);
    }

    /// The longest answer.
    static int answer(int context) {
        return Math.min(LONGEST_ANSWER, Math.max(1, context / 4));
    }

    /// As long as can be read in time; where nobody knows how fast that is, as it was.
    ///
    /// @param least that the persona's card needs
    Room readAt(OptionalDouble tokensPerSecond, int least) {
        if (tokensPerSecond.isEmpty()) {
            return this;
        }
        double speed = tokensPerSecond.getAsDouble();
        int anew = (int) Math.min(total, Math.max(least, ANEW * speed));
        return new Room(anew, (int) Math.min(fresh, PATIENCE * speed), unread);
    }

    /// With so much of the beginning still to be read first.
    Room after(int unread) {
        return new Room(total, fresh, unread);
    }

    /// As much of it as that.
    Room of(double part) {
        return new Room((int) (total * part), fresh, unread);
    }

    /// What memory may take beside a question, at the most.
    int memory(int question) {
        return Math.max(0, fresh - unread - question);
    }
}
