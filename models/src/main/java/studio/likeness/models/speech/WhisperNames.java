package studio.likeness.models.speech;

import java.util.Map;
import java.util.Optional;
import studio.likeness.models.checkpoint.TensorIndex;
import studio.likeness.models.checkpoint.Views;

/// Whisper's weights under OpenAI's names, whoever published them.
public final class WhisperNames {
    private static final Map<String, String> PARTS =
            Map.ofEntries(
                    Map.entry(".self_attn.q_proj.", ".attn.query."),
                    Map.entry(".self_attn.k_proj.", ".attn.key."),
                    Map.entry(".self_attn.v_proj.", ".attn.value."),
                    Map.entry(".self_attn.out_proj.", ".attn.out."),
                    Map.entry(".encoder_attn.q_proj.", ".cross_attn.query."),
                    Map.entry(".encoder_attn.k_proj.", ".cross_attn.key."),
                    Map.entry(".encoder_attn.v_proj.", ".cross_attn.value."),
                    Map.entry(".encoder_attn.out_proj.", ".cross_attn.out."),
                    Map.entry(".self_attn_layer_norm.", ".attn_ln."),
                    Map.entry(".encoder_attn_layer_norm.", ".cross_attn_ln."),
                    Map.entry(".fc1.", ".mlp.0."),
                    Map.entry(".fc2.", ".mlp.2."),
                    Map.entry(".final_layer_norm.", ".mlp_ln."));

    private static final Map<String, String> WHOLE =
            Map.of(
                    "encoder.embed_positions.weight", "encoder.positional_embedding",
                    "decoder.embed_positions.weight", "decoder.positional_embedding",
                    "decoder.embed_tokens.weight", "decoder.token_embedding.weight",
                    "encoder.layer_norm.weight", "encoder.ln_post.weight",
                    "encoder.layer_norm.bias", "encoder.ln_post.bias",
                    "decoder.layer_norm.weight", "decoder.ln.weight",
                    "decoder.layer_norm.bias", "decoder.ln.bias");

    private WhisperNames() {}

    public static TensorIndex published(TensorIndex weights) {
        return Views.renamed(weights, name -> Optional.of(published(name)));
    }

    static String published(String name) {
        var bare = name.startsWith("model.") ? name.substring("model.".length()) : name;
        if (WHOLE.containsKey(bare)) {
            return WHOLE.get(bare);
        }
        for (var part : PARTS.entrySet()) {
            if (bare.contains(part.getKey())) {
                return bare.replace(".layers.", ".blocks.").replace(part.getKey(), part.getValue());
            }
        }
        return bare;
    }
}
