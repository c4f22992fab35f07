package studio.likeness.models.library;

import java.util.List;
import studio.likeness.models.job.Progress;

/// One measure over work of several steps, which count in bytes, layers and tokens each for
/// itself: thousandths of the whole, so that a job can tell how long it still takes.
final class Steps implements Progress {
    static final long WHOLE = 1000;

    /// @param doing its key
    /// @param share of the time that the whole takes, 0 to 1
    /// @param passes how often it counts from nothing
    record Step(String doing, double share, int passes) {}

    /// Where the time goes when a model is converted, as seen with models of 0.5 and 1.8 billion
    /// parameters; near enough for an estimate.
    private static final List<Step> CONVERSION =
            List.of(
                    new Step("models.library.reading", 0.02, 1),
                    new Step("models.nn.writingWeights", 0.5, 1),
                    new Step("models.library.measuring", 0.4, 2),
                    new Step("models.modelfolder.hashing", 0.08, 1));

    private final Progress progress;
    private final double before;
    private Step step = new Step("", 0, 1);
    private double start;
    private int pass;
    private double last;
    private long most;

    /// @param before share of what comes before converting, whatever its steps are called
    private Steps(Progress progress, double before) {
        this.progress = progress;
        this.before = before;
    }

    static Steps ofConversion(Progress progress) {
        return new Steps(progress, 0);
    }

    static Steps ofGetting(Progress progress, double before) {
        return new Steps(progress, before);
    }

    @Override
    public synchronized void at(long done, long total, String doing) {
        enter(doing);
        double fraction = total > 0 ? Math.clamp((double) done / total, 0, 1) : 0;
        if (fraction < last && pass + 1 < step.passes()) {
            pass++;
        }
        last = fraction;
        double whole = start + step.share() * (pass + fraction) / step.passes();
        most = Math.max(most, Math.round(whole * WHOLE));
        progress.at(Math.min(most, WHOLE), WHOLE, doing);
    }

    private void enter(String doing) {
        if (step.doing().equals(doing)) {
            return;
        }
        double from = before;
        for (var known : CONVERSION) {
            double share = known.share() * (1 - before);
            if (known.doing().equals(doing)) {
                begin(new Step(doing, share, known.passes()), from);
                return;
            }
            from += share;
        }
        begin(new Step(doing, before, 1), 0);
    }

    private void begin(Step next, double from) {
        step = next;
        start = from;
        pass = 0;
        last = 0;
    }
}
