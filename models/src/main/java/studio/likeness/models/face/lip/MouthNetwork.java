package studio.likeness.models.face.lip;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.likeness.models.nn.Conv;
import studio.likeness.models.nn.Dim;
import studio.likeness.models.nn.Ops;

/// One person's mouth from sound, in two parts, between which [MouthGallery] draws the shape with
/// the person's own mouths:
///
/// - *sound to shape*: the mel window in [#BANDS] by [#TIMES] means, a linear map and a small
///   hidden layer beside it, gives the mouth's shape as a few numbers; the quieter it is, the
///   nearer they are to those of the mouth at rest;
/// - *drawing to likeness*: a small U-Net corrects what is drawn beside the uncovered face.
///
/// @param side of the picture, divisible by 8
public record MouthNetwork(int side) {
    /// Numbers of a mouth's shape: how far it is open, and three that tell of the rest.
    public static final int SHAPES = 4;

    /// Columns of the mel spectrogram: half a second, because the mouth is under way long before
    /// and after a sound.
    public static final int COLUMNS = 40;

    /// Frames that the window begins later than Wav2Lip's: its middle lies 60 ms after the frame's
    /// beginning.
    public static final int OFFSET = -1;

    /// Of the mel spectrogram, each the mean of five.
    public static final int BANDS = 16;

    /// Steps of 50 ms.
    public static final int TIMES = 10;

    /// Numbers of a window's sound.
    public static final int SOUND = BANDS * TIMES;

    /// Of the hidden layer.
    public static final int HIDDEN = 48;

    private static final int MEL = 80;
    private static final double SLOPE = 0.1;

    public static final String NORM_MEAN = "sound.mean";
    public static final String NORM_SCALE = "sound.scale";
    public static final String SOUND_LINEAR = "sound.linear";
    public static final String SOUND_IN = "sound.in";
    public static final String SOUND_OUT = "sound.out";
    public static final String REST = "sound.rest";
    public static final String LOWEST = "shape.lowest";
    public static final String HIGHEST = "shape.highest";
    public static final String GATE_LINE = "sound.gate";

    /// Each layer of the U-Net: `[out, in, kernel]`.
    private static final Map<String, int[]> LAYERS = layers();

    private static Map<String, int[]> layers() {
        var all = new LinkedHashMap<String, int[]>();
        all.put("in0", new int[] {16, 7, 3});
        all.put("in1", new int[] {32, 16, 3});
        all.put("in2", new int[] {64, 32, 3});
        all.put("in3", new int[] {96, 64, 3});
        all.put("middle", new int[] {96, 96, 3});
        all.put("narrow2", new int[] {32, 96, 1});
        all.put("out2", new int[] {48, 96, 3});
        all.put("narrow1", new int[] {24, 48, 1});
        all.put("out1", new int[] {32, 56, 3});
        all.put("narrow0", new int[] {16, 32, 1});
        all.put("out0", new int[] {16, 32, 3});
        all.put("last", new int[] {3, 16, 3});
        return all;
    }

    public MouthNetwork {
        if (side < 8 || side % 8 != 0) {
            throw new IllegalArgumentException("a network of %d pixels".formatted(side));
        }
    }

    /// Every weight's name and shape.
    public Map<String, long[]> weights() {
        var all = new LinkedHashMap<String, long[]>();
        all.put(NORM_MEAN, new long[] {SOUND});
        all.put(NORM_SCALE, new long[] {SOUND});
        linear(all, SOUND_LINEAR, SOUND, SHAPES);
        linear(all, SOUND_IN, SOUND, HIDDEN);
        linear(all, SOUND_OUT, HIDDEN, SHAPES);
        all.put(REST, new long[] {SHAPES});
        all.put(LOWEST, new long[] {SHAPES});
        all.put(HIGHEST, new long[] {SHAPES});
        all.put(GATE_LINE, new long[] {2});
        LAYERS.forEach(
                (name, s) -> {
                    all.put("refine." + name + ".weight", new long[] {s[0], s[1], s[2], s[2]});
                    all.put("refine." + name + ".bias", new long[] {s[0]});
                });
        return all;
    }

    private static void linear(Map<String, long[]> all, String name, int in, int out) {
        all.put(name + ".weight", new long[] {out, in});
        all.put(name + ".bias", new long[] {out});
    }

