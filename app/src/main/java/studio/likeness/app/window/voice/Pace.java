package studio.likeness.app.window.voice;

import java.util.Locale;
import java.util.Optional;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.voice.conversion.LiveConversion;

/// Whether a machine keeps up, stretch by stretch of some five seconds.
final class Pace {
    private static final int BLOCKS = 25;

    private Optional<LiveConversion.Figures> begun = Optional.empty();
    private double before;

    /// @param now after a block
    /// @return seconds of computing for a second of sound, in this stretch
    /// @throws StudioException when it has kept up neither in this stretch nor in the one before; a
    ///     single one may be the doing of another program
    double of(LiveConversion.Figures now) {
        double factor = begun.map(then -> between(then, now)).orElse(now.factor());
        if (now.blocks() - begun.map(LiveConversion.Figures::blocks).orElse(0) >= BLOCKS) {
            if (Math.min(before, factor) >= 1) {
                throw new StudioException(
                        "app.window.voice.live.tooSlow",
                        String.format(Locale.ROOT, "%.2f", factor));
            }
            before = factor;
            begun = Optional.of(now);
        }
        return factor;
    }

    private static double between(LiveConversion.Figures then, LiveConversion.Figures now) {
        int blocks = now.blocks() - then.blocks();
        double sum = now.factor() * now.blocks() - then.factor() * then.blocks();
        return blocks == 0 ? now.factor() : sum / blocks;
    }
}
