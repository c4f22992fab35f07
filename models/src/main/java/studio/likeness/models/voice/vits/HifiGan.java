package studio.likeness.models.voice.vits;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.StreamSupport;
import studio.likeness.models.nn.Conv;
import studio.likeness.models.nn.Dim;
import studio.likeness.models.nn.Ops;

/// HiFi-GAN (Kong et al. 2020): from 50 or 86 vectors a second to sound, by transposed convolutions
/// with residual blocks of several widths between. `x` is `[batch, channels, time]`.
///
/// @param name of the checkpoint's module, with a dot behind
/// @param rates how many times longer each stage makes it
/// @param kernels of the stages
/// @param dilations of each residual block, by block
public record HifiGan(String name, int[] rates, int[] kernels, int[][] dilations) {
    private static final double SLOPE = 0.1;
    private static final double LAST_SLOPE = 0.01;
    private static final int LAST_KERNEL = 7;

    /// The axis of time.
    private static final int ROW = 3;

    private static final int LEAST_SPLIT_KERNEL = 7;
    private static final int LEAST_SPLIT_CHANNELS = 128;

    /// Of a convolution in ONNX Runtime.
    private static final int CHANNELS_OF_A_THREAD = 64;

    /// @param model of a published config: `upsample_rates` and so on
    public static HifiGan of(String name, JsonNode model) {
        var dilations =
                StreamSupport.stream(model.path("resblock_dilation_sizes").spliterator(), false)
                        .map(HifiGan::numbers)
                        .toArray(int[][]::new);
        return new HifiGan(
                name,
                numbers(model.path("upsample_rates")),
                numbers(model.path("upsample_kernel_sizes")),
                dilations);
    }

