package studio.likeness.models.library;

import java.util.List;
import studio.likeness.models.library.Recognized.Kind;
import studio.likeness.models.library.Recognized.Use;

/// Decoders and text encoders, by the names and shapes of their weights.
final class LanguageSignatures {
    private LanguageSignatures() {}

    private static Signature decoder(String family, String lines) {
        return Signature.of(family, Kind.LANGUAGE_MODEL, lines).can(Use.CONVERT);
    }

    /// Also of families that scale what Llama does not.
    private static final String LLAMA =
            """
            model.embed_tokens.weight [vocabulary,width]
            model.layers.{layers}.self_attn.q_proj.weight [_,width]
            model.layers.0.self_attn.k_proj.weight [_,width]
            model.layers.0.self_attn.o_proj.weight [width,_]
            model.layers.0.post_attention_layernorm.weight [width]
            model.layers.0.mlp.gate_proj.weight [feedForward,width]
            model.norm.weight [width]
            !model.norm.bias
            !model.layers.0.self_attn.q_norm.weight
            !model.layers.0.pre_feedforward_layernorm.weight
            """;

    /// Those that share Llama's names differ in a bias, a norm, a packed projection; where two fit,
    /// the first is taken, or the one that the config names.
    static final List<Signature> ALL =
            List.of(
                    decoder(
                                    "qwen2",
                                    """
                                    model.embed_tokens.weight [vocabulary,width]
                                    model.layers.{layers}.self_attn.q_proj.weight [_,width]
                                    model.layers.0.self_attn.q_proj.bias [_]
                                    model.layers.0.self_attn.k_proj.weight [_,width]
                                    model.layers.0.post_attention_layernorm.weight [width]
                                    model.layers.0.mlp.gate_proj.weight [feedForward,width]
                                    model.norm.weight [width]
                                    !model.norm.bias
                                    !model.layers.0.self_attn.o_proj.bias
                                    !model.layers.0.self_attn.q_norm.weight
                                    """)
                            .of("qwen2"),
                    decoder("llama", LLAMA).of("llama", "mistral", "internlm3", "Yi"),
                    decoder("minicpm", LLAMA).of("minicpm"),
                    decoder(
                                    "qwen3",
                                    """
                                    model.embed_tokens.weight [vocabulary,width]
                                    model.layers.{layers}.self_attn.q_norm.weight [head]
                                    model.layers.0.self_attn.k_norm.weight [head]
                                    model.layers.0.self_attn.q_proj.weight [_,width]
                                    model.layers.0.post_attention_layernorm.weight [width]
                                    model.layers.0.mlp.gate_proj.weight [feedForward,width]
                                    model.norm.weight [width]
                                    !model.layers.0.pre_feedforward_layernorm.weight
                                    !model.layers.0.post_feedforward_layernorm.weight
                                    """)
                            .of("qwen3"),
                    decoder(
                                    "internlm2",
                                    """
                                    model.tok_embeddings.weight [vocabulary,width]
                                    model.layers.{layers}.attention.wqkv.weight [_,width]
                                    model.layers.0.attention.wo.weight [width,_]
                                    model.layers.0.feed_forward.w1.weight [feedForward,width]
                                    model.layers.0.attention_norm.weight [width]
                                    output.weight [vocabulary,width]
                                    """)
                            .of("internlm2"),
                    decoder(
                                    "chatglm",
                                    """
                                    transformer.word_embeddings.weight [vocabulary,width]
                                    transformer.layers.{layers}.attention.query_key_value.weight [3*width,width]
                                    transformer.layers.0.attention.query_key_value.bias [3*width]
                                    transformer.layers.0.input_layernorm.bias [width]
                                    transformer.layers.0.mlp.dense_h_to_4h.weight [feedForward,width]
                                    transformer.final_layernorm.bias [width]
                                    """)
                            .of("chatglm"),
                    decoder(
                                    "chatglm2",
                                    """
                                    transformer.embedding.word_embeddings.weight [vocabulary,width]
                                    transformer.encoder.layers.{layers}.self_attention.query_key_value.weight [_,width]
                                    transformer.encoder.layers.0.mlp.dense_h_to_4h.weight [2*feedForward,width]
                                    transformer.encoder.layers.0.input_layernorm.weight [width]
                                    transformer.encoder.final_layernorm.weight [width]
                                    transformer.output_layer.weight [vocabulary,width]
                                    """)
                            .of("chatglm"),
                    decoder(
                                    "glm",
                                    """
                                    model.embed_tokens.weight [vocabulary,width]
                                    model.layers.{layers}.self_attn.q_proj.weight [_,width]
                                    model.layers.0.mlp.gate_up_proj.weight [2*feedForward,width]
                                    model.norm.weight [width]
                                    !model.layers.0.post_self_attn_layernorm.weight
                                    """)
                            .of("glm"),
                    decoder(
                                    "glm4",
                                    """
                                    model.embed_tokens.weight [vocabulary,width]
                                    model.layers.{layers}.post_self_attn_layernorm.weight [width]
                                    model.layers.0.post_mlp_layernorm.weight [width]
                                    model.layers.0.self_attn.q_proj.weight [_,width]
                                    model.layers.0.mlp.gate_up_proj.weight [2*feedForward,width]
                                    model.norm.weight [width]
                                    """)
                            .of("glm4"),
                    decoder(
                                    "phi3",
                                    """
                                    model.embed_tokens.weight [vocabulary,width]
                                    model.layers.{layers}.self_attn.qkv_proj.weight [_,width]
                                    model.layers.0.mlp.gate_up_proj.weight [2*feedForward,width]
                                    model.layers.0.input_layernorm.weight [width]
                                    model.norm.weight [width]
                                    """)
                            .of("phi3"),
                    decoder(
                                    "gemma3",
                                    """
                                    model.embed_tokens.weight [vocabulary,width]
                                    model.layers.{layers}.pre_feedforward_layernorm.weight [width]
                                    model.layers.0.post_feedforward_layernorm.weight [width]
                                    model.layers.0.self_attn.q_norm.weight [head]
                                    model.layers.0.mlp.gate_proj.weight [feedForward,width]
                                    model.norm.weight [width]
                                    """)
                            .of("gemma3_text"),
                    Signature.of(
                                    "chinese-roberta",
                                    Kind.TEXT_ENCODER,
                                    """
                                    bert.embeddings.word_embeddings.weight [21128,1024]
                                    bert.encoder.layer.{layers}.attention.self.query.weight [1024,1024]
                                    bert.encoder.layer.23.output.dense.weight [1024,4096]
                                    cls.predictions.transform.dense.weight [1024,1024]
                                    """)
                            .can(Use.CONVERT),
                    Signature.of(
                                    "bert",
                                    Kind.TEXT_ENCODER,
                                    """
                                    embeddings.word_embeddings.weight [vocabulary,width]
                                    embeddings.position_embeddings.weight [context,width]
                                    embeddings.token_type_embeddings.weight [_,width]
                                    encoder.layer.{layers}.attention.self.query.weight [width,width]
                                    encoder.layer.0.intermediate.dense.weight [feedForward,width]
                                    """)
                            .of("bert")
                            .can(Use.CONVERT));
}
