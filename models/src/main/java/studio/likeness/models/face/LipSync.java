package studio.likeness.models.face;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.voice.SpokenChunk;

/// Turns a stream of sound (and phonemes, where they are known) into mouth shapes over time. Fed by
/// one thread and asked by the same one. Shapes settle 92 to 113 ms behind the sound; `open`
/// changes by at most 0.35 in 40 ms.
public final class LipSync {
    /// Frames that must be quiet for a silence; shorter ones are the stops of p, t and k.
    private static final int SILENCE_FRAMES = 8;

    /// For the mouth to close in after the last sound.
    private static final int CLOSING_FRAMES = 10;

    private static final long SEAM_NANOS = 10_000_000;

    private static final SoundVisemes.Reading NOTHING =
            new SoundVisemes.Reading(Viseme.REST, 0, true);

    private final SoundVisemes sound = new SoundVisemes();
    private final PhonemeTrack phonemes = new PhonemeTrack();
    private final Deque<SoundFeatures.Frame> unread = new ArrayDeque<>();
    private final List<SoundVisemes.Reading> readings = new ArrayList<>();
    private final MouthMotion motion = new MouthMotion();
    private @Nullable SoundFeatures features;
    private long firstFrame;
    private boolean ended;

    /// Sound of a recording: visemes from spectral features.
    public void hear(AudioChunk chunk) {
        phonemes.stop(chunk.pts().toNanos());
        follow(chunk);
    }

    /// Synthesised speech: visemes from its phonemes, or from its sound where there are none.
    public void hear(AudioChunk chunk, List<SpokenChunk.Phoneme> phonemes) {
        for (var phoneme : phonemes) {
            this.phonemes.add(phoneme.at().toNanos(), PhonemeVisemes.of(phoneme.symbol()));
        }
        follow(chunk);
    }

    /// No more sound will come; the mouth closes after the last.
    public void end() {
        if (features != null && !ended) {
            read(features.end());
            unread.add(SoundFeatures.SILENT);
            readNext();
            for (int i = 0; i < MouthMotion.AHEAD + CLOSING_FRAMES; i++) {
                readings.add(NOTHING);
            }
            settle();
        }
        ended = true;
    }

    /// Up to when shapes are settled: what was heard less the look-ahead.
    public Duration ready() {
        if (features == null) {
            return Duration.ZERO;
        }
        long settled = SoundFeatures.middleNanos(firstFrame + motion.settled() - 1);
        return Duration.ofNanos(ended ? features.endNanos() : Math.max(0, settled));
    }

    /// The mouth at a time; closed before the sound, in its silences and after it. Past [#ready]
    /// it closes, as if the sound had stopped.
    public MouthShape at(Duration time) {
        double position = position(time);
        int before = (int) Math.floor(position);
        double share = position - before;
        var a = motion.shape(before);
        var b = motion.shape(before + 1);
        return new MouthShape(
                between(a.open(), b.open(), share),
                between(a.wide(), b.wide(), share),
                between(a.round(), b.round(), share),
                between(a.teeth(), b.teeth(), share),
                between(a.pressed(), b.pressed(), share));
    }

    /// What is being said at a time, as far as it is settled.
    public Viseme visemeAt(Duration time) {
        return motion.viseme((int) Math.round(position(time)));
    }

    private double position(Duration time) {
        double frames =
                (double) (time.toNanos() - SoundFeatures.middleNanos(firstFrame))
                        / SoundFeatures.HOP_NANOS;
        return Math.clamp(frames, -2, motion.settled() + 1_000);
    }

    private static double between(double a, double b, double share) {
        return a + (b - a) * share;
    }

    private void follow(AudioChunk chunk) {
        if (ended) {
            throw new IllegalStateException("sound came after the end");
        }
        var listening = listening(chunk);
        read(listening.hear(chunk.sound().samples()));
        settle();
    }

    /// The same windows go on while the sound does; a pause or another rate begins new ones.
    private SoundFeatures listening(AudioChunk chunk) {
        int rate = chunk.sound().sampleRateHz();
        long pts = chunk.pts().toNanos();
        if (features == null) {
            firstFrame = Math.floorDiv(pts, SoundFeatures.HOP_NANOS);
            features = new SoundFeatures(rate, firstFrame, pts);
            return features;
        }
        long gap = pts - features.endNanos();
        if (gap < -SEAM_NANOS) {
            throw new IllegalArgumentException(
                    "expected sound from "
                            + Duration.ofNanos(features.endNanos())
                            + " on, found "
                            + chunk.pts());
        }
        if (gap > SEAM_NANOS || rate != features.sampleRateHz()) {
            read(features.end());
            features = new SoundFeatures(rate, features.nextFrame(), pts);
        }
        return features;
    }

    private void read(List<SoundFeatures.Frame> frames) {
        for (var frame : frames) {
            if (unread.isEmpty()) {
                unread.add(SoundFeatures.SILENT);
            }
            unread.add(frame);
            readNext();
        }
    }

    /// The middle one of three, once there are three.
    private void readNext() {
        if (unread.size() == 3) {
            var three = List.copyOf(unread);
            readings.add(sound.read(three.get(0), three.get(1), three.get(2)));
            unread.removeFirst();
        }
    }

    private void settle() {
        while (motion.settled() + MouthMotion.AHEAD < readings.size()) {
            int horizon = motion.settled() + MouthMotion.AHEAD;
            motion.settle(frame -> target(frame, horizon));
        }
    }

    /// @param horizon the last frame that may be looked at, so that the same sound gives the same
    ///     shapes however it is cut into chunks
    private MouthMotion.Target target(int frame, int horizon) {
        if (frame < 0 || silent(frame, horizon)) {
            return MouthMotion.Target.REST;
        }
        var told = phonemes.at(SoundFeatures.middleNanos(firstFrame + frame));
        if (told.isPresent()) {
            return new MouthMotion.Target(told.get(), MouthShape.of(told.get()));
        }
        var reading = readings.get(frame);
        var usual = MouthShape.of(reading.viseme());
        return new MouthMotion.Target(
                reading.viseme(),
                new MouthShape(
                        reading.open(),
                        usual.wide(),
                        usual.round(),
                        usual.teeth(),
                        usual.pressed()));
    }

    private boolean silent(int frame, int horizon) {
        int run = 0;
        for (int i = frame; run < SILENCE_FRAMES && i >= 0 && readings.get(i).quiet(); i--) {
            run++;
            if (i == 0) {
                return true;
            }
        }
        if (run == 0) {
            return false;
        }
        for (int i = frame + 1;
                run < SILENCE_FRAMES && i <= horizon && readings.get(i).quiet();
                i++) {
            run++;
        }
        return run >= SILENCE_FRAMES;
    }
}