    private static int[] numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
    }

    /// Samples per frame.
    public int hop() {
        int hop = 1;
        for (int rate : rates) {
            hop *= rate;
        }
        return hop;
    }

    /// Frames that are only there to be seen by those between them: no sound is made of them.
    ///
    /// @param before the first frame of the sound
    /// @param behind the last one
    public record Margins(int before, int behind) {
        public static final Margins NONE = new Margins(0, 0);

        /// What is there beyond so many steps.
        private Margins beyond(int reach) {
            return new Margins(Math.max(0, before - reach), Math.max(0, behind - reach));
        }

        private Margins less(Margins other) {
            return new Margins(before - other.before, behind - other.behind);
        }

        private Margins times(int rate) {
            return new Margins(before * rate, behind * rate);
        }

        /// @param x `[batch, channels, 1, steps * samples]`
        private <T> T off(Ops<T> o, T x, int samples) {
            if (equals(NONE)) {
                return x;
            }
            var to = o.size(x, ROW).minus((long) behind * samples);
            return o.slice(x, ROW, Dim.of((long) before * samples), to);
        }
    }

    /// Sound `[batch, 1, time * hop]`.
    public <T> T sound(Ops<T> o, T x, T speaker, Optional<T> excitation) {
        return sound(o, x, speaker, excitation, Margins.NONE);
    }

    /// Sound `[batch, 1, (time - before - behind) * hop]`. Each stage takes as much of the margins
    /// as it and those behind it see.
    ///
    /// Made of pictures one or two pixels high: ONNX Runtime has its blocked kernels for pictures
    /// only, and with them the vocoder takes a quarter less time (docs/bench/voice.md).
    ///
    /// @param speaker `[batch, size, 1]`
    /// @param excitation of a voice with a pitch, `[batch, 1, time * hop]`
    public <T> T sound(Ops<T> o, T x, T speaker, Optional<T> excitation, Margins margins) {
        var first = o.tap(name + "conv_pre", o.conv(x, name + "conv_pre", Conv.same(7)));
        var y = o.unsqueeze(o.add(first, o.conv(speaker, name + "cond", Conv.plain())), 2);
        var source = excitation.map(e -> o.unsqueeze(e, 2));
        int narrow = narrow(o);
        var left = margins;
        for (int stage = 0; stage < narrow; stage++) {
            y = stage(o, y, source, stage);
            int steps = samples(stage + 1);
            left = left.times(rates[stage]);
            var cut = left.beyond(reach(o, stage + 1));
            y = cut.off(o, y, 1);
            source = source.map(e -> cut.off(o, e, steps));
            left = left.less(cut);
        }
        var halves = new HalfRows(o.size(y, ROW), reach(o, narrow));
        int samples = samples(narrow);
        y = halves.cut(o, y, 1);
        var sources = source.map(e -> halves.cut(o, e, samples));
        for (int stage = narrow; stage < rates.length; stage++) {
            y = stage(o, y, sources, stage);
        }
        var last = row(o, o.leakyRelu(y, LAST_SLOPE), name + "conv_post", 1);
        var all = left.times(samples).off(o, halves.joined(o, last, samples), 1);
        return o.tanh(o.squeeze(all, 2));
    }

    /// The first stage that gives no more channels than one thread takes at once.
    private int narrow(Ops<?> o) {
        for (int stage = 0; stage < rates.length; stage++) {
            if (channels(o, stage) <= CHANNELS_OF_A_THREAD) {
                return stage;
            }
        }
        return rates.length;
    }

    private <T> long channels(Ops<T> o, int stage) {
        return o.size(o.weight(name + "ups." + stage + ".weight"), 1).known();
    }

    /// Of sound in a step before a stage.
    private int samples(int stage) {
        int samples = 1;
        for (int later = stage; later < rates.length; later++) {
            samples *= rates[later];
        }
        return samples;
    }

    /// How far all from a stage on sees to each side, in steps before that stage.
    private int reach(Ops<?> o, int from) {
        double reach = 1;
        int steps = 1;
        for (int stage = from; stage < rates.length; stage++) {
            reach += (double) kernels[stage] / rates[stage] / steps;
            steps *= rates[stage];
            int widest = 0;
            for (int block = 0; block < dilations.length; block++) {
                widest = Math.max(widest, reach(o, stage, block));
            }
            // A step more for the excitation.
            reach += (widest + 1.0) / steps;
        }
        return (int) Math.ceil(reach + (double) LAST_KERNEL / 2 / steps);
    }

    private <T> int reach(Ops<T> o, int stage, int block) {
        var at = at(stage, block);
        int wide = 0;
        for (int dilation : dilations[block]) {
            wide += plain(o, at) ? dilation : dilation + 1;
        }
        return (int) (wide * (kernel(o, at) / 2));
    }

    private static <T> long kernel(Ops<T> o, String block) {
        var first = plain(o, block) ? "convs.0" : "convs1.0";
        return o.size(o.weight(block + first + ".weight"), 2).known();
    }

    private <T> T stage(Ops<T> o, T x, Optional<T> excitation, int stage) {
        var at = name + "ups." + stage;
        // Rounded up, which keeps the length for an odd difference too.
        int padding = (kernels[stage] - rates[stage] + 1) / 2;
        var spec = Conv.plain().stride(1, rates[stage]).padding(0, padding);
        var weight = o.unsqueeze(o.weight(at + ".weight"), 2);
        var y = o.convTranspose(o.leakyRelu(x, SLOPE), weight, bias(o, at), spec);
        if (excitation.isPresent()) {
            y = o.add(y, excited(o, excitation.get(), stage));
        }
        return blocks(o, y, stage);
    }

    private <T> T excited(Ops<T> o, T excitation, int stage) {
        int stride = samples(stage + 1);
        var spec =
                stride == 1
                        ? Conv.plain()
                        : Conv.plain().stride(1, stride).padding(0, (stride + 1) / 2);
        return row(o, excitation, name + "noise_convs." + stage, spec);
    }

    private <T> T blocks(Ops<T> o, T x, int stage) {
        int count = dilations.length;
        Optional<T> sum = Optional.empty();
        Optional<EvenOdd<T>> halves = Optional.empty();
        for (int i = 0; i < count; i++) {
            var at = at(stage, i);
            if (splits(o, x, at, stage)) {
                var more = block(o, EvenOdd.of(o, x), at, dilations[i]);
                halves = Optional.of(halves.map(before -> before.plus(o, more)).orElse(more));
            } else {
                var more = block(o, x, at, dilations[i]);
                sum = Optional.of(sum.map(before -> o.add(before, more)).orElse(more));
            }
        }
        var joined = halves.map(pair -> pair.joined(o));
        var all = sum.map(y -> joined.map(z -> o.add(y, z)).orElse(y)).or(() -> joined);
        return o.mul(all.orElseThrow(), 1.0 / count);
    }

    /// Where a third fewer products are worth more than the sums that it takes.
    private <T> boolean splits(Ops<T> o, T x, String at, int stage) {
        long kernel = kernel(o, at);
        return rates[stage] % 2 == 0
                && kernel >= LEAST_SPLIT_KERNEL
                && EvenOdd.suits(kernel)
                && o.size(x, 1).known() >= LEAST_SPLIT_CHANNELS;
    }

    private static <T> EvenOdd<T> block(Ops<T> o, EvenOdd<T> x, String at, int[] dilations) {
        boolean plain = plain(o, at);
        var y = x;
        for (int i = 0; i < dilations.length; i++) {
            var first = plain ? at + "convs." + i : at + "convs1." + i;
            var h = y.convolved(o, first, dilations[i], SLOPE);
            if (!plain) {
                h = h.convolved(o, at + "convs2." + i, 1, SLOPE);
            }
            y = y.plus(o, h);
        }
        return y;
    }

    private String at(int stage, int block) {
        return name + "resblocks." + (stage * dilations.length + block) + ".";
    }

    private static boolean plain(Ops<?> o, String block) {
        return o.hasWeight(block + "convs.0.weight");
    }

    private static <T> T block(Ops<T> o, T x, String at, int[] dilations) {
        boolean plain = plain(o, at);
        var y = x;
        for (int i = 0; i < dilations.length; i++) {
            var first = plain ? at + "convs." + i : at + "convs1." + i;
            var h = row(o, o.leakyRelu(y, SLOPE), first, dilations[i]);
            if (!plain) {
                h = row(o, o.leakyRelu(h, SLOPE), at + "convs2." + i, 1);
            }
            y = o.add(y, h);
        }
        return y;
    }

    /// As wide as before.
    private static <T> T row(Ops<T> o, T x, String name, int dilation) {
        int kernel = (int) o.size(o.weight(name + ".weight"), 2).known();
        int padding = dilation * (kernel - 1) / 2;
        return row(o, x, name, Conv.plain().padding(0, padding).dilation(1, dilation));
    }

    private static <T> T row(Ops<T> o, T x, String name, Conv spec) {
        return o.conv(x, o.unsqueeze(o.weight(name + ".weight"), 2), bias(o, name), spec);
    }

    private static <T> Optional<T> bias(Ops<T> o, String name) {
        return o.hasWeight(name + ".bias")
                ? Optional.of(o.weight(name + ".bias"))
                : Optional.empty();
    }
}
