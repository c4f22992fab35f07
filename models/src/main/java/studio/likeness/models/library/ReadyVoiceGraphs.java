package studio.likeness.models.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.runtime.Session;
import studio.likeness.models.runtime.SessionPlan;
import studio.likeness.models.speech.SileroVad;
import studio.likeness.models.voice.noise.GtcrnNoise;
import studio.likeness.models.voice.speaker.SpeakerGraphs;

/// Ready ONNX models of voices: they are kept as they are, and opened once, so that nothing is
/// listed that does not load.
final class ReadyVoiceGraphs {
    private ReadyVoiceGraphs() {}

    static boolean knows(String family) {
        return switch (family) {
            case "silero-vad", "silero-vad-v4", "gtcrn", "campplus" -> true;
            default -> false;
        };
    }

    static Manifest.Kind keep(String family, Path file, Path folder) throws IOException {
        return switch (family) {
            case "gtcrn" -> {
                var copy = Files.copy(file, folder.resolve(GtcrnNoise.GRAPH));
                GtcrnNoise.open(copy, Device.processor()).close();
                yield Manifest.Kind.NOISE_REMOVAL;
            }
            case "campplus" -> {
                var copy = Files.copy(file, folder.resolve(SpeakerGraphs.GRAPH));
                Session.open(copy, Device.processor(), SessionPlan.usual()).close();
                yield Manifest.Kind.SPEAKER_VECTOR;
            }
            default -> {
                var copy = Files.copy(file, folder.resolve(SileroVad.GRAPH));
                SileroVad.open(copy, Device.processor()).close();
                yield Manifest.Kind.VOICE_ACTIVITY;
            }
        };
    }
}
