package studio.likeness.models.library;

import java.util.List;
import java.util.Optional;
import studio.likeness.models.library.Recognized.Kind;
import studio.likeness.models.library.Recognized.Use;

/// Networks that find and move faces. Wav2Lip's plain and GAN weights are one network and cannot be
/// told apart by names and shapes.
final class FaceSignatures {
    private FaceSignatures() {}

    private static Signature face(String family, String lines) {
        return Signature.of(family, Kind.FACE, lines);
    }

    /// Why one that belongs to a family is not what the studio can use; empty for those it can, and
    /// for those that only wait.
    static Optional<String> refusal(String family) {
        return switch (family) {
            case "wav2lip-discriminator" -> Optional.of("models.library.lipDiscriminator");
            case "wav2lip-syncnet" -> Optional.of("models.library.lipExpert");
            case "wav2lip-288" -> Optional.of("models.library.lipOtherFamily");
            default -> Optional.empty();
        };
    }

    static final List<Signature> ALL =
            List.of(
                    face(
                                    "wav2lip",
                                    """
                            face_encoder_blocks.0.0.conv_block.0.weight [16,6,7,7]
                            face_encoder_blocks.6.0.conv_block.0.weight [512,512,3,3]
                            audio_encoder.12.conv_block.0.weight [512,512,1,1]
                            output_block.1.weight [3,32,1,1]
                            !face_encoder_blocks.7.0.conv_block.0.weight
                            !face_encoder_blocks.0.0.act.weight
                            """)
                            .can(Use.CONVERT),
                    face(
                                    "wav2lip-256",
                                    """
                            face_encoder_blocks.0.0.conv_block.0.weight [16,6,7,7]
                            face_encoder_blocks.7.0.conv_block.0.weight [512,512,4,4]
                            audio_encoder.12.conv_block.0.weight [512,512,1,1]
                            output_block.1.weight [3,32,1,1]
                            !face_encoder_blocks.0.0.act.weight
                            """)
                            .can(Use.CONVERT),
                    face(
                            "wav2lip-288",
                            """
                            face_encoder_blocks.0.0.act.weight [1]
                            face_encoder_blocks.0.0.conv_block.0.weight [_,6,7,7]
                            """),
                    face(
                            "wav2lip-discriminator",
                            """
                            face_encoder_blocks.0.0.conv_block.0.weight [32,3,7,7]
                            binary_pred.0.weight [1,_,1,1]
                            """),
                    face(
                            "wav2lip-syncnet",
                            """
                            face_encoder.0.conv_block.0.weight [32,15,7,7]
                            audio_encoder.0.conv_block.0.weight [32,1,3,3]
                            """),
                    face(
                                    "s3fd",
                                    """
                            conv3_3_norm_mbox_conf.weight [4,256,3,3]
                            fc6.weight [1024,512,3,3]
                            conv7_2_mbox_loc.weight [4,256,3,3]
                            """)
                            .can(Use.CONVERT),
                    face(
                            "ultralight-digital-human",
                            """
                            inc.inconv.conv.0.weight [12,6,1,1]
                            audio_model.conv1.conv.0.weight [_,audioChannels,1,1]
                            outc.conv.weight [3,32,1,1]
                            """));
}
