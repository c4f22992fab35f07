package studio.likeness.app.conversation;

import java.time.Duration;
import studio.likeness.models.signal.Picture;

/// What a turn tells its listeners as it goes. Order: one [Heard], one [Decided], then pieces of
/// text, clauses, sound levels and frames as they are heard and shown, then one of [Ended],
// [Stopped] or [Failed].
public sealed interface TurnEvent {
    /// The turn was taken up.
    record Heard(int turn, String text) implements TurnEvent {}

    /// The brain knows what to answer and from where.
    record Decided(Reply reply) implements TurnEvent {}

    /// A piece of a reply that is being written; with it the text on screen grows.
    record Wrote(String piece) implements TurnEvent {}

    /// A clause begins to be spoken: what captions show.
    record Said(String clause) implements TurnEvent {}

    /// How loud it is now, 0 to 1.
    record Level(double rms) implements TurnEvent {}

    /// The picture to show now.
    record Shown(Picture frame) implements TurnEvent {}

    /// Something is not as it was asked for, and goes on in another way.
    ///
    /// @param what one sentence
    record Noted(String what) implements TurnEvent {}

    /// All was heard.
    record Ended(Turn turn) implements TurnEvent {}

    /// Interrupted, by the user or by a new turn.
    record Stopped(Turn turn) implements TurnEvent {}

    /// @param why one sentence with its remedy
    record Failed(String why, Duration after) implements TurnEvent {}
}
