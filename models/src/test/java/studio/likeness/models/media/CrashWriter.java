package studio.likeness.models.media;

import java.nio.file.Path;
import java.util.Map;

/// A child process that writes in real time until it is killed, and says how far it is.
final class CrashWriter {
    private CrashWriter() {}

    public static void main(String[] args) throws InterruptedException {
        var file = Path.of(args[1]);
        if (args[0].equals("film")) {
            film(file);
        } else {
            take(file);
        }
    }

    private static void film(Path file) throws InterruptedException {
        var format = new Mp4Writer.Format(320, 240, 25, 48_000, Map.of("title", "crash"));
        try (var writer = Mp4Writer.create(file, format)) {
            for (int i = 0; ; i++) {
                writer.write(Made.portrait(320, 240, i, Made.seconds(i / 25.0)));
                writer.write(Made.at(i / 25.0, Made.sine(440, 24_000, 0.04)));
                System.out.println((i + 1) * 40);
                Thread.sleep(40);
            }
        }
    }

    private static void take(Path file) throws InterruptedException {
        try (var recorder = SoundRecorder.create(file)) {
            for (int i = 0; ; i++) {
                recorder.write(Made.at(i / 50.0, Made.sine(440, 48_000, 0.02)));
                System.out.println(recorder.recorded().toMillis());
                Thread.sleep(20);
            }
        }
    }
}
