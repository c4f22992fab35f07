package studio.likeness.app.conversation;

import java.time.Duration;
import java.time.Instant;

/// A finished turn, as the transcript keeps it.
///
/// @param spoken how much sound there was
/// @param voice how it was spoken: `recording`, the synthesiser's name, or empty for text only
public record Turn(
        int number,
        Instant at,
        String heard,
        Reply reply,
        String voice,
        Duration spoken,
        boolean interrupted,
        Trace trace) {}
