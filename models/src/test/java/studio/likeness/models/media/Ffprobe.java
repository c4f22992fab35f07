package studio.likeness.models.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Loader;

/// FFmpeg's own programs, from the same jar, as an independent witness.
final class Ffprobe {
    private Ffprobe() {}

    /// @return what ffprobe prints for these entries, one value a line
    static List<String> show(Path file, String entries) throws IOException, InterruptedException {
        return run(
                Loader.load(org.bytedeco.ffmpeg.ffprobe.class),
                "-v",
                "error",
                "-show_entries",
                entries,
                "-of",
                "default=nw=1",
                file.toString());
    }

    static List<String> ffmpeg(String... args) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("-v", "error", "-y"));
        command.addAll(Arrays.asList(args));
        return run(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class), command.toArray(String[]::new));
    }

    private static List<String> run(String program, String... args)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program));
        command.addAll(Arrays.asList(args));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + "\n" + out);
        }
        return out.lines().toList();
    }
}
