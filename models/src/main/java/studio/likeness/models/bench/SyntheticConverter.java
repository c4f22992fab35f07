package studio.likeness.models.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import studio.likeness.models.checkpoint.TensorIndex;

/// A so-vits-svc 4.1 of its published shape with keyed weights, or a small one of the same form:
/// nothing to download, and what it says means nothing.
///
/// @param ssl numbers of a frame that it is told
/// @param hidden width of what is between
/// @param filter width of its feed-forward layers
/// @param layers of its transformer
/// @param gin numbers that a speaker is known by
/// @param upsample channels that its vocoder begins with
public record SyntheticConverter(
        int ssl, int hidden, int filter, int layers, int gin, int upsample) {
    public static final SyntheticConverter REAL =
            new SyntheticConverter(768, 192, 768, 6, 768, 512);

    /// Made in a moment.
    public static final SyntheticConverter MINI = new SyntheticConverter(768, 32, 64, 2, 768, 64);

    private static final int SPEAKERS = 2;
    private static final int[] RATES = {8, 8, 2, 2, 2};
    private static final int[] KERNELS = {16, 16, 4, 4, 4};
    private static final int[] BLOCKS = {3, 7, 11};
    private static final int FLOWS = 4;

    /// As it is published, apart from the sizes.
    public JsonNode config() {
        try {
            return new ObjectMapper()
                    .readTree(
                            """
                            {"train": {"seed": 1234},
                             "data": {"sampling_rate": 44100, "hop_length": 512,
                                      "unit_interpolate_mode": "nearest"},
                             "model": {"inter_channels": %d, "hidden_channels": %d,
                                       "filter_channels": %d, "n_heads": 2, "n_layers": %d,
                                       "kernel_size": 3, "resblock": "1",
                                       "resblock_kernel_sizes": [3, 7, 11],
                                       "resblock_dilation_sizes":
                                           [[1, 3, 5], [1, 3, 5], [1, 3, 5]],
                                       "upsample_rates": [8, 8, 2, 2, 2],
                                       "upsample_initial_channel": %d,
                                       "upsample_kernel_sizes": [16, 16, 4, 4, 4],
                                       "gin_channels": %d, "ssl_dim": %d, "n_speakers": %d,
                                       "vocoder_name": "nsf-hifigan",
                                       "speech_encoder": "vec768l12"},
                             "spk": {"anna": 0, "bert": 1}}
                            """
                                    .formatted(
                                            hidden, hidden, filter, layers, upsample, gin, ssl,
                                            SPEAKERS));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Under the names of a `G_*.pth`, weight norms and all.
    public TensorIndex weights() {
        var all =
                new TensorList("svc", 1.2)
                        .gain("emb_g", 20)
                        .gain("f0_emb", 10)
                        .gain("emb_uv", 10)
                        .gain("enc_p.proj", 0.6)
                        .gain("flow", 0.9)
                        .gain("dec.cond", 0.5)
                        .gain("noise_convs", 1)
                        .gain("m_source", 6);
        all.add("emb_g.weight", SPEAKERS, gin);
        all.add("emb_uv.weight", 2, hidden);
        all.map("pre", hidden, ssl, 5);
        all.map("enc_p.proj", 2 * hidden, hidden, 1);
        all.add("enc_p.f0_emb.weight", 256, hidden);
        for (int i = 0; i < layers; i++) {
            attention(all, "enc_p.enc_.attn_layers." + i);
            all.add("enc_p.enc_.attn_layers." + i + ".emb_rel_k", 1, 9, hidden / 2);
            all.add("enc_p.enc_.attn_layers." + i + ".emb_rel_v", 1, 9, hidden / 2);
            feed(all, "enc_p.enc_.", i, "norm_layers_1.", "norm_layers_2.");
        }
        decoder(all);
        flows(all);
        ownPitch(all);
        return all.weights();
    }

    private void attention(TensorList all, String at) {
        for (var map : new String[] {"conv_q", "conv_k", "conv_v", "conv_o"}) {
            all.map(at + "." + map, hidden, hidden, 1);
        }
    }

    private void feed(TensorList all, String at, int layer, String... norms) {
        for (var norm : norms) {
            all.add(at + norm + layer + ".gamma", hidden);
            all.add(at + norm + layer + ".beta", hidden);
        }
        all.map(at + "ffn_layers." + layer + ".conv_1", filter, hidden, 3);
        all.map(at + "ffn_layers." + layer + ".conv_2", hidden, filter, 3);
    }

    private void decoder(TensorList all) {
        all.map("dec.m_source.l_linear", 1, 9);
        all.normed("dec.conv_pre", upsample, upsample, hidden, 7);
        all.map("dec.cond", upsample, gin, 1);
        int channels = upsample;
        int stride = 1;
        for (int rate : RATES) {
            stride *= rate;
        }
        for (int stage = 0; stage < RATES.length; stage++) {
            int half = channels / 2;
            stride /= RATES[stage];
            all.normed("dec.ups." + stage, half, channels, half, KERNELS[stage]);
            int wide = stage + 1 < RATES.length ? 2 * stride : 1;
            all.map("dec.noise_convs." + stage, half, 1, wide);
            for (int block = 0; block < BLOCKS.length; block++) {
                var at = "dec.resblocks." + (stage * BLOCKS.length + block) + ".convs";
                for (int i = 0; i < 3; i++) {
                    all.normed(at + "1." + i, half, half, half, BLOCKS[block]);
                    all.normed(at + "2." + i, half, half, half, BLOCKS[block]);
                }
            }
            channels = half;
        }
        all.normed("dec.conv_post", 1, 1, channels, 7);
    }

    private void flows(TensorList all) {
        for (int flow = 0; flow < FLOWS; flow++) {
            var at = "flow.flows." + 2 * flow + ".";
            all.map(at + "pre", hidden, hidden / 2, 1);
            all.map(at + "post", hidden / 2, hidden, 1);
            all.normed(at + "enc.cond_layer", 8 * hidden, 8 * hidden, gin, 1);
            for (int i = 0; i < 4; i++) {
                int out = i < 3 ? 2 * hidden : hidden;
                all.normed(at + "enc.in_layers." + i, 2 * hidden, 2 * hidden, hidden, 5);
                all.normed(at + "enc.res_skip_layers." + i, out, out, hidden, 1);
            }
        }
    }

    private void ownPitch(TensorList all) {
        all.map("f0_decoder.prenet", hidden, hidden, 3);
        all.map("f0_decoder.f0_prenet", hidden, 1, 3);
        all.map("f0_decoder.cond", hidden, gin, 1);
        all.map("f0_decoder.proj", 1, hidden, 1);
        for (int i = 0; i < layers; i++) {
            attention(all, "f0_decoder.decoder.self_attn_layers." + i);
            feed(all, "f0_decoder.decoder.", i, "norm_layers_0.", "norm_layers_1.");
        }
    }
}
