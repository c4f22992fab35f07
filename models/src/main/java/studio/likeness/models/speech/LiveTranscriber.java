package studio.likeness.models.speech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import studio.likeness.models.job.Progress;
import studio.likeness.models.signal.Waveform;

/// Writes down what is said while it is being said: what was heard of a sentence so far, again and
/// again, and the whole when its speaker pauses. Not thread-safe.
public final class LiveTranscriber {
    /// What is known.
    ///
    /// @param text of the sentence
    /// @param done whether its speaker has paused; else it may still change
    public record Heard(String text, boolean done) {}

    private static final int RATE = WhisperMel.SAMPLE_RATE_HZ;

    /// Sound between two partial results: reading a window again costs time.
    private static final int BETWEEN = RATE;

    /// Sound kept from before somebody is known to speak.
    private static final int LEAD = RATE / 2;

    private final Transcriber transcriber;
    private final SpeechStream stream;
    private final Transcriber.Options options;
    private float[] held = {};
    private long heldFrom;
    private long begun = -1;
    private long told;

    /// @param transcriber its own detector of voices must be another one than `stream`'s
    public LiveTranscriber(
            Transcriber transcriber, SpeechStream stream, Transcriber.Options options) {
        this.transcriber = transcriber;
        this.stream = stream;
        this.options = options;
    }

    /// @param samples the next ones at 16 kHz
    public List<Heard> push(float[] samples) {
        held = Arrays.copyOf(held, held.length + samples.length);
        System.arraycopy(samples, 0, held, held.length - samples.length, samples.length);
        var heard = new ArrayList<Heard>();
        for (var event : stream.push(samples)) {
            follow(event, heard);
        }
        long now = heldFrom + held.length;
        if (begun >= 0 && now - told >= BETWEEN) {
            told = now;
            heard.add(new Heard(write(begun, now), false));
        } else if (begun < 0) {
            forgetBefore(now - LEAD);
        }
        return heard;
    }

    /// The sound is over.
    public List<Heard> finish() {
        var heard = new ArrayList<Heard>();
        stream.finish().forEach(event -> follow(event, heard));
        return heard;
    }

    private void follow(SpeechStream.Event event, List<Heard> heard) {
        switch (event) {
            case SpeechStream.Event.Started(long sample) -> {
                begun = Math.max(sample, heldFrom);
                told = begun;
            }
            case SpeechStream.Event.Ended(long sample) -> {
                heard.add(new Heard(write(begun, sample), true));
                begun = -1;
                forgetBefore(sample);
            }
        }
    }

    private String write(long from, long to) {
        var part =
                Arrays.copyOfRange(
                        held, (int) (from - heldFrom), (int) Math.min(held.length, to - heldFrom));
        return transcriber
                .transcribe(new Waveform(part, RATE), options, _ -> {}, Progress.none())
                .text();
    }

    private void forgetBefore(long sample) {
        int gone = Math.clamp(sample - heldFrom, 0, held.length);
        held = Arrays.copyOfRange(held, gone, held.length);
        heldFrom += gone;
    }
}
