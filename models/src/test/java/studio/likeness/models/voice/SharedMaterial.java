package studio.likeness.models.voice;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.signal.Waveform;

/// Real recordings and models beside the repository; tests that want them are passed over where
// they
/// are not.
public final class SharedMaterial {
    private SharedMaterial() {}

    public static Path file(String name) {
        var root =
                Optional.ofNullable(System.getenv("LIKENESS_SHARED"))
                        .map(Path::of)
                        .orElse(Path.of("../../shared"));
        var found =
                List.of(root, Path.of("../../../shared")).stream()
                        .map(place -> place.resolve("data").resolve(name))
                        .filter(Files::exists)
                        .findFirst();
        assumeTrue(found.isPresent(), "no shared data: " + name);
        return found.get();
    }

    public static Waveform sound(String name, int sampleRateHz) {
        return MediaReader.readSound(file(name), sampleRateHz, Duration.ofMinutes(10));
    }
}
