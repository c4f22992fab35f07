package studio.likeness.app.window.voice;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.voice.conversion.LiveConversion;

/// Whether a machine keeps up, by its last blocks.
final class Pace {
    /// Some ten seconds.
    private static final int BLOCKS = 50;

    private final Deque<LiveConversion.Figures> last = new ArrayDeque<>();

    /// @param now after a block
    /// @return seconds of computing for a second of sound, lately
    /// @throws StudioException when it has not kept up for long
    double of(LiveConversion.Figures now) {
        var before = last.isEmpty() ? now : last.getFirst();
        last.addLast(now);
        if (last.size() > BLOCKS) {
            last.removeFirst();
        }
        int blocks = now.blocks() - before.blocks();
        if (blocks == 0) {
            return now.factor();
        }
        double factor = (now.factor() * now.blocks() - before.factor() * before.blocks()) / blocks;
        if (blocks >= BLOCKS && factor >= 1) {
            throw new StudioException(
                    "app.window.voice.live.tooSlow", String.format(Locale.ROOT, "%.2f", factor));
        }
        return factor;
    }
}
