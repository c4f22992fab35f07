package studio.likeness.models.voice.preparation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import studio.likeness.models.job.Words;
import studio.likeness.models.signal.Levels;
import studio.likeness.models.signal.Resampler;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.pitch.AutocorrelationPitch;
import studio.likeness.models.voice.pitch.PitchTracker;

/// Whether a recording will do as the reference of a cloned voice: what is measured, how good it
/// is, and what to do about it. Needs no network.
///
/// @param findings one of each [Aspect], in its order
public record ReferenceCheck(List<Finding> findings) {
    /// What is looked at.
    public enum Aspect {
        /// Seconds.
        LENGTH,
        /// Decibels of the parts that sound.
        LEVEL,
        /// Decibels between speech and what is there between the words.
        NOISE,
        /// Samples at full scale.
        CLIPPING,
        /// Seconds until sound has fallen by 60 dB, judged by the ends of words; of a long echo
        /// rather less than it is.
        ECHO,
        /// Semitones by which the voice's height changes once and for good. A hint, no more:
        /// speakers of the same height are not told apart, and it is never [Verdict#BAD].
        SPEAKER;

        private String key() {
            return "models.voice.preparation.reference."
                    + name().toLowerCase(java.util.Locale.ROOT);
        }

        /// What it is called, in the program's language.
        public String title() {
            return Words.say(key());
        }
    }

    public enum Verdict {
        GOOD,
        FAIR,
        BAD
    }

    /// @param value in the unit that the aspect names
    public record Finding(Aspect aspect, Verdict verdict, double value) {
        /// What was found and what to do, in the program's language.
        public String sentence() {
            return Words.say(
                    aspect.key() + "." + verdict.name().toLowerCase(java.util.Locale.ROOT),
                    String.format(java.util.Locale.ROOT, "%.1f", value));
        }
    }

    /// GPT-SoVITS takes these; it refuses others.
    private static final double SHORTEST = 3;

    private static final double LONGEST = 10;
    private static final double COMFORTABLE = 5;

    private static final int RATE = PitchTracker.SAMPLE_RATE_HZ;

    /// 10 ms.
    private static final int FRAME = RATE / 100;

    /// Frames over which a fall is measured: 60 ms.
    private static final int FALL = 6;

    /// Frames of voice whose middle height counts.
    private static final int BLOCK = 40;

    /// Fewer tell nothing.
    private static final int ENOUGH_FALLS = 20;

    /// Semitones; readers of one text have been seen to change by less, mostly.
    private static final double ANOTHER = 7;

    /// So many times the spread within are two groups apart that nobody takes for one.
    private static final double CLEAR = 2.5;

    public ReferenceCheck {
        findings = List.copyOf(findings);
    }

    /// The worst of all.
    public Verdict verdict() {
        return findings.stream()
                .map(Finding::verdict)
                .reduce((a, b) -> a.compareTo(b) > 0 ? a : b)
                .orElse(Verdict.BAD);
    }

    /// Whether a voice can be cloned from it at all.
    public boolean usable() {
        return findings.stream()
                .filter(f -> f.aspect() == Aspect.LENGTH || f.aspect() == Aspect.LEVEL)
                .noneMatch(f -> f.verdict() == Verdict.BAD);
    }

    public static ReferenceCheck of(Waveform sound) {
        var samples = Resampler.resample(sound, RATE).samples();
        var frames = decibels(samples);
        double speech = percentile(frames, 0.9);
        double floor = percentile(frames, 0.08);
        var findings = new ArrayList<Finding>();
        double seconds = sound.samples().length / (double) sound.sampleRateHz();
        findings.add(length(seconds));
        findings.add(level(speech));
        findings.add(new Finding(Aspect.NOISE, grade(speech - floor, 30, 18), speech - floor));
        findings.add(clipping(Levels.of(sound)));
        findings.add(echo(frames, speech, floor));
        double apart = apart(samples);
        findings.add(
                new Finding(Aspect.SPEAKER, apart < ANOTHER ? Verdict.GOOD : Verdict.FAIR, apart));
        return new ReferenceCheck(findings);
    }

