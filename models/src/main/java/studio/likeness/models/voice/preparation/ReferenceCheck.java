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
        /// Seconds until sound has fallen by 60 dB, judged by the ends of words.
        ECHO,
        /// Semitones between two groups of heights, where the recording falls into two.
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
        findings.add(
                new Finding(Aspect.NOISE, grade(speech - floor, 30, 18), speech - floor));
        findings.add(clipping(Levels.of(sound)));
        double echo = echo(frames, speech, floor);
        findings.add(new Finding(Aspect.ECHO, grade(-echo, -0.6, -1.0), echo));
        double apart = apart(samples);
        findings.add(new Finding(Aspect.SPEAKER, grade(-apart, -7, -10), apart));
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

    /// How long the ends of words take to fade: the median over falls of 20 dB and more, brought to
    /// 60. A voice in a furnished room falls within a third of a second.
    private static double echo(double[] frames, double speech, double floor) {
        var falls = new ArrayList<Double>();
        for (int i = 0; i + 1 < frames.length; i++) {
            int end = i;
            while (end + 1 < frames.length && frames[end + 1] < frames[end] + 0.5) {
                end++;
            }
            double fall = frames[i] - frames[end];
            boolean fromSpeech = frames[i] > speech - 12;
            // What ends in the noise says nothing about the room below it.
            boolean aboveNoise = frames[end] > floor - 3;
            if (fromSpeech && aboveNoise && fall >= 20 && end > i) {
                falls.add((end - i) / 100.0 * 60 / fall);
                i = end;
            }
        }
        if (falls.isEmpty()) {
            return 0;
        }
        falls.sort(Double::compare);
        return falls.get(falls.size() / 2);
    }

    /// Where heights of the voice fall into two groups of at least a quarter each, in stretches of
    /// their own: how far apart their middles are, in semitones; else 0.
    private static double apart(float[] samples) {
        List<Double> heights = new ArrayList<>();
        try (var tracker = new AutocorrelationPitch()) {
            for (float hertz : tracker.track(samples)) {
                if (hertz > 0) {
                    heights.add(12 * Math.log(hertz / 55) / Math.log(2));
                }
            }
        }
        if (heights.size() < 60) {
            return 0;
        }
        double low = median(heights.subList(0, heights.size()).stream().sorted().limit(heights.size() / 4).toList());
        double high = median(heights.stream().sorted().skip(heights.size() * 3L / 4).toList());
        double border = (low + high) / 2;
        var below = heights.stream().filter(h -> h < border).toList();
        var above = heights.stream().filter(h -> h >= border).toList();
        boolean both = Math.min(below.size(), above.size()) >= heights.size() / 4;
        return both && changes(heights, border) <= heights.size() / 60 ? median(above) - median(below) : 0;
    }

    /// One speaker crosses the middle of their range with every word; two stay on their sides.
    private static int changes(List<Double> heights, double border) {
        int changes = 0;
        for (int i = 1; i < heights.size(); i++) {
            changes += heights.get(i) < border != heights.get(i - 1) < border ? 1 : 0;
        }
        return changes;
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }
}
