package studio.likeness.models.library;

import java.util.List;
import studio.likeness.models.library.Recognized.Kind;
import studio.likeness.models.library.Recognized.Use;

/// Networks that hear and speak: recognisers, content and pitch encoders, synthesizers, speaker
/// encoders. Sources: the published checkpoints of each project.
final class VoiceSignatures {
    private VoiceSignatures() {}

    private static Signature speech(String family, String lines) {
        return Signature.of(family, Kind.SPEECH, lines);
    }

    private static Signature voice(String family, String lines) {
        return Signature.of(family, Kind.VOICE, lines);
    }

    static final List<Signature> ALL =
            List.of(
                    speech(
                                    "whisper", // OpenAI's own names
                                    """
                            decoder.token_embedding.weight [vocabulary,width]
                            encoder.conv1.weight [audioWidth,mels,3]
                            encoder.blocks.{encoderLayers}.attn.query.weight [audioWidth,audioWidth]
                            decoder.blocks.{layers}.cross_attn.query.weight [width,width]
                            decoder.positional_embedding [context,width]
                            """)
                            .can(Use.CONVERT),
                    speech(
                                    "whisper", // Hugging Face's
                                    """
                            decoder.embed_tokens.weight [vocabulary,width]
                            encoder.conv1.weight [audioWidth,mels,3]
                            encoder.layers.{encoderLayers}.self_attn.q_proj.weight [audioWidth,audioWidth]
                            decoder.layers.{layers}.encoder_attn.q_proj.weight [width,width]
                            decoder.embed_positions.weight [context,width]
                            """)
                            .can(Use.CONVERT),
                    voice(
                                    "hubert",
                                    """
                            feature_extractor.conv_layers.0.conv.weight [512,1,10]
                            feature_projection.projection.weight [width,512]
                            encoder.layers.{layers}.attention.q_proj.weight [width,width]
                            encoder.layers.0.feed_forward.intermediate_dense.weight [feedForward,width]
                            """)
                            .can(Use.CONVERT),
                    voice(
                                    "contentvec", // fairseq's names; the projection gives 256
                                    // numbers a
                                    // frame
                                    """
                            feature_extractor.conv_layers.0.0.weight [512,1,10]
                            post_extract_proj.weight [width,512]
                            encoder.layers.{layers}.self_attn.q_proj.weight [width,width]
                            encoder.layers.0.fc1.weight [feedForward,width]
                            final_proj.weight [output,width]
                            """)
                            .can(Use.CONVERT),
                    voice(
                                    "hubert-soft",
                                    """
                            feature_extractor.conv0.weight [512,1,10]
                            feature_projection.projection.weight [width,512]
                            encoder.layers.{layers}.self_attn.in_proj_weight [3*width,width]
                            proj.weight [output,width]
                            """)
                            .can(Use.CONVERT),
                    voice(
                                    "gpt-sovits-t2s",
                                    """
                            ar_text_embedding.word_embeddings.weight [phones,width]
                            ar_audio_embedding.word_embeddings.weight [codes,width]
                            ar_predict_layer.weight [codes,width]
                            bert_proj.weight [width,_]
                            h.layers.{layers}.self_attn.in_proj_weight [3*width,width]
                            """)
                            .can(Use.CONVERT),
                    voice(
                                    "gpt-sovits-v2ProPlus",
                                    """
                            enc_p.text_embedding.weight [phones,hidden]
                            quantizer.vq.layers.0._codebook.embed [codes,ssl]
                            sv_emb.weight [1024,20480]
                            dec.conv_pre.weight [768,_,7]
                            """)
                            .can(Use.CONVERT),
                    voice(
                                    "gpt-sovits-v2Pro",
                                    """
                            enc_p.text_embedding.weight [phones,hidden]
                            quantizer.vq.layers.0._codebook.embed [codes,ssl]
                            sv_emb.weight [1024,20480]
                            dec.conv_pre.weight [512,_,7]
                            """)
                            .can(Use.CONVERT),
                    voice(
                                    "gpt-sovits-v2",
                                    """
                            enc_p.text_embedding.weight [732,hidden]
                            quantizer.vq.layers.0._codebook.embed [codes,ssl]
                            dec.conv_pre.weight [upsample,_,7]
                            flow.flows.0.pre.weight [hidden,_,1]
                            !sv_emb.weight
                            """)
                            .can(Use.CONVERT),
                    voice(
                                    "gpt-sovits-v1",
                                    """
                            enc_p.text_embedding.weight [322,hidden]
                            quantizer.vq.layers.0._codebook.embed [codes,ssl]
                            dec.conv_pre.weight [upsample,_,7]
                            flow.flows.0.pre.weight [hidden,_,1]
                            """)
                            .can(Use.CONVERT),
                    voice(
                            "gpt-sovits-v3-v4", // a diffusion transformer in place of the vocoder
                            """
                            enc_p.text_embedding.weight [phones,hidden]
                            quantizer.vq.layers.0._codebook.embed [codes,ssl]
                            !dec.conv_pre.weight
                            """),
                    voice(
                                    "so-vits-svc-4.1",
                                    """
                            enc_p.f0_emb.weight [256,hidden]
                            pre.weight [hidden,ssl,5]
                            emb_g.weight [speakers,768]
                            dec.m_source.l_linear.weight [1,_]
                            """)
                            .can(Use.CONVERT),
                    voice(
                                    "so-vits-svc-4.0",
                                    """
                            enc_p.f0_emb.weight [256,hidden]
                            pre.weight [hidden,ssl,5]
                            emb_g.weight [speakers,256]
                            dec.m_source.l_linear.weight [1,_]
                            """)
                            .can(Use.CONVERT),
                    voice(
                                    "so-vits-svc", // another width of the speaker table
                                    """
                            enc_p.f0_emb.weight [256,hidden]
                            pre.weight [hidden,ssl,5]
                            emb_g.weight [speakers,speakerWidth]
                            """)
                            .can(Use.CONVERT),
                    voice(
                            "vits-discriminator", // so-vits-svc's D files and GPT-SoVITS's s2D
                            """
                            discriminators.0.convs.0.weight_v [16,1,15]
                            discriminators.1.convs.0.weight_v [32,1,5,1]
                            discriminators.{discriminators}.conv_post.bias [1]
                            """),
                    voice(
                            "nsf-hifigan",
                            """
                            m_source.l_linear.weight [1,_]
                            conv_pre.weight_v [upsample,mels,7]
                            ups.{upsamplings}.weight_v [_,_,_]
                            !cond.weight
                            """),
                    voice(
                                    "rmvpe",
                                    """
                            unet.encoder.bn.weight [1]
                            unet.encoder.layers.0.conv.0.conv.0.weight [_,1,3,3]
                            fc.0.gru.weight_ih_l0 [_,_]
                            fc.1.weight [360,_]
                            """)
                            .can(Use.CONVERT),
                    voice(
                                    "crepe",
                                    """
                            classifier.weight [360,_]
                            conv1.weight [channels,1,512,1]
                            conv6_BN.running_var [_]
                            """)
                            .can(Use.CONVERT),
                    speech(
                                    "campplus",
                                    """
                            xvector.dense.linear.weight [embedding,_,1]
                            head.conv1.weight [32,1,3,3]
                            xvector.tdnn.linear.weight [_,_,5]
                            """)
                            .can(Use.CONVERT),
                    speech(
                                    "ecapa-tdnn",
                                    """
                            blocks.0.conv.conv.weight [channels,80,5]
                            asp_bn.norm.running_var [_]
                            fc.conv.weight [embedding,_,1]
                            """)
                            .can(Use.CONVERT),
                    speech(
                                    "eres2netv2",
                                    """
                            fuse34.local_att.0.weight [_,_,1,1]
                            conv1.weight [_,1,3,3]
                            seg_1.weight [embedding,_]
                            """)
                            .can(Use.CONVERT),
                    speech(
                                    "resemblyzer",
                                    """
                            lstm.weight_ih_l0 [1024,40]
                            lstm.weight_ih_l2 [1024,256]
                            linear.weight [embedding,256]
                            """)
                            .can(Use.CONVERT));
}
