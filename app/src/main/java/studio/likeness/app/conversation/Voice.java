package studio.likeness.app.conversation;

import java.time.Duration;
import java.util.List;
import studio.likeness.corpus.voices.Voices;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.SpokenChunk;
import studio.likeness.models.voice.SystemVoice;

/// Speaks what is not a recording.
public interface Voice extends AutoCloseable {
    /// Where it comes from.
    enum Kind {
        CLONED,
        /// The system's, made like the person's.
        CONVERTED,
        SYSTEM,
        /// Nothing sounds.
        NONE
    }

    /// For the user; empty where nothing sounds.
    String name();

    /// Certain once it has spoken.
    default Kind kind() {
        return name().isEmpty() ? Kind.NONE : Kind.SYSTEM;
    }

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

    /// The voice a persona was given; where it cannot be had, another, which says so: one of the
    /// persona's that is made of the system's, else the system's.
    ///
    /// @param device for its networks; nothing else is tried instead
    static Voice of(Voices voices, ModelFolders models, Device device) {
        return VoiceChoice.of(voices, models, device).voice();
    }

    static Voice of(SystemVoice system) {
        return of(system, Kind.SYSTEM);
    }

    static Voice of(SystemVoice system, Kind kind) {
        return new Voice() {
            @Override
            public String name() {
                return system.name();
            }

            @Override
            public Kind kind() {
                return kind;
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
