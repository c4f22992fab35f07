package studio.likeness.app.conversation;

import java.time.Duration;
import java.util.List;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.SpokenChunk;
import studio.likeness.models.voice.SystemVoice;

/// Speaks what is not a recording.
public interface Voice extends AutoCloseable {
    /// For the user; empty where nothing sounds.
    String name();

    /// Speaks a clause; returns the time after its last sample.
    ///
    /// @param start the time of its first sample in the turn
    Duration speak(String clause, String language, Duration start, SystemVoice.Listener listener)
            throws InterruptedException;

    @Override
    void close();

    /// The operating system's voice, or [#text] where it has none.
    static Voice ofSystem() {
        return SystemVoice.find().<Voice>map(Voice::of).orElseGet(Voice::text);
    }

    static Voice of(SystemVoice system) {
        return new Voice() {
            @Override
            public String name() {
                return system.name();
            }

            @Override
            public Duration speak(
                    String clause, String language, Duration start, SystemVoice.Listener listener)
                    throws InterruptedException {
                return system.speak(clause, language, start, listener);
            }

            @Override
            public void close() {
                system.close();
            }
        };
    }

    /// No voice: silence for as long as reading takes, so that captions can be followed.
    static Voice text() {
        return new Voice() {
            private static final int RATE = 16_000;

            @Override
            public String name() {
                return "";
            }

            @Override
            public Duration speak(
                    String clause, String language, Duration start, SystemVoice.Listener listener)
                    throws InterruptedException {
                // Chinese is read at about six characters a second, English at fifteen letters.
                long perSecond = language.equals("zh") ? 6 : 15;
                var end = start.plusMillis(300 + clause.length() * 1000L / perSecond);
                var step = Duration.ofMillis(100);
                for (var at = start; at.compareTo(end) < 0; at = at.plus(step)) {
                    listener.accept(
                            new SpokenChunk(
                                    new AudioChunk(Waveform.silence(step, RATE), at), List.of()));
                }
                return start.plus(
                        step.multipliedBy((end.minus(start).toMillis() + 99) / step.toMillis()));
            }

            @Override
            public void close() {}
        };
    }
}
