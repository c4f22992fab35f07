package studio.likeness.models.voice.cloning;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import studio.likeness.models.nn.Conv;
import studio.likeness.models.nn.Dim;
import studio.likeness.models.nn.Ops;
import studio.likeness.models.voice.vits.CouplingFlow;
import studio.likeness.models.voice.vits.Encoder;
import studio.likeness.models.voice.vits.HifiGan;

/// GPT-SoVITS' second half (v1, v2, v2Pro): from codes, the sounds of the text and a reference
/// recording to that voice's sound at 32 kHz. `x` is `[batch, channels, time]`, 50 frames a second.
/// Weights as [studio.likeness.models.voice.vits.VitsNames] has them.
public final class SemanticToSound {
    private static final String CODES = "quantizer.vq.layers.0._codebook.embed";

    private final int heads;
    private final HifiGan decoder;

    /// What is spoken.
    ///
    /// @param codes integers `[batch, 1, codes]`
    /// @param text sounds, integers `[batch, time]`
    /// @param reference linear spectrogram, `[batch, 1025, frames]`
    /// @param noise normally distributed, `[batch, channels, frames]`, at least as long as is
    ///     spoken
    /// @param speaker of [studio.likeness.models.voice.speaker.Eres2NetV2], `[batch, 20480]`; for
    ///     v2Pro
    public record Input<T>(T codes, T text, T reference, T noise, Optional<T> speaker) {}

    /// @param model the `model` part of a published config
    public SemanticToSound(JsonNode model) {
        heads = model.path("n_heads").asInt();
        decoder = HifiGan.of("dec.", model);
    }

    /// Sound `[batch, 1, frames * 640]`.
    ///
    /// @param noiseScale how much of the noise; 0.5 usually
    /// @param speed 1 as learnt, 2 twice as fast
    public <T> T sound(Ops<T> o, Input<T> in, double noiseScale, double speed) {
        var voice = voice(o, in);
        var prior = prior(o, in, voice, speed);
        long channels = o.size(prior, 1).known() / 2;
        var mean = o.tap("m_p", o.slice(prior, 1, 0, channels));
        var logs = o.tap("logs_p", o.slice(prior, 1, channels, 2 * channels));
        var noise = o.slice(in.noise(), 2, Dim.of(0), o.size(mean, 2));
        var drawn = o.add(mean, o.mul(o.mul(noise, o.exp(logs)), noiseScale));
        var z = o.tap("z", new CouplingFlow("flow.", heads).backward(o, drawn, voice));
        return decoder.sound(o, z, voice, Optional.empty());
    }

    // ---- in parts, so that a sound can begin before its end is known

    /// Whose voice and in which mood, `[batch, size, 1]`: once for a reference.
    ///
    /// @param reference linear spectrogram, `[batch, 1025, frames]`
    /// @param speaker `[batch, 20480]`; for v2Pro
    public <T> T voice(Ops<T> o, T reference, Optional<T> speaker) {
        return voice(o, new Input<>(reference, reference, reference, reference, speaker));
    }

    /// What the vocoder makes a sound of, `[batch, channels, frames]`: cheap beside it, so computed
    /// anew for all codes whenever there are more.
    ///
    /// @param noise normally distributed and already as loud as wanted, `[batch, channels,
    ///     frames]`; two frames a code, or as many as another speed asks for
    public <T> T latent(Ops<T> o, T codes, T text, T voice, T noise) {
        var x = met(o, codes, text, voice);
        x = o.interpolate(x, Ops.Interpolation.LINEAR, o.size(noise, 2));
        var prior = o.conv(x, "enc_p.proj", Conv.plain());
        long channels = o.size(prior, 1).known() / 2;
        var mean = o.slice(prior, 1, 0, channels);
        var logs = o.slice(prior, 1, channels, 2 * channels);
        var drawn = o.add(mean, o.mul(noise, o.exp(logs)));
        return new CouplingFlow("flow.", heads).backward(o, drawn, voice);
    }

    /// Sound `[batch, 1, frames * 640]`.
    public <T> T vocode(Ops<T> o, T latent, T voice) {
        return decoder.sound(o, latent, voice, Optional.empty());
    }

    /// Samples of one frame.
    public int hop() {
        return decoder.hop();
    }

    /// The code that is nearest to each pair of frames of what was said, `[batch, 1, time / 2]`.
    ///
    /// @param content of chinese-hubert, `[batch, 768, time]`
    public <T> T codes(Ops<T> o, T content) {
        var halved = o.conv(content, "ssl_proj", Conv.plain().stride(2));
        var table = o.weight(CODES);
        var length = o.sum(o.mul(table, table), 1, false);
        var products = o.matmul(o.transpose(halved, 0, 2, 1), o.transpose(table, 1, 0));
        return o.unsqueeze(o.argmax(o.sub(o.mul(products, 2), length), -1), 1);
    }

