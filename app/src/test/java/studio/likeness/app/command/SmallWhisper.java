package studio.likeness.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import studio.likeness.models.bench.SyntheticWhisper;
import studio.likeness.models.checkpoint.SafetensorsWriter;

/// A Whisper of small keyed weights in the folder that people have; what it writes means nothing.
public final class SmallWhisper {
    private SmallWhisper() {}

    public static Path folder(Path root) throws IOException {
        var folder = Files.createDirectories(root.resolve("whisper-mini"));
        try (var weights = SyntheticWhisper.MINI.weights()) {
            var entries =
                    weights.names().stream()
                            .map(name -> SafetensorsWriter.Entry.of(name, weights.get(name)))
                            .toList();
            SafetensorsWriter.writeParts(folder, entries, 1L << 40);
        }
        return folder;
    }
}
