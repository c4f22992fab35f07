package studio.likeness.models.voice.vits;

import java.util.Optional;
import studio.likeness.models.nn.Dim;
import studio.likeness.models.nn.Ops;

/// What a throat does before mouth and nose shape it (Wang et al. 2019): sines at the pitch and its
/// harmonics, merged as learnt.
///
/// @param name of the checkpoint's module, with a dot behind
/// @param hop samples per frame of pitch
public record HarmonicSource(String name, int hop, int sampleRateHz) {
    public static final int HARMONICS = 9;
    private static final double AMPLITUDE = 0.1;
    private static final double BREATH = 0.003;

    /// `[batch, 1, time * hop]`.
    ///
    /// @param pitch in hertz, 0 where there is none: `[batch, time]`
    /// @param noise normally distributed, `[batch, time * hop, 1]`; none is silence between the
    ///     sines. The published network draws one for each harmonic and merges them, which is as
    ///     much as one that is as loud as all
    public <T> T excitation(Ops<T> o, T pitch, Optional<T> noise) {
        return excitation(o, pitch, noise, Optional.empty());
    }

    /// The same, going on from where another piece has ended.
    ///
    /// @param phases of the sines at the beginning, in turns: `[batch, 9]`; none is zero
    public <T> T excitation(Ops<T> o, T pitch, Optional<T> noise, Optional<T> phases) {
        var merged = o.linear(sines(o, pitch, phases), name + "l_linear");
        if (noise.isPresent()) {
            merged = o.add(merged, breath(o, pitch, noise.get()));
        }
        return o.transpose(o.tap("har_source", o.tanh(merged)), 0, 2, 1);
    }

    /// The pitch is the same within a frame, so a phase is that at the frame's beginning and so
    /// many steps more: nothing large is ever summed.
    private <T> T sines(Ops<T> o, T pitch, Optional<T> phases) {
        var harmonics = new float[HARMONICS];
        for (int i = 0; i < HARMONICS; i++) {
            harmonics[i] = (float) ((i + 1.0) / sampleRateHz);
        }
        var step = o.mul(o.unsqueeze(pitch, 2), o.constant(harmonics, 1, 1, HARMONICS));
        step = fraction(o, step); // [batch, time, 9], in turns
        var perFrame = fraction(o, o.mul(step, hop));
        var before = fraction(o, o.sub(o.cumulativeSum(perFrame, 1), perFrame));
        if (phases.isPresent()) {
            before = o.add(before, o.unsqueeze(phases.get(), 1));
        }
        var within = new float[hop];
        for (int i = 0; i < hop; i++) {
            within[i] = i + 1;
        }
        var turns =
                o.add(
                        o.unsqueeze(before, 2),
                        fraction(o, o.mul(o.unsqueeze(step, 2), o.constant(within, 1, 1, hop, 1))));
        var sine = o.sin(o.mul(fraction(o, turns), 2 * Math.PI));
        var voiced = o.where(o.less(o.scalar(0), pitch), o.scalar(AMPLITUDE), o.scalar(0));
        var waves = o.mul(sine, o.unsqueeze(o.unsqueeze(voiced, 2), 3));
        return o.reshape(waves, o.size(pitch, 0), o.size(pitch, 1).times(hop), Dim.of(HARMONICS));
    }

    /// A weighed sum of independent normal numbers deviates by the length of the weights.
    private <T> T breath(Ops<T> o, T pitch, T noise) {
        var weight = o.weight(name + "l_linear.weight", 1, HARMONICS);
        var length = o.sqrt(o.sum(o.mul(weight, weight), 1, true));
        var deviation =
                o.where(o.less(o.scalar(0), pitch), o.scalar(BREATH), o.scalar(AMPLITUDE / 3));
        var loud = o.mul(deviation, length);
        var frames = o.unsqueeze(o.unsqueeze(loud, 2), 3);
        var spread = o.expand(frames, o.size(pitch, 0), o.size(pitch, 1), Dim.of(hop), Dim.of(1));
        var samples = o.reshape(spread, o.size(pitch, 0), o.size(pitch, 1).times(hop), Dim.of(1));
        return o.mul(noise, samples);
    }

    private static <T> T fraction(Ops<T> o, T x) {
        return o.sub(x, o.floor(x));
    }
}
