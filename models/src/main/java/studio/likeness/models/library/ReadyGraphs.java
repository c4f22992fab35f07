package studio.likeness.models.library;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import studio.likeness.models.face.animate.FaceRestorer;
import studio.likeness.models.face.find.Landmarks;
import studio.likeness.models.face.network.FaceDetectors;
import studio.likeness.models.face.network.LipNetwork;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.runtime.Device;

/// Ready ONNX models that the studio can use: they are kept as they are.
final class ReadyGraphs {
    private ReadyGraphs() {}

    static boolean knows(String family) {
        return switch (family) {
            case "yunet", "scrfd", "ultra-light-face", "pfld", "wav2lip", "wav2lip-256" -> true;
            case "gfpgan", "codeformer" -> true;
            default -> ReadyVoiceGraphs.knows(family);
        };
    }

    /// Copies it, and opens it once, so that nothing is listed that does not load.
    static Manifest.Kind keep(Recognized found, Path folder) throws IOException {
        var family = found.family().orElseThrow();
        if (ReadyVoiceGraphs.knows(family)) {
            return ReadyVoiceGraphs.keep(family, found.path(), folder);
        }
        return switch (family) {
            case "pfld" -> {
                var copy = copy(found, folder.resolve(Landmarks.GRAPH));
                Landmarks.open(copy, Device.processor()).close();
                yield Manifest.Kind.FACE_LANDMARKS;
            }
            case "wav2lip", "wav2lip-256" -> {
                var copy = copy(found, folder.resolve(LipNetwork.GRAPH));
                LipNetwork.open(copy, Device.processor()).close();
                yield Manifest.Kind.LIP_SYNC;
            }
            case "gfpgan", "codeformer" -> {
                var copy = copy(found, folder.resolve(FaceRestorer.GRAPH));
                FaceRestorer.open(copy, Device.processor()).close();
                yield Manifest.Kind.FACE_RESTORATION;
            }
            default -> {
                var copy = copy(found, folder.resolve(FaceDetectors.GRAPH));
                FaceDetectors.open(family, copy, Device.processor()).close();
                yield Manifest.Kind.FACE_DETECTOR;
            }
        };
    }

    private static Path copy(Recognized found, Path to) throws IOException {
        return Files.copy(found.path(), to);
    }

    /// Of all its bytes.
    static String fingerprint(Path file) throws IOException {
        try (var in =
                new DigestInputStream(
                        Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
