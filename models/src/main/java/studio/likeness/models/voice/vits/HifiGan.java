package studio.likeness.models.voice.vits;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.StreamSupport;
import studio.likeness.models.nn.Conv;
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

    /// Sound `[batch, 1, time * hop]`.
    ///
    /// @param speaker `[batch, size, 1]`
    /// @param excitation of a voice with a pitch, `[batch, 1, time * hop]`
    public <T> T sound(Ops<T> o, T x, T speaker, Optional<T> excitation) {
        var first = o.tap(name + "conv_pre", o.conv(x, name + "conv_pre", Conv.same(7)));
        var y = o.add(first, o.conv(speaker, name + "cond", Conv.plain()));
        for (int stage = 0; stage < rates.length; stage++) {
            // Rounded up, which keeps the length for an odd difference too.
            int padding = (kernels[stage] - rates[stage] + 1) / 2;
            var spec = Conv.plain().stride(rates[stage]).padding(padding);
            y = o.convTranspose(o.leakyRelu(y, SLOPE), name + "ups." + stage, spec);
            if (excitation.isPresent()) {
                y = o.add(y, excited(o, excitation.get(), stage));
            }
            y = blocks(o, y, stage);
        }
        var last = o.conv(o.leakyRelu(y, LAST_SLOPE), name + "conv_post", Conv.same(7));
        return o.tanh(last);
    }

    private <T> T excited(Ops<T> o, T excitation, int stage) {
        int stride = 1;
        for (int later = stage + 1; later < rates.length; later++) {
            stride *= rates[later];
        }
        boolean last = stage + 1 == rates.length;
        var spec = last ? Conv.plain() : Conv.plain().stride(stride).padding((stride + 1) / 2);
        return o.conv(excitation, name + "noise_convs." + stage, spec);
    }

    /// As pictures one pixel high: ONNX Runtime has its blocked kernels for pictures only, and with
    /// them the vocoder takes a quarter less time (docs/bench/voice.md).
    private <T> T blocks(Ops<T> o, T flat, int stage) {
        var x = o.unsqueeze(flat, 2);
        int count = dilations.length;
        var sum = block(o, x, stage * count, dilations[0]);
        for (int i = 1; i < count; i++) {
            sum = o.add(sum, block(o, x, stage * count + i, dilations[i]));
        }
        return o.squeeze(o.mul(sum, 1.0 / count), 2);
    }

    private <T> T block(Ops<T> o, T x, int index, int[] dilations) {
        var at = name + "resblocks." + index + ".";
        boolean plain = o.hasWeight(at + "convs.0.weight");
        var y = x;
        for (int i = 0; i < dilations.length; i++) {
            var first = plain ? at + "convs." + i : at + "convs1." + i;
            var h = wide(o, o.leakyRelu(y, SLOPE), first, dilations[i]);
            if (!plain) {
                h = wide(o, o.leakyRelu(h, SLOPE), at + "convs2." + i, 1);
            }
            y = o.add(y, h);
        }
        return y;
    }

    private static <T> T wide(Ops<T> o, T x, String name, int dilation) {
        int kernel = (int) o.size(o.weight(name + ".weight"), 2).known();
        int padding = dilation * (kernel - 1) / 2;
        var weight = o.unsqueeze(o.weight(name + ".weight"), 2);
        var bias = Optional.of(o.weight(name + ".bias"));
        return o.conv(x, weight, bias, Conv.plain().padding(0, padding).dilation(1, dilation));
    }
}
