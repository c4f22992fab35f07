package studio.likeness.models.face.lip;

import java.util.Arrays;

/// Which 16 columns of the mel spectrogram (200 ms) belong to a frame of the picture.
public final class MelWindows {
    /// Of one window.
    public static final int COLUMNS = 16;

    private MelWindows() {}

    /// As the original does it: a window every frame from the first column on, and one with the
    /// last columns at the end, whatever time is left. The picture is some 0.1 s shorter than the
    /// sound.
    ///
    /// @return each frame's first column
    public static int[] starts(int columns, double framesPerSecond) {
        requireWindow(columns, framesPerSecond);
        var starts = new int[1 + frames(columns, framesPerSecond)];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = start(i, framesPerSecond);
        }
        starts[starts.length - 1] = columns - COLUMNS;
        return starts;
    }

    /// How many windows end inside.
    private static int frames(int columns, double framesPerSecond) {
        int count = 0;
        while (start(count, framesPerSecond) + COLUMNS <= columns) {
            count++;
        }
        return count;
    }

    /// As many frames as are wanted, so that sound and picture are equally long: the last window
    /// stays as long as it is needed.
    ///
    /// @param offset frames by which each window begins later, -2 to 2: 0 as the original speaks,
    ///     -1 as it was trained
    public static int[] covering(int columns, double framesPerSecond, int frames, int offset) {
        requireWindow(columns, framesPerSecond);
        var starts = new int[frames];
        Arrays.setAll(
                starts, i -> Math.clamp(start(i + offset, framesPerSecond), 0, columns - COLUMNS));
        return starts;
    }

    /// The first column of a frame's window, in sound without an end.
    public static int start(int frame, double framesPerSecond) {
        return (int) (frame * (LipMel.COLUMNS_PER_SECOND / framesPerSecond));
    }

    private static void requireWindow(int columns, double framesPerSecond) {
        if (columns < COLUMNS || !(framesPerSecond > 0)) {
            throw new IllegalArgumentException(
                    "expected at least 16 columns and a frame rate above 0, found %d and %s"
                            .formatted(columns, framesPerSecond));
        }
    }
}
