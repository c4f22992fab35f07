package studio.likeness.models.face.animate;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import studio.likeness.models.face.LipSync;
import studio.likeness.models.face.MouthShape;
import studio.likeness.models.face.lip.LipMel;
import studio.likeness.models.face.lip.MelWindows;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Resampler;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.speech.VoiceActivity;
import studio.likeness.models.voice.SpokenChunk;

/// What is heard of one talk, as its pictures need it: windows of the mel spectrogram, whether
/// somebody speaks, and the mouth's shape. What lies behind the pictures asked for is forgotten, so
/// that a talk may last for hours.
final class SpokenTrack {
    static final int FRAMES_PER_SECOND = 25;

    /// Of which one picture has 640.
    private static final int RATE_HZ = LipMel.SAMPLE_RATE_HZ;

    private static final int BANDS = 80;

    /// Behind the oldest window: a column reaches 400 samples back, and one more for the emphasis.
    private static final int COLUMNS_KEPT = 4;

    /// Less is a rounded time stamp, not a gap or an overlap.
    private static final Duration JITTER = Duration.ofMillis(15);

    private final LipMel mel = new LipMel();
    private final SpeechGate gate;
    private final LipSync sync = new LipSync();
    private final int offset;
    private final int width;
    private Resampler resampler = new Resampler(RATE_HZ, RATE_HZ);

    /// At 16 kHz, from the sample `kept` of the talk on.
    private float[] samples = new float[4 * RATE_HZ];

    private int filled;
    private long kept;

    /// `[80]` each, from the column `firstColumn` on.
    private final ArrayDeque<float[]> columns = new ArrayDeque<>();

    private long firstColumn;
    private Duration heard = Duration.ZERO;
    private boolean ended;

    /// @param offset frames by which each window begins later
    /// @param width columns of a window; 0 where none will be asked for
    SpokenTrack(VoiceActivity activity, int offset, int width) {
        gate = new SpeechGate(activity);
        this.offset = offset;
        this.width = width;
    }

    void hear(AudioChunk chunk, List<SpokenChunk.Phoneme> phonemes) {
        if (ended) {
            throw new IllegalStateException("sound came after the end");
        }
        var fitting = fitted(chunk);
        if (fitting.sound().samples().length == 0) {
            return;
        }
        if (phonemes.isEmpty()) {
            sync.hear(fitting);
        } else {
            sync.hear(fitting, phonemes);
        }
        int rate = fitting.sound().sampleRateHz();
        if (resampler.fromHz() != rate) {
            take(resampler.flush());
            resampler = new Resampler(rate, RATE_HZ);
        }
        var pause = fitting.pts().minus(heard);
        if (pause.compareTo(JITTER) > 0) {
            take(resampler.push(Waveform.silence(pause, rate).samples()));
            heard = fitting.pts();
        }
        take(resampler.push(fitting.sound().samples()));
        heard = heard.plus(fitting.sound().length());
    }

    /// Without what was heard already.
    private AudioChunk fitted(AudioChunk chunk) {
        var known = heard.minus(chunk.pts());
        if (known.compareTo(JITTER) <= 0) {
            return chunk;
        }
        int rate = chunk.sound().sampleRateHz();
        int from = (int) Math.min(Waveform.samplesIn(known, rate), Integer.MAX_VALUE);
        return new AudioChunk(chunk.sound().slice(from, Integer.MAX_VALUE), heard);
    }

    void end() {
        if (ended) {
            return;
        }
        take(resampler.flush());
        ended = true;
        sync.end();
        gate.end();
        if (total() < LipMel.SHORTEST && total() > 0) {
            append(new float[(int) (LipMel.SHORTEST - total())]);
        }
        if (total() > 0) {
            compute(LipMel.columnsIn((int) (total() - kept)) + kept / LipMel.HOP);
        }
    }

    /// How many pictures can be made by now; in the end as many as the sound is long.
    int ready() {
        if (ended) {
            return frames();
        }
        long byMel = width > 0 ? firstFrameBeyond(firstColumn + columns.size()) : Integer.MAX_VALUE;
        long byShape = sync.ready().toNanos() / FaceAnimator.FRAME.toNanos();
        return (int) Math.max(0, Math.min(Math.min(byMel, byShape), gate.ready()));
    }

