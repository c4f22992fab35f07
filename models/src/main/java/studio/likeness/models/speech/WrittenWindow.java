package studio.likeness.models.speech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A window's tokens cut at their times.
///
/// @param parts in order
/// @param frames how far the next window is from this one, in mel frames
record WrittenWindow(List<Part> parts, int frames) {
    /// Mel frames per step of time: 0.02 s.
    private static final int FRAMES_PER_STEP = 2;

    static final double SECONDS_PER_STEP = 0.02;

    /// @param from seconds from the window's beginning
    /// @param tokens text alone
    record Part(double from, double to, int[] tokens) {}

    /// @param frames with sound in them
    static WrittenWindow of(WhisperTokens tokens, int[] written, int frames) {
        int first = tokens.firstTime();
        int count = written.length;
        boolean endsWithOneTime =
                count > 0
                        && written[count - 1] >= first
                        && (count < 2 || written[count - 2] < first);
        var cuts = new ArrayList<Integer>();
        for (int i = 1; i < count; i++) {
            if (written[i - 1] >= first && written[i] >= first) {
                cuts.add(i);
            }
        }
        if (cuts.isEmpty()) {
            return new WrittenWindow(List.of(whole(tokens, written, frames)), frames);
        }
        // A single time at the end says that nothing is said behind it.
        boolean complete = endsWithOneTime && count > 1;
        if (complete) {
            cuts.add(count);
        }
        var parts = new ArrayList<Part>();
        int from = 0;
        for (int to : cuts) {
            var part = Arrays.copyOfRange(written, from, to);
            parts.add(
                    new Part(
                            seconds(part[0] - first),
                            seconds(part[part.length - 1] - first),
                            tokens.textOf(part)));
            from = to;
        }
        int reached = (written[from - 1] - first) * FRAMES_PER_STEP;
        // It always goes on, whatever the network says.
        return new WrittenWindow(
                parts, complete || reached <= 0 ? frames : Math.min(reached, frames));
    }

    private static Part whole(WhisperTokens tokens, int[] written, int frames) {
        double end = frames / 100.0;
        for (int id : written) {
            if (id > tokens.firstTime()) {
                end = seconds(id - tokens.firstTime());
            }
        }
        return new Part(0, end, tokens.textOf(written));
    }

    private static double seconds(int steps) {
        return Math.max(0, steps) * SECONDS_PER_STEP;
    }
}