    /// Whose voice and in which mood, `[batch, size, 1]`.
    private <T> T voice(Ops<T> o, Input<T> in) {
        var at = "ref_enc.";
        long bins = o.size(o.weight(at + "spectral.0.fc.weight"), 1).known();
        var x = o.transpose(o.slice(in.reference(), 1, 0, bins), 0, 2, 1);
        x = mish(o, o.linear(x, at + "spectral.0.fc"));
        x = mish(o, o.linear(x, at + "spectral.3.fc"));
        x = o.transpose(x, 0, 2, 1);
        for (int i = 0; i < 2; i++) {
            var both = o.conv(x, at + "temporal." + i + ".conv1.conv", Conv.same(5));
            long half = o.size(both, 1).known() / 2;
            var gate = o.sigmoid(o.slice(both, 1, half, 2 * half));
            x = o.add(x, o.mul(o.slice(both, 1, 0, half), gate));
        }
        x = attended(o, o.transpose(x, 0, 2, 1), at + "slf_attn.");
        var mean = o.mean(o.linear(x, at + "fc.fc"), 1, true);
        var voice = o.tap("ge", o.transpose(mean, 0, 2, 1));
        if (in.speaker().isEmpty()) {
            return voice;
        }
        var speaker = o.unsqueeze(o.linear(in.speaker().get(), "sv_emb"), 2);
        return o.prelu(o.add(voice, speaker), "prelu.weight");
    }

    /// Two heads, scaled by the whole width.
    private static <T> T attended(Ops<T> o, T x, String at) {
        var seen =
                o.attention(
                        o.linear(x, at + "w_qs"),
                        o.linear(x, at + "w_ks"),
                        o.linear(x, at + "w_vs"),
                        2,
                        1 / Math.sqrt((double) o.size(x, 2).known()),
                        Optional.empty());
        return o.add(o.linear(seen, at + "fc"), x);
    }

    private static <T> T mish(Ops<T> o, T x) {
        return o.mul(x, o.tanh(o.softplus(x)));
    }

    private <T> T prior(Ops<T> o, Input<T> in, T voice, double speed) {
        var x = met(o, in.codes(), in.text(), voice);
        if (speed != 1) {
            x = o.interpolate(x, Ops.Interpolation.LINEAR, stretched(o.size(x, 2), speed));
        }
        return o.conv(x, "enc_p.proj", Conv.plain());
    }

    /// The codes' vectors, told of the text and the voice: two frames a code.
    private <T> T met(Ops<T> o, T codes, T sounds, T voice) {
        var ids = o.squeeze(codes, 1);
        var said = o.transpose(o.gather(o.weight(CODES), 0, ids), 0, 2, 1);
        said = o.interpolate(said, Ops.Interpolation.NEAREST, o.size(said, 2).times(2));
        var at = "enc_p.";
        var x = o.tap(at + "ssl_proj", o.conv(said, at + "ssl_proj", Conv.plain()));
        x = o.tap(at + "encoder_ssl", new Encoder(at + "encoder_ssl.", heads).encode(o, x));
        var text = o.transpose(o.embedding(sounds, at + "text_embedding"), 0, 2, 1);
        text = o.tap(at + "encoder_text", new Encoder(at + "encoder_text.", heads).encode(o, text));
        var mood = voice;
        if (o.hasWeight("ge_to512.weight")) {
            var narrow = o.linear(o.transpose(voice, 0, 2, 1), "ge_to512");
            mood = o.transpose(narrow, 0, 2, 1);
        }
        x = o.tap(at + "mrte", crossed(o, x, text, mood));
        return o.tap(at + "encoder2", new Encoder(at + "encoder2.", heads).encode(o, x));
    }

    /// One frame more than the length divided by the speed, in hundredths.
    private static Dim stretched(Dim time, double speed) {
        return time.times(Dim.of(100)).dividedBy(Math.round(speed * 100)).plus(1);
    }

    /// What is said meets the text's sounds.
    private static <T> T crossed(Ops<T> o, T said, T text, T mood) {
        var at = "enc_p.mrte.";
        var x = o.conv(said, at + "c_pre", Conv.plain());
        var from = o.conv(text, at + "text_pre", Conv.plain());
        var seen = Encoder.attend(o, x, from, at + "cross_attention.", 4);
        var sum = o.add(o.add(seen, x), mood);
        return o.conv(sum, at + "c_post", Conv.plain());
    }
}
