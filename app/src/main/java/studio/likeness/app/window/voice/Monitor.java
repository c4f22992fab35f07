package studio.likeness.app.window.voice;

import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import studio.likeness.app.window.sound.Sounds;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.Microphone;
import studio.likeness.models.media.Speaker;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.conversion.LiveConversion;

/// What the microphone hears comes out of the speaker in another voice, until it is closed.
final class Monitor implements AutoCloseable {
    private final Sounds sounds;
    private final IntFunction<VoiceWork.Live> voice;
    private final Thread thread;
    private volatile @Nullable StudioException problem;
    private volatile LiveConversion.@Nullable Figures figures;

    /// @param voice of what comes in at that many samples a second
    Monitor(Sounds sounds, IntFunction<VoiceWork.Live> voice) {
        this.sounds = sounds;
        this.voice = voice;
        thread = Thread.ofPlatform().daemon().name("live-voice").start(this::run);
    }

    private void run() {
        try (var microphone = sounds.microphone()) {
            var first = microphone.read().sound();
            try (var live = voice.apply(first.sampleRateHz());
                    var speaker = sounds.speaker(live.sampleRateHz())) {
                convert(microphone, live, speaker, first);
            }
        } catch (InterruptedException _) {
            // Switched off.
            Thread.currentThread().interrupt();
        } catch (StudioException e) {
            problem = e;
        }
    }

    private void convert(
            Microphone microphone, VoiceWork.Live conversion, Speaker speaker, Waveform first)
            throws InterruptedException {
        int rate = conversion.sampleRateHz();
        long sent = 0;
        for (var heard = first; !Thread.interrupted(); heard = microphone.read().sound()) {
            var said = conversion.push(heard.samples());
            if (said.length > 0) {
                var at = Waveform.lengthOf(sent, rate);
                speaker.play(new AudioChunk(new Waveform(said, rate), at));
                sent += said.length;
                figures = conversion.figures();
            }
        }
    }

    /// Empty before the first block.
    Optional<LiveConversion.Figures> figures() {
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
