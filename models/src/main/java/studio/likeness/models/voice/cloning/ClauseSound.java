package studio.likeness.models.voice.cloning;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.Loudness;
import studio.likeness.models.voice.SpokenChunk;
import studio.likeness.models.voice.SystemVoice;

/// Hands a clause's sound on in short chunks, at the level of speech elsewhere in the studio.
/// Silence waits until something follows it: at the end a pause of known length takes its place.
final class ClauseSound {
    private static final int CHUNKS_A_SECOND = 20;

    /// Quieter than the voice's own level by 40 dB.
    private static final double SILENT = 0.001;

    private final int rate;
    private final Loudness loudness;
    private final Duration start;
    private final SystemVoice.Listener listener;
    private final int chunk;
    private float[] waiting = {};
    private long given;

    ClauseSound(int rate, Loudness loudness, Duration start, SystemVoice.Listener listener) {
        this.rate = rate;
        this.loudness = loudness;
        this.start = start;
        this.listener = listener;
        chunk = rate / CHUNKS_A_SECOND;
    }

    void add(float[] block) throws InterruptedException {
        var all = joined(waiting, loudness.apply(block));
        int heard = afterSound(all);
        int whole = heard / chunk * chunk;
        for (int at = 0; at < whole; at += chunk) {
            give(Arrays.copyOfRange(all, at, at + chunk));
        }
        waiting = Arrays.copyOfRange(all, whole, all.length);
    }

    /// What still waits and sounds.
    void last() throws InterruptedException {
        int heard = afterSound(waiting);
        for (int at = 0; at < heard; at += chunk) {
            give(Arrays.copyOfRange(waiting, at, Math.min(heard, at + chunk)));
        }
        waiting = new float[0];
    }

    /// @return the time after the pause
    Duration end(Duration pause) throws InterruptedException {
        long left = Waveform.samplesIn(pause, rate);
        while (left > 0) {
            int length = (int) Math.min(chunk, left);
            give(new float[length]);
            left -= length;
        }
        return at(given);
    }

    private static int afterSound(float[] samples) {
        int end = samples.length;
        while (end > 0 && Math.abs(samples[end - 1]) < SILENT) {
            end--;
        }
        return end;
    }

    private void give(float[] samples) throws InterruptedException {
        var piece = new AudioChunk(new Waveform(samples, rate), at(given));
        given += samples.length;
        listener.accept(new SpokenChunk(piece, List.of()));
    }

    private Duration at(long samples) {
        return start.plus(Waveform.lengthOf(samples, rate));
    }

    private static float[] joined(float[] a, float[] b) {
        var all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }
}