    private static Finding length(double seconds) {
        var verdict =
                seconds < SHORTEST || seconds > LONGEST
                        ? Verdict.BAD
                        : seconds < COMFORTABLE ? Verdict.FAIR : Verdict.GOOD;
        return new Finding(Aspect.LENGTH, verdict, seconds);
    }

    private static Finding level(double speech) {
        return new Finding(Aspect.LEVEL, grade(speech, -32, -48), speech);
    }

    private static Finding clipping(Levels levels) {
        int clipped = levels.clipped();
        var verdict = clipped == 0 ? Verdict.GOOD : clipped < 50 ? Verdict.FAIR : Verdict.BAD;
        return new Finding(Aspect.CLIPPING, verdict, clipped);
    }

    /// @param good from here on
    /// @param fair from here on
    private static Verdict grade(double value, double good, double fair) {
        return value >= good ? Verdict.GOOD : value >= fair ? Verdict.FAIR : Verdict.BAD;
    }

    private static double[] decibels(float[] samples) {
        var frames = new double[Math.max(1, samples.length / FRAME)];
        for (int i = 0; i < frames.length; i++) {
            double sum = 0;
            for (int j = i * FRAME; j < Math.min(samples.length, (i + 1) * FRAME); j++) {
                sum += (double) samples[j] * samples[j];
            }
            frames[i] = Levels.decibels(Math.sqrt(sum / FRAME));
        }
        return frames;
    }

    private static double percentile(double[] values, double share) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))];
    }

    /// A room cannot let sound fade faster than its echo does, and in dry rooms some ends of words
    /// fade very fast: so the fastest falls that happen again tell the longest the echo can be.
    private static Finding echo(double[] frames, double speech, double floor) {
        var falls = new ArrayList<Double>();
        for (int i = 1; i + FALL + 1 < frames.length; i++) {
            double before = smooth(frames, i);
            double after = smooth(frames, i + FALL);
            // What ends in the noise says nothing about the room below it.
            if (before > speech - 15 && after > floor + 3 && before > after) {
                falls.add((before - after) / (FALL / 100.0));
            }
        }
        falls.sort(Double::compare);
        double seconds =
                falls.size() < ENOUGH_FALLS ? 0 : 60 / falls.get((int) (falls.size() * 0.97));
        return new Finding(Aspect.ECHO, grade(-seconds, -0.34, -0.42), seconds);
    }

    private static double smooth(double[] frames, int i) {
        return (frames[i - 1] + frames[i] + frames[i + 1]) / 3;
    }

    /// Where the heights of the voice change once and for good, as they do from one speaker to
    /// another: by how many semitones; else 0.
    private static double apart(float[] samples) {
        var blocks = blocks(samples);
        double best = 0;
        double clearest = 0;
        for (int split = 2; split <= blocks.size() - 2; split++) {
            var first = blocks.subList(0, split);
            var second = blocks.subList(split, blocks.size());
            double distance = Math.abs(mean(first) - mean(second));
            double clear = distance / Math.max(0.5, spread(first, second));
            if (clear > clearest) {
                clearest = clear;
                best = distance;
            }
        }
        return clearest >= CLEAR ? best : 0;
    }

    /// Semitones over 55 Hz, the middle of every 0.4 s of voice.
    private static List<Double> blocks(float[] samples) {
        var heights = new ArrayList<Double>();
        try (var tracker = new AutocorrelationPitch()) {
            for (float hertz : tracker.track(samples)) {
                if (hertz > 0) {
                    heights.add(12 * Math.log(hertz / 55) / Math.log(2));
                }
            }
        }
        var blocks = new ArrayList<Double>();
        for (int i = 0; i + BLOCK <= heights.size(); i += BLOCK) {
            var block = heights.subList(i, i + BLOCK).stream().sorted().toList();
            blocks.add(block.get(BLOCK / 2));
        }
        return blocks;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    /// Standard deviation within both.
    private static double spread(List<Double> first, List<Double> second) {
        double sum = squares(first) + squares(second);
        return Math.sqrt(sum / (first.size() + second.size()));
    }

    private static double squares(List<Double> values) {
        double middle = mean(values);
        return values.stream().mapToDouble(v -> (v - middle) * (v - middle)).sum();
    }
}
