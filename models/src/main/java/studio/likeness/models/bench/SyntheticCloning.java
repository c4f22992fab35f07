package studio.likeness.models.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.parity.KeyedWeights;

/// GPT-SoVITS with keyed weights under its published names: of the published shapes as fast and as
/// large as the real one, and nothing to download. What it says means nothing.
///
/// @param width of the network that chooses codes
/// @param layers of it
/// @param hidden channels of the other one's encoders
/// @param encoders layers of its text encoder; the others have half as many
/// @param filter channels between them
/// @param crossed channels where codes meet the text
/// @param vocoder channels of the vocoder's first stage
/// @param voice numbers of a reference's voice
/// @param content numbers of a frame of HuBERT
/// @param listening layers of HuBERT
/// @param bert numbers of a character's meaning, and layers of BERT
public record SyntheticCloning(
        int width,
        int layers,
        int hidden,
        int encoders,
        int filter,
        int crossed,
        int vocoder,
        int voice,
        int content,
        int listening,
        int bert) {
    /// As published.
    public static final SyntheticCloning V2 =
            new SyntheticCloning(512, 24, 192, 6, 768, 512, 512, 512, 768, 12, 24);

    /// Made in a moment.
    public static final SyntheticCloning MINI =
            new SyntheticCloning(64, 2, 16, 2, 32, 32, 64, 32, 64, 2, 4);

    private static final int[] RATES = {10, 8, 2, 2, 2};
    private static final int[] KERNELS = {16, 16, 8, 2, 2};
    private static final int[] BLOCKS = {3, 7, 11};
    private static final int HEADS = 2;

    /// The network that chooses codes.
    public TensorIndex semantic() {
        var all = new Listing("codes");
        all.rule("in_proj_weight", 1.5).rule("out_proj.weight", 0.3).rule("linear2", 0.4);
        all.rule("word_embeddings", 20).rule("bert_proj", 0.7).rule("ar_predict_layer", 2);
        all.linear("bert_proj", width, 1024);
        all.add("ar_text_embedding.word_embeddings.weight", 732, width);
        all.add("ar_text_position.alpha", 1);
        all.add("ar_audio_embedding.word_embeddings.weight", 1025, width);
        all.add("ar_audio_position.alpha", 1);
        for (int i = 0; i < layers; i++) {
            var at = "h.layers." + i + ".";
            all.add(at + "self_attn.in_proj_weight", 3 * width, width);
            all.add(at + "self_attn.in_proj_bias", 3 * width);
            all.linear(at + "self_attn.out_proj", width, width);
            all.linear(at + "linear1", 4 * width, width);
            all.linear(at + "linear2", width, 4 * width);
            all.norm(at + "norm1", width);
            all.norm(at + "norm2", width);
        }
        all.add("ar_predict_layer.weight", 1025, width);
        return all.weights();
    }

    /// The network that makes a sound of them, as a user has it: without what only training needs.
    ///
    /// @param sounds 732; 322 for the first version
    /// @param pro whether it listens to a speaker's vector (v2Pro)
    public TensorIndex sound(int sounds, boolean pro) {
        var all = new Listing("sound");
        all.put("gain", 1.4);
        all.rule("_codebook.embed", 20).rule("text_embedding", 12);
        all.rule("ref_enc", 0.6).rule("enc_p.proj", 0.5);
        int size = pro ? 1024 : voice;
        all.conv("enc_p.ssl_proj", hidden, content, 1);
        encoder(all, "enc_p.encoder_ssl.", encoders / 2);
        encoder(all, "enc_p.encoder_text.", encoders);
        all.add("enc_p.text_embedding.weight", sounds, hidden);
        for (var name : new String[] {"q", "k", "v", "o"}) {
            all.conv("enc_p.mrte.cross_attention.conv_" + name, crossed, crossed, 1);
        }
        all.conv("enc_p.mrte.c_pre", crossed, hidden, 1);
        all.conv("enc_p.mrte.text_pre", crossed, hidden, 1);
        all.conv("enc_p.mrte.c_post", hidden, crossed, 1);
        encoder(all, "enc_p.encoder2.", encoders / 2);
        all.conv("enc_p.proj", 2 * hidden, hidden, 1);
        vocoder(all, size);
        for (int i = 0; i < 8; i += 2) {
            coupling(all, "flow.flows." + i + ".", size);
        }
        reference(all, sounds, size);
        all.conv("ssl_proj", content, content, 2);
        all.add("quantizer.vq.layers.0._codebook.embed", 1024, content);
        if (pro) {
            all.linear("sv_emb", 1024, 20_480);
            all.linear("ge_to512", crossed, 1024);
            all.add("prelu.weight", 1024);
        }
        return all.weights();
    }

    private void encoder(Listing all, String at, int count) {
        for (int i = 0; i < count; i++) {
            var attention = at + "attn_layers." + i + ".";
            all.add(attention + "emb_rel_k", 1, 9, hidden / HEADS);
            all.add(attention + "emb_rel_v", 1, 9, hidden / HEADS);
            for (var name : new String[] {"q", "k", "v", "o"}) {
                all.conv(attention + "conv_" + name, hidden, hidden, 1);
            }
            all.conv(at + "ffn_layers." + i + ".conv_1", filter, hidden, 3);
            all.conv(at + "ffn_layers." + i + ".conv_2", hidden, filter, 3);
            for (var norm : new String[] {"norm_layers_1.", "norm_layers_2."}) {
                all.add(at + norm + i + ".gamma", hidden);
                all.add(at + norm + i + ".beta", hidden);
            }
        }
    }

    private void vocoder(Listing all, int size) {
        all.conv("dec.conv_pre", vocoder, hidden, 7);
        int channels = vocoder;
        for (int stage = 0; stage < RATES.length; stage++) {
            all.normed("dec.ups." + stage, channels, channels / 2, KERNELS[stage], channels / 2);
            channels /= 2;
            for (int block = 0; block < BLOCKS.length; block++) {
                var at = "dec.resblocks." + (stage * BLOCKS.length + block) + ".";
                for (int i = 0; i < 3; i++) {
                    all.normed(at + "convs1." + i, channels, channels, BLOCKS[block], channels);
                    all.normed(at + "convs2." + i, channels, channels, BLOCKS[block], channels);
                }
            }
        }
        all.add("dec.conv_post.weight", 1, channels, 7);
        all.conv("dec.cond", vocoder, size, 1);
    }

    private void coupling(Listing all, String at, int size) {
        all.conv(at + "pre", hidden, hidden / 2, 1);
        for (int i = 0; i < 4; i++) {
            int out = i < 3 ? 2 * hidden : hidden;
            all.normed(at + "enc.in_layers." + i, 2 * hidden, hidden, 5, 2 * hidden);
            all.normed(at + "enc.res_skip_layers." + i, out, hidden, 1, out);
        }
        all.normed(at + "enc.cond_layer", 8 * hidden, size, 1, 8 * hidden);
        all.conv(at + "post", hidden / 2, hidden, 1);
    }

    private static void reference(Listing all, int sounds, int size) {
        all.linear("ref_enc.spectral.0.fc", 128, sounds == 732 ? 704 : 1025);
        all.linear("ref_enc.spectral.3.fc", 128, 128);
        for (int i = 0; i < 2; i++) {
            all.conv("ref_enc.temporal." + i + ".conv1.conv", 256, 128, 5);
        }
        for (var name : new String[] {"w_qs", "w_ks", "w_vs", "fc"}) {
            all.linear("ref_enc.slf_attn." + name, 128, 128);
        }
        all.linear("ref_enc.fc.fc", size, 128);
    }

    /// Chinese HuBERT.
    public TensorIndex hubert() {
        var all = new Listing("content");
        all.rule("conv_layers", 2).rule("q_proj", 1.6).rule("k_proj", 1.6);
        int[] kernels = {10, 3, 3, 3, 3, 2, 2};
        for (int i = 0; i < kernels.length; i++) {
            var at = "feature_extractor.conv_layers." + i + ".conv.weight";
            all.add(at, 512, i == 0 ? 1 : 512, kernels[i]);
        }
        all.norm("feature_extractor.conv_layers.0.layer_norm", 512);
        all.norm("feature_projection.layer_norm", 512);
        all.linear("feature_projection.projection", content, 512);
        all.add("encoder.pos_conv_embed.conv.weight_g", 1, 1, 128);
        all.add("encoder.pos_conv_embed.conv.weight_v", content, content / 16, 128);
        all.add("encoder.pos_conv_embed.conv.bias", content);
        all.norm("encoder.layer_norm", content);
        for (int i = 0; i < listening; i++) {
            var at = "encoder.layers." + i + ".";
            for (var name : new String[] {"q", "k", "v", "out"}) {
                all.linear(at + "attention." + name + "_proj", content, content);
            }
            all.norm(at + "layer_norm", content);
            all.linear(at + "feed_forward.intermediate_dense", 4 * content, content);
            all.linear(at + "feed_forward.output_dense", content, 4 * content);
            all.norm(at + "final_layer_norm", content);
        }
        return all.weights();
    }

    /// Chinese RoBERTa, 1024 wide always, for that is what is read of it.
    public TensorIndex roberta(int vocabulary) {
        var all = new Listing("meaning");
        int feed = bert == V2.bert ? 4096 : 256;
        var at = "bert.embeddings.";
        all.add(at + "word_embeddings.weight", vocabulary, 1024);
        all.add(at + "position_embeddings.weight", 512, 1024);
        all.add(at + "token_type_embeddings.weight", 2, 1024);
        all.norm(at + "LayerNorm", 1024);
        for (int i = 0; i < bert; i++) {
            var layer = "bert.encoder.layer." + i + ".";
            for (var name : new String[] {"query", "key", "value"}) {
                all.linear(layer + "attention.self." + name, 1024, 1024);
            }
            all.linear(layer + "attention.output.dense", 1024, 1024);
            all.norm(layer + "attention.output.LayerNorm", 1024);
            all.linear(layer + "intermediate.dense", feed, 1024);
            all.linear(layer + "output.dense", 1024, feed);
            all.norm(layer + "output.LayerNorm", 1024);
        }
        return all.weights();
    }

    /// The `model` part of the published config.
    public ObjectNode config() {
        var model = JsonNodeFactory.instance.objectNode();
        model.put("n_heads", HEADS).put("upsample_initial_channel", vocoder);
        var rates = model.putArray("upsample_rates");
        var kernels = model.putArray("upsample_kernel_sizes");
        for (int i = 0; i < RATES.length; i++) {
            rates.add(RATES[i]);
            kernels.add(KERNELS[i]);
        }
        var blocks = model.putArray("resblock_kernel_sizes");
        var dilations = model.putArray("resblock_dilation_sizes");
        for (int block : BLOCKS) {
            blocks.add(block);
            dilations.addArray().add(1).add(3).add(5);
        }
        return model;
    }

    /// Names and shapes.
    private static final class Listing {
        private final ObjectNode fixture = JsonNodeFactory.instance.objectNode();
        private final ArrayNode tensors = fixture.putArray("tensors");
        private final ArrayNode rules = fixture.putArray("gain_rules");

        Listing(String salt) {
            fixture.put("salt", salt).put("gain", 1.0);
        }

        void put(String name, double value) {
            fixture.put(name, value);
        }

        Listing rule(String part, double gain) {
            rules.addObject().put("contains", part).put("gain", gain);
            return this;
        }

        void add(String name, int... shape) {
            var sizes = tensors.addObject().put("name", name).putArray("shape");
            for (int size : shape) {
                sizes.add(size);
            }
        }

        void linear(String name, int out, int in) {
            add(name + ".weight", out, in);
            add(name + ".bias", out);
        }

        void conv(String name, int out, int in, int kernel) {
            add(name + ".weight", out, in, kernel);
            add(name + ".bias", out);
        }

        void normed(String name, int first, int second, int kernel, int bias) {
            add(name + ".weight_g", first, 1, 1);
            add(name + ".weight_v", first, second, kernel);
            add(name + ".bias", bias);
        }

        void norm(String name, int width) {
            add(name + ".weight", width);
            add(name + ".bias", width);
        }

        TensorIndex weights() {
            return KeyedWeights.of(fixture);
        }
    }
}