    /// The mouth's shape to a window of sound: `[batch, shapes]`.
    public <T> T shape(Ops<T> o, T mel) {
        var normed =
                o.mul(
                        o.sub(sound(o, mel), o.weight(NORM_MEAN, SOUND)),
                        o.weight(NORM_SCALE, SOUND));
        var rest = o.weight(REST, SHAPES);
        var told = o.add(rest, o.mul(o.sub(heard(o, normed), rest), awake(o, mel)));
        // What the clip never showed cannot be painted.
        return o.max(o.min(told, o.weight(HIGHEST, SHAPES)), o.weight(LOWEST, SHAPES));
    }

    /// The mouth's shape to a sound that is loud enough.
    ///
    /// @param normed the window's means, each about 0 and as far from it as 1: `[batch, 160]`
    public <T> T heard(Ops<T> o, T normed) {
        var hidden = o.tanh(o.linear(normed, SOUND_IN));
        return o.add(o.linear(normed, SOUND_LINEAR), o.linear(hidden, SOUND_OUT));
    }

    /// Means of the window: `[batch, 160]`.
    public <T> T sound(Ops<T> o, T mel) {
        var cells = o.reshape(mel, -1, BANDS, MEL / BANDS, TIMES, COLUMNS / TIMES);
        return o.reshape(o.mean(o.mean(cells, 4, false), 2, false), -1, SOUND);
    }

    /// 0 where it is silent around the window's middle, 1 where it is as loud as the clip was:
    /// `[batch, 1]`.
    private <T> T awake(Ops<T> o, T mel) {
        int quarter = COLUMNS / 4;
        var middle = o.slice(mel, 3, quarter, COLUMNS - quarter);
        var loudness = o.mean(o.reshape(middle, -1, MEL * 2L * quarter), 1, true);
        var line = o.weight(GATE_LINE, 2);
        var factor = o.slice(line, 0, 0, 1);
        var shift = o.slice(line, 0, 1, 2);
        return o.clip(o.add(o.mul(loudness, factor), shift), 0, 1);
    }

    /// The drawn mouth, corrected, in its face.
    ///
    /// @param first what [MouthGallery] draws, in 0 to 1, `[batch, 3, side, side]`
    /// @param faces likewise
    /// @param mask [MouthView#mask], `[1, 1, side, side]`
    public <T> T refine(Ops<T> o, T first, T faces, T mask) {
        var covered = o.mul(faces, o.add(o.neg(mask), 1));
        var painted = o.clip(o.add(first, refined(o, first, covered, mask)), 0, 1);
        return o.add(covered, o.mul(painted, mask));
    }

    private <T> T refined(Ops<T> o, T first, T covered, T mask) {
        var batch = o.size(first, 0);
        var edge = o.expand(mask, batch, Dim.of(1), Dim.of(side), Dim.of(side));
        var x = o.concat(1, List.of(first, covered, edge));
        var e0 = unit(o, x, "in0", 1);
        var e1 = unit(o, e0, "in1", 2);
        var e2 = unit(o, e1, "in2", 2);
        var e3 = unit(o, e2, "in3", 2);
        var middle = o.add(e3, unit(o, e3, "middle", 1));
        var d2 = joined(o, middle, e2, "narrow2", "out2");
        var d1 = joined(o, d2, e1, "narrow1", "out1");
        var d0 = joined(o, d1, e0, "narrow0", "out0");
        return o.conv(d0, "refine.last", Conv.same(3));
    }

    private <T> T joined(Ops<T> o, T small, T large, String narrow, String out) {
        var up = doubled(o, unit(o, small, narrow, 1));
        return unit(o, o.concat(1, List.of(up, large)), out, 1);
    }

    private static <T> T unit(Ops<T> o, T x, String name, int stride) {
        int kernel = LAYERS.getOrDefault(name, new int[] {0, 0, 3})[2];
        return o.leakyRelu(o.conv(x, "refine." + name, Conv.same(kernel).stride(stride)), SLOPE);
    }

    /// Twice as large, every pixel four times: its gradient is a sum, which resizing is not here.
    private static <T> T doubled(Ops<T> o, T x) {
        var channels = o.size(x, 1);
        var height = o.size(x, 2);
        var width = o.size(x, 3);
        var apart = o.unsqueeze(o.unsqueeze(x, 3), 5);
        var wide = o.expand(apart, o.size(x, 0), channels, height, Dim.of(2), width, Dim.of(2));
        return o.reshape(wide, Dim.of(-1), channels, height.times(2), width.times(2));
    }
}
