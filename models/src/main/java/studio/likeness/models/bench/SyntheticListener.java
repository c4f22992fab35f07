package studio.likeness.models.bench;

import studio.likeness.models.checkpoint.TensorIndex;

/// What a converter listens with, of keyed weights: ContentVec and RMVPE in their published shapes,
/// or smaller ones of the same form.
public final class SyntheticListener {
    private static final int[] KERNELS = {10, 3, 3, 3, 3, 2, 2};

    private SyntheticListener() {}

    /// ContentVec under fairseq's names.
    ///
    /// @param layers 12 as published
    /// @param feed 3072 as published
    public static TensorIndex contentVec(int layers, int feed) {
        int width = 768;
        int conv = 512;
        var all = new TensorList("contentvec", 1).gain("conv_layers", 2).gain("out_proj", 0.5);
        for (int i = 0; i < KERNELS.length; i++) {
            var at = "feature_extractor.conv_layers." + i;
            all.add(at + ".0.weight", conv, i == 0 ? 1 : conv, KERNELS[i]);
        }
        all.norm("feature_extractor.conv_layers.0.2", conv);
        all.norm("layer_norm", conv);
        all.map("post_extract_proj", width, conv);
        all.add("encoder.pos_conv.0.weight_g", 1, 1, 128);
        all.add("encoder.pos_conv.0.weight_v", width, width / 16, 128);
        all.add("encoder.pos_conv.0.bias", width);
        all.norm("encoder.layer_norm", width);
        for (int i = 0; i < layers; i++) {
            var at = "encoder.layers." + i + ".";
            for (var map : new String[] {"q_proj", "k_proj", "v_proj", "out_proj"}) {
                all.map(at + "self_attn." + map, width, width);
            }
            all.norm(at + "self_attn_layer_norm", width);
            all.map(at + "fc1", feed, width);
            all.map(at + "fc2", width, feed);
            all.norm(at + "final_layer_norm", width);
        }
        all.add("mask_emb", width);
        all.map("final_proj", 256, width);
        return all.weights();
    }

    /// RMVPE.
    ///
    /// @param channels of its first stage, 16 as published
    /// @param blocks of a stage, 4 as published
    public static TensorIndex rmvpe(int channels, int blocks) {
        var all =
                new TensorList("rmvpe", 1)
                        .gain("fc.1", 3)
                        .gain("shortcut", 0.7)
                        .gain("conv.3", 0.5);
        all.batchNorm("unet.encoder.bn", 1);
        int in = 1;
        int out = channels;
        for (int i = 0; i < 5; i++) {
            blocks(all, "unet.encoder.layers." + i + ".conv.", blocks, in, out);
            in = out;
            out *= 2;
        }
        for (int i = 0; i < 4; i++) {
            blocks(all, "unet.intermediate.layers." + i + ".conv.", blocks, in, out);
            in = out;
        }
        for (int i = 0; i < 5; i++) {
            int half = in / 2;
            var at = "unet.decoder.layers." + i + ".";
            all.add(at + "conv1.0.weight", in, half, 3, 3);
            all.batchNorm(at + "conv1.1", half);
            blocks(all, at + "conv2.", blocks, in, half);
            in = half;
        }
        all.map("cnn", 3, channels, 3, 3);
        for (var way : new String[] {"", "_reverse"}) {
            all.add("fc.0.gru.weight_ih_l0" + way, 768, 384);
            all.add("fc.0.gru.weight_hh_l0" + way, 768, 256);
            all.add("fc.0.gru.bias_ih_l0" + way, 768);
            all.add("fc.0.gru.bias_hh_l0" + way, 768);
        }
        all.map("fc.1", 360, 512);
        return all.weights();
    }

    private static void blocks(TensorList all, String at, int count, int in, int out) {
        for (int i = 0; i < count; i++) {
            int from = i == 0 ? in : out;
            all.add(at + i + ".conv.0.weight", out, from, 3, 3);
            all.batchNorm(at + i + ".conv.1", out);
            all.add(at + i + ".conv.3.weight", out, out, 3, 3);
            all.batchNorm(at + i + ".conv.4", out);
            if (from != out) {
                all.map(at + i + ".shortcut", out, from, 1, 1);
            }
        }
    }
}
