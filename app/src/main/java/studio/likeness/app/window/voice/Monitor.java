package studio.likeness.app.window.voice;

import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.window.sound.Sounds;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.CushionedSpeaker;
import studio.likeness.models.media.Microphone;
import studio.likeness.models.media.Speaker;
import studio.likeness.models.signal.Waveform;

/// What the microphone hears comes out of the speaker in another voice, until it is closed, or the
/// machine turns out to be too slow.
final class Monitor implements AutoCloseable {
    /// How it goes.
    ///
    /// @param late from a sound to the same moment in the other voice, all that waits included but
    ///     what the sound cards keep
    /// @param reserve of it, how long the speaker still had something to play when the last block
    ///     was ready
    /// @param factor seconds of computing for a second of sound, lately
    /// @param gaps how often the sound broke off
    /// @param blocks so far
    record Figures(Duration late, Duration reserve, double factor, int gaps, int blocks) {}

    /// Of 20 ms: 20 seconds.
    private static final int MOST_SKIPPED = 1_000;

    /// Who waits so long for a microphone has had all that it had heard.
    private static final long WAITING_NANOS = 5_000_000;

    private final Sounds sounds;
    private final IntFunction<VoiceWork.Live> voice;
    private final Thread thread;
    private volatile @Nullable StudioException problem;
    private volatile @Nullable Figures figures;

    /// @param voice of what comes in at that many samples a second
    Monitor(Sounds sounds, IntFunction<VoiceWork.Live> voice) {
        this.sounds = sounds;
        this.voice = voice;
        thread = Thread.ofPlatform().daemon().name("live-voice").start(this::run);
    }

    private void run() {
        try (var microphone = sounds.microphone()) {
            var first = microphone.read();
            try (var live = voice.apply(first.sound().sampleRateHz());
                    var speaker = sounds.speaker(live.sampleRateHz())) {
                convert(microphone, live, speaker);
            }
        } catch (InterruptedException _) {
            // Switched off.
            Thread.currentThread().interrupt();
        } catch (StudioException e) {
            problem = e;
        }
    }

    private void convert(Microphone microphone, VoiceWork.Live live, Speaker speaker)
            throws InterruptedException {
        var clock = new HeardClock();
        skip(microphone, clock);
        var said = next(microphone, live, clock);
        while (said.length == 0) {
            said = next(microphone, live, clock);
        }
        var pace = new Pace();
        long sent = 0;
        var reserve = reserve(live.figures().computing(), lengthOf(said, live));
        try (var cushion = new CushionedSpeaker(speaker, live.sampleRateHz(), reserve)) {
            for (; !Thread.interrupted(); said = next(microphone, live, clock)) {
                if (said.length > 0) {
                    var made = live.figures();
                    double factor = pace.of(made);
                    var ahead = cushion.add(said);
                    var late =
                            clock.since(Waveform.lengthOf(sent, live.sampleRateHz())).plus(ahead);
                    sent += said.length;
                    figures = new Figures(late, ahead, factor, cushion.gaps(), made.blocks());
                }
            }
        }
    }

    /// What it heard while the voice was being loaded would only make everything later.
    private static void skip(Microphone microphone, HeardClock clock) throws InterruptedException {
        long waited = 0;
        for (int i = 0; i < MOST_SKIPPED && waited < WAITING_NANOS; i++) {
            long asked = System.nanoTime();
            clock.skipped(microphone.read());
            waited = System.nanoTime() - asked;
        }
    }

    private static float[] next(Microphone microphone, VoiceWork.Live live, HeardClock clock)
            throws InterruptedException {
        var heard = microphone.read();
        clock.heard(heard);
        return live.push(heard.sound().samples());
    }

    private static Duration lengthOf(float[] said, VoiceWork.Live live) {
        return Waveform.lengthOf(said.length, live.sampleRateHz());
    }

    /// Before anything is known: a block may take four times as long as the first did, though not
    /// more than half again as long as it sounds.
    private static Duration reserve(Duration first, Duration sounds) {
        var fourfold = first.multipliedBy(3);
        var longest = sounds.multipliedBy(3).dividedBy(2).minus(first);
        var less = fourfold.compareTo(longest) < 0 ? fourfold : longest;
        return less.isNegative() ? Duration.ZERO : less;
    }

    /// Empty before the first block.
    Optional<Figures> figures() {
        return Optional.ofNullable(figures);
    }

    Optional<StudioException> problem() {
        return Optional.ofNullable(problem);
    }

    /// Does not wait.
    @Override
    public void close() {
        thread.interrupt();
    }
}
