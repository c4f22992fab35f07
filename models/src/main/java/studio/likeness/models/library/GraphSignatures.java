package studio.likeness.models.library;

import java.util.List;
import studio.likeness.models.library.Recognized.Kind;

/// Ready ONNX models that people have, by what they take and give.
final class GraphSignatures {
    private GraphSignatures() {}

    private static GraphSignature speech(String family, String lines) {
        return GraphSignature.of(family, Kind.SPEECH, lines);
    }

    private static GraphSignature voice(String family, String lines) {
        return GraphSignature.of(family, Kind.VOICE, lines);
    }

    private static GraphSignature face(String family, String lines) {
        return GraphSignature.of(family, Kind.FACE, lines);
    }

    static final List<GraphSignature> ALL =
            List.of(
                    speech(
                            "silero-vad", // versions 5 and 6
                            """
                            in input [_,_]
                            in state [2,_,128]
                            in sr []
                            out output [_,1]
                            out stateN [_,_,_]
                            """),
                    speech(
                            "silero-vad", // 16 kHz only
                            """
                            in input [_,576]
                            in state [2,_,128]
                            out output [_,1]
                            out stateN [_,_,_]
                            """),
                    speech(
                            "silero-vad-v4",
                            """
                            in input [_,_]
                            in sr []
                            in h [2,_,64]
                            in c [2,_,64]
                            out output [_,1]
                            out hn [2,_,64]
                            out cn [2,_,64]
                            """),
                    speech(
                            "gtcrn",
                            """
                            in mix [_,257,_,2]
                            in conv_cache [2,_,16,16,33]
                            in tra_cache [2,3,_,_,16]
                            in inter_cache [2,_,33,16]
                            out enh [_,257,_,2]
                            out conv_cache_out [2,_,16,16,33]
                            out tra_cache_out [2,3,_,_,16]
                            out inter_cache_out [2,_,33,16]
                            """),
                    speech(
                            "deepfilternet-encoder",
                            """
                            in feat_erb [_,1,_,bands]
                            in feat_spec [_,2,_,bins]
                            out e0 [_,_,_,_]
                            out e1 [_,_,_,_]
                            out e2 [_,_,_,_]
                            out e3 [_,_,_,_]
                            out emb [_,_,_]
                            out c0 [_,_,_,_]
                            out lsnr [_,_,_]
                            """),
                    speech(
                            "deepfilternet-erb-decoder",
                            """
                            in emb [_,_,_]
                            in e3 [_,_,_,_]
                            in e2 [_,_,_,_]
                            in e1 [_,_,_,_]
                            in e0 [_,_,_,_]
                            out m [_,1,_,bands]
                            """),
                    speech(
                            "deepfilternet-df-decoder",
                            """
                            in emb [_,_,_]
                            in c0 [_,_,_,_]
                            out coefs [_,_,_,_]
                            """),
                    speech(
                            "campplus",
                            """
                            in feature [_,_,80]
                            out embedding [_,embedding]
                            """),
                    voice(
                            "contentvec",
                            """
                            in source [_,_,_]
                            out embed [_,_,_]
                            """),
                    voice(
                            "g2pw",
                            """
                            in input_ids [_,_]
                            in token_type_ids [_,_]
                            in attention_masks [_,_]
                            in phoneme_masks [_,_]
                            in char_ids [_]
                            in position_ids [_]
                            out _ [_,_]
                            """),
                    face(
                            "yunet",
                            """
                            in _ [_,3,_,_]
                            out cls_8 [_,_,1]
                            out cls_16 [_,_,1]
                            out cls_32 [_,_,1]
                            out obj_8 [_,_,1]
                            out obj_16 [_,_,1]
                            out obj_32 [_,_,1]
                            out bbox_8 [_,_,4]
                            out bbox_16 [_,_,4]
                            out bbox_32 [_,_,4]
                            out kps_8 [_,_,10]
                            out kps_16 [_,_,10]
                            out kps_32 [_,_,10]
                            """),
                    face("scrfd", scrfd("[_,1]", "[_,4]", "[_,10]")),
                    face("scrfd", scrfd("[_,_,1]", "[_,_,4]", "[_,_,10]")),
                    face(
                            "ultra-light-face",
                            """
                            in _ [_,3,_,_]
                            out scores [_,_,2]
                            out boxes [_,_,4]
                            """),
                    face(
                            "yoloface",
                            """
                            in _ [_,3,640,640]
                            out _ [_,20,8400]
                            """),
                    face(
                            "pfld",
                            """
                            in _ [_,3,112,112]
                            out _ [_,136]
                            """),
                    face(
                            "gfpgan", // RestoreFormer and GPEN are of the same form
                            """
                            in _ [_,3,512,512]
                            out _ [_,3,512,512]
                            """),
                    face(
                            "codeformer",
                            """
                            in _ [_,3,512,512]
                            in _ []
                            out _ [_,3,512,512]
                            """),
                    face(
                            "codeformer",
                            """
                            in _ [_,3,512,512]
                            in _ []
                            out _ [_,3,512,512]
                            out _ [_,_,_]
                            out _ [_,_,_,_]
                            """),
                    face(
                            "codeformer",
                            """
                            in _ [_,3,512,512]
                            in _ [_]
                            out _ [_,3,512,512]
                            """),
                    face(
                            "codeformer",
                            """
                            in _ [_,3,512,512]
                            in _ [_]
                            out _ [_,3,512,512]
                            out _ [_,_,_]
                            out _ [_,_,_,_]
                            """),
                    face(
                            "fan-68",
                            """
                            in _ [_,3,256,256]
                            out _ [_,68,3]
                            out _ [_,68,64,64]
                            """),
                    face(
                            "wav2lip",
                            """
                            in _ [_,1,80,16]
                            in _ [_,6,96,96]
                            out _ [_,3,96,96]
                            """),
                    face(
                            "wav2lip-256",
                            """
                            in _ [_,1,80,16]
                            in _ [_,6,256,256]
                            out _ [_,3,256,256]
                            """),
                    face(
                            "gfpgan", // restoreformer and gpen have the same form
                            """
                            in _ [_,3,512,512]
                            out _ [_,3,512,512]
                            """),
                    face(
                            "codeformer",
                            """
                            in _ [_,3,512,512]
                            in _ [1]
                            out _ [_,3,512,512]
                            """),
                    face(
                            "codeformer",
                            """
                            in _ [_,3,512,512]
                            in _ []
                            out _ [_,3,512,512]
                            """),
                    face(
                            "xseg",
                            """
                            in _ [_,256,256,3]
                            out _ [_,256,256,1]
                            """),
                    face(
                            "bisenet",
                            """
                            in _ [_,3,512,512]
                            out _ [_,19,512,512]
                            """));

    /// Scores, boxes and points at three strides, under numbers for names.
    private static String scrfd(String score, String box, String points) {
        return "in _ [_,3,_,_]\n"
                + ("out _ " + score + "\n").repeat(3)
                + ("out _ " + box + "\n").repeat(3)
                + ("out _ " + points + "\n").repeat(3);
    }
}
