package studio.likeness.models.voice.conversion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import studio.likeness.models.nn.Conv;
import studio.likeness.models.nn.Dim;
import studio.likeness.models.nn.Ops;
import studio.likeness.models.voice.vits.CausalDecoder;
import studio.likeness.models.voice.vits.CouplingFlow;
import studio.likeness.models.voice.vits.Encoder;
import studio.likeness.models.voice.vits.HarmonicSource;
import studio.likeness.models.voice.vits.HifiGan;
import studio.likeness.models.voice.vits.HifiGan.Margins;

/// so-vits-svc 4.0 and 4.1: from what is said, its pitch and a speaker to that speaker's voice. `x`
/// is `[batch, channels, time]`, 86 frames a second at 44.1 kHz. Weights as
/// [studio.likeness.models.voice.vits.VitsNames] has them.
public final class Converter {
    private static final double MEL_MIN = mel(50);
    private static final double MEL_MAX = mel(1100);
    private static final int BINS = 256;

    private final int heads;
    private final HifiGan decoder;
    private final HarmonicSource source;

    /// What is converted.
    ///
    /// @param content what is said, `[batch, size, time]`
    /// @param pitch in hertz, `[batch, time]`
    /// @param voiced 1 or 0, integers `[batch, time]`
    /// @param speaker number, integers `[batch, 1]`
    /// @param noise normally distributed, `[batch, channels, time]`
    /// @param loudness `[batch, time]`, for models that were trained with it
    /// @param breath of [HarmonicSource]
    /// @param phases of [HarmonicSource]
    public record Input<T>(
            T content,
            T pitch,
            T voiced,
            T speaker,
            T noise,
            Optional<T> loudness,
            Optional<T> breath,
            Optional<T> phases) {
        public Input(
                T content,
                T pitch,
                T voiced,
                T speaker,
                T noise,
                Optional<T> loudness,
                Optional<T> breath) {
            this(content, pitch, voiced, speaker, noise, loudness, breath, Optional.empty());
        }
    }

    /// @param model the `model` part of a published config
    public Converter(JsonNode model, int sampleRateHz) {
        heads = model.path("n_heads").asInt();
        decoder = HifiGan.of("dec.", model);
        source = new HarmonicSource("dec.m_source.", decoder.hop(), sampleRateHz);
    }

    /// Samples per frame.
    public int hop() {
        return decoder.hop();
    }

    private static double mel(double hertz) {
        return 1127 * Math.log(1 + hertz / 700);
    }

    /// Sound `[batch, 1, time * hop]`.
    ///
    /// @param noiseScale how much of the noise; 0.4 usually
    /// @param ownPitch whether the model chooses the melody itself, as it learnt from speech
    public <T> T convert(Ops<T> o, Input<T> in, double noiseScale, boolean ownPitch) {
        return convert(o, in, noiseScale, ownPitch, o.size(in.pitch(), 1), Margins.NONE);
    }

    /// Sound of the last frames only, `[batch, 1, (last - before - behind) * hop]`: what is said is
    /// understood from all, the vocoder, which costs most, makes no more than is wanted.
    ///
    /// @param in its breath and phases are those of the last frames
    /// @param last frames that the vocoder sees
    /// @param margins frames among them of which no sound is wanted
    public <T> T convert(
            Ops<T> o, Input<T> in, double noiseScale, boolean ownPitch, Dim last, Margins margins) {
        var speaker = speaker(o, in.speaker());
        var x = o.tap("pre", o.conv(in.content(), "pre", Conv.same(5)));
        x = o.add(x, o.transpose(o.embedding(in.voiced(), "emb_uv"), 0, 2, 1));
        if (in.loudness().isPresent()) {
            var loud = o.linear(o.unsqueeze(in.loudness().get(), 2), "emb_vol");
            x = o.add(x, o.transpose(loud, 0, 2, 1));
        }
        var pitch = ownPitch ? ownPitch(o, x, in, speaker) : in.pitch();
        o.tap("f0_out", pitch);
        var prior = prior(o, x, pitch);
        var channels = o.size(prior, 1).known() / 2;
        var mean = o.tap("m_p", o.slice(prior, 1, 0, channels));
        var logs = o.tap("logs_p", o.slice(prior, 1, channels, 2 * channels));
        var drawn = o.add(mean, o.mul(o.mul(in.noise(), o.exp(logs)), noiseScale));
        var flow = new CouplingFlow("flow.", heads);
        var z = o.tap("z", flow.backward(o, o.tap("z_p", drawn), speaker));
        var excitation = source.excitation(o, last(o, pitch, 1, last), in.breath(), in.phases());
        return decoder.sound(o, last(o, z, 2, last), speaker, Optional.of(excitation), margins);
    }

    private static <T> T last(Ops<T> o, T x, int axis, Dim frames) {
        var all = o.size(x, axis);
        return all.equals(frames) ? x : o.slice(x, axis, all.minus(frames), all);
    }

    /// `[batch, size, 1]`.
    private static <T> T speaker(Ops<T> o, T number) {
        return o.transpose(o.embedding(number, "emb_g"), 0, 2, 1);
    }

    private <T> T prior(Ops<T> o, T x, T pitch) {
        var coarse = o.tap("f0_coarse", coarse(o, pitch));
        var embedded = o.embedding(o.toInteger(coarse), "enc_p.f0_emb");
        var sum = o.add(x, o.transpose(embedded, 0, 2, 1));
        var encoded = o.tap("enc_p.enc_", new Encoder("enc_p.enc_.", heads).encode(o, sum));
        return o.conv(encoded, "enc_p.proj", Conv.plain());
    }

    /// Pitch in 256 steps; what is above the last one counts as none, as the models learnt it.
    private static <T> T coarse(Ops<T> o, T pitch) {
        double a = (BINS - 2) / (MEL_MAX - MEL_MIN);
        double b = MEL_MIN * a - 1;
        var mel = o.mul(o.log(o.add(o.mul(pitch, 1 / 700.0), 1)), 1127);
        var scaled = o.where(o.less(o.scalar(0), mel), o.add(o.mul(mel, a), -b), mel);
        var rounded = o.max(o.floor(o.add(scaled, 0.5)), o.scalar(1));
        return o.where(o.less(rounded, o.scalar(BINS)), rounded, o.scalar(0));
    }

    private <T> T ownPitch(Ops<T> o, T x, Input<T> in, T speaker) {
        double log10 = 1 / Math.log(10);
        var logPitch = o.mul(o.log(o.add(o.mul(in.pitch(), 1 / 700.0), 1)), 2595 * log10 / 500);
        var voiced = o.toFloat(in.voiced());
        var count = o.sum(voiced, 1, true);
        count = o.where(o.less(count, o.scalar(0.5)), o.scalar(9999), count);
        var mean = o.div(o.sum(o.mul(logPitch, voiced), 1, true), count);
        var level = o.unsqueeze(o.sub(logPitch, mean), 1);
        var at = "f0_decoder.";
        var y = o.add(x, o.conv(speaker, at + "cond", Conv.plain()));
        y = o.add(y, o.conv(level, at + "f0_prenet", Conv.same(3)));
        y = o.conv(y, at + "prenet", Conv.same(3));
        y = new CausalDecoder(at + "decoder.", heads).decode(o, y, Optional.empty());
        var chosen = o.tap("pred_lf0", o.conv(y, at + "proj", Conv.plain()));
        var exponent = o.mul(chosen, 500 / 2595.0 * Math.log(10));
        return o.squeeze(o.mul(o.add(o.exp(exponent), -1), 700), 1);
    }
}