    /// As many pictures as the sound is long; what is left of the last one's time is silence.
    int frames() {
        return (int) Math.ceilDiv(heard.toNanos() - 1_000, FaceAnimator.FRAME.toNanos());
    }

    /// The first frame whose window does not end within so many columns.
    private long firstFrameBeyond(long count) {
        long frame = Math.max(0, count * FRAMES_PER_SECOND / LipMel.COLUMNS_PER_SECOND);
        while (frame > 0 && start(frame - 1) + width > count) {
            frame--;
        }
        return frame;
    }

    /// The first column of a frame's window, which may lie before the sound's. The middle of a wide
    /// window lies where that of the original's 16 columns would.
    private long start(long frame) {
        long usual = MelWindows.start((int) frame + offset, FRAMES_PER_SECOND);
        return usual + (MelWindows.COLUMNS - width) / 2;
    }

    /// The window of a frame, `[80, columns]`; frames are asked for in order. Where sound ends, the
    /// last window of 16 stays, as the original has it; of others the first and the last column go
    /// on.
    float[] window(int frame) {
        long end = firstColumn + columns.size();
        long from = start(frame);
        if (width == MelWindows.COLUMNS) {
            from = Math.clamp(from, 0, Math.max(0, end - width));
        }
        forget(Math.min(from, end - 1));
        var window = new float[BANDS * width];
        int at = (int) (from - firstColumn);
        int last = columns.size() - 1;
        int next = 0;
        var all = columns.iterator();
        float[] bands = all.next();
        int held = 0;
        for (; next < width; next++) {
            int wanted = Math.clamp((long) at + next, 0, last);
            while (held < wanted) {
                bands = all.next();
                held++;
            }
            for (int band = 0; band < BANDS; band++) {
                window[band * width + next] = bands[band];
            }
        }
        return window;
    }

    /// 0 at rest, 1 speaking; between them the mouth goes over.
    double speaking(int frame) {
        return gate.speaking(frame);
    }

    MouthShape shape(int frame) {
        return sync.at(FaceAnimator.FRAME.multipliedBy(frame));
    }

    /// Columns before one that no window needs any more.
    private void forget(long column) {
        while (firstColumn < column && columns.size() > 1) {
            columns.removeFirst();
            firstColumn++;
        }
    }

    private long total() {
        return kept + filled;
    }

    private void take(float[] more) {
        append(more);
        gate.hear(more);
        // A column is final when no sample that it needs is to come.
        long finalColumns = (total() - LipMel.HOP * 2) / LipMel.HOP + 1;
        if (total() > 2L * LipMel.HOP && finalColumns > firstColumn + columns.size()) {
            compute(finalColumns);
        }
    }

    private void append(float[] more) {
        drop();
        if (filled + more.length > samples.length) {
            samples = Arrays.copyOf(samples, Math.max(2 * samples.length, filled + more.length));
        }
        System.arraycopy(more, 0, samples, filled, more.length);
        filled += more.length;
    }

    /// Samples that no column to come needs.
    private void drop() {
        if (width == 0) {
            kept += filled;
            filled = 0;
            return;
        }
        long needed = (firstColumn + columns.size() - COLUMNS_KEPT) * LipMel.HOP;
        int passed = (int) Math.max(0, needed - kept);
        if (passed > samples.length / 2) {
            System.arraycopy(samples, passed, samples, 0, filled - passed);
            filled -= passed;
            kept += passed;
        }
    }

    private void compute(long to) {
        long from = firstColumn + columns.size();
        long base = kept / LipMel.HOP;
        if (to <= from || width == 0) {
            return;
        }
        // Only what these columns reach: a column reaches two hops to either side and one sample
        // more, and must not be taken for one at the sound's beginning.
        int first = (int) Math.max(0, from - base - COLUMNS_KEPT);
        var reached = Arrays.copyOfRange(samples, first * LipMel.HOP, filled);
        var part = mel.of(reached, (int) (from - base) - first, (int) (to - base) - first);
        for (int c = 0; c < part.columns(); c++) {
            var bands = new float[BANDS];
            for (int band = 0; band < BANDS; band++) {
                bands[band] = part.values()[band * part.columns() + c];
            }
            columns.add(bands);
        }
    }
}
