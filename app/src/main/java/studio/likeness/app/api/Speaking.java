package studio.likeness.app.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import studio.likeness.app.conversation.Clauses;
import studio.likeness.app.conversation.Voice;
import studio.likeness.corpus.memory.Memory;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.signal.Resampler;
import studio.likeness.models.signal.Waveform;

/// Speaks in a persona's voice. The one that spoke last stays loaded for a while, unless memory
/// runs short; another one is loaded in its place, never beside it.
final class Speaking implements AutoCloseable {
    /// Of a sound in which nothing is said.
    private static final int QUIET_RATE_HZ = 22_050;

    private final Host host;
    private final BooleanSupplier memoryIsShort;
    private final Pool<Voice> voices;

    /// One text at a time: two would only make each other slower.
    private final ReentrantLock mouth = new ReentrantLock();

    /// What was said, and by whom.
    ///
    /// @param voice its name, for people
    record Spoken(Waveform sound, Voice.Kind kind, String voice) {}

    Speaking(Host host, BooleanSupplier memoryIsShort) {
        this.host = host;
        this.memoryIsShort = memoryIsShort;
        voices = new Pool<>(1, key -> host.voice(key.substring(0, key.indexOf('@'))));
    }

    /// Where the persona's voice cannot be had, in the one that stands in.
    ///
    /// @throws StudioException when nothing can speak here
    Spoken say(String persona, String text) throws InterruptedException {
        // A voice that was changed is another one.
        var key = persona + "@" + host.voiceKey(persona);
        mouth.lockInterruptibly();
        try (var turn = voices.turn(key)) {
            voices.dropOthers(key);
            var voice = turn.take(List.of());
            var spoken = said(voice, text);
            if (isOwn(voice)) {
                turn.giveBack(List.of(), KeepAlive.USUAL);
            }
            return spoken;
        } finally {
            mouth.unlock();
        }
    }

    /// Not one that stands in: what kept the persona's own away may be mended before the next text.
    private static boolean isOwn(Voice voice) {
        return switch (voice.kind()) {
            case CLONED, CONVERTED -> true;
            case SYSTEM, NONE -> false;
        };
    }

    private static Spoken said(Voice voice, String text) throws InterruptedException {
        var pieces = new ArrayList<Waveform>();
        var end = Duration.ZERO;
        for (var clause : Clauses.of(text)) {
            end =
                    voice.speak(
                            clause,
                            Memory.languageOf(clause),
                            end,
                            chunk -> pieces.add(atOneRate(pieces, chunk.audio().sound())));
        }
        if (voice.kind() == Voice.Kind.NONE) {
            throw new StudioException("app.studio.noVoice");
        }
        int rate = pieces.isEmpty() ? QUIET_RATE_HZ : pieces.getFirst().sampleRateHz();
        return new Spoken(Waveform.joined(pieces, rate), voice.kind(), voice.name());
    }

    /// A system may speak two languages with two voices.
    private static Waveform atOneRate(List<Waveform> before, Waveform next) {
        return before.isEmpty() ? next : Resampler.resample(next, before.getFirst().sampleRateHz());
    }

    /// Closes what nobody has wanted for a while, and at once where memory is short.
    void sweep(Instant now) {
        voices.sweep(memoryIsShort.getAsBoolean() ? Instant.MAX : now);
    }

    @Override
    public void close() {
        voices.close();
    }
}
