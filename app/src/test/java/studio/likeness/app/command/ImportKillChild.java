package studio.likeness.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import studio.likeness.models.media.SoundRecorder;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;

/// What [ImportKillLoop] kills: adds folders and imports personas by command while a take is being
/// recorded, and says after each what is now there. Every line is an acknowledgement.
final class ImportKillChild {
    private static final int TAKE_RATE_HZ = 48_000;
    private static final double PIECE_SECONDS = 0.02;

    private final Path home;

    private ImportKillChild(Path home) {
        this.home = home;
    }

    /// @param args the home, a folder of folders to add, the archive to import, the take to record
    public static void main(String[] args) throws Exception {
        var child = new ImportKillChild(Path.of(args[0]));
        Thread.ofPlatform().daemon().start(() -> record(Path.of(args[3])));
        try (var folders = Files.list(Path.of(args[1]))) {
            for (var folder : folders.sorted().toList()) {
                child.add(folder);
                child.bring(args[2]);
            }
        }
        // The kill comes meanwhile; what is left to do then is to go on recording.
        Thread.sleep(Duration.ofMinutes(1));
    }

    private void add(Path folder) {
        run("corpus", "add", "--persona", ImportKillLoop.MAIN, folder.toString());
        say("folder " + folder.getFileName());
        // Brings the index up to date, so that the kill finds it writing too.
        run("memory", "search", "--persona", ImportKillLoop.MAIN, "harbour");
        say("indexed " + folder.getFileName());
    }

    private void bring(String archive) {
        var imported = run("persona", "import", archive).strip();
        say("persona " + imported.substring(imported.indexOf('(') + 1, imported.indexOf(')')));
    }

    private String run(String... command) {
        var said = CommandRun.of(home, command);
        if (said.code() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + said);
        }
        return said.out();
    }

    private static void record(Path take) {
        var piece = new Waveform(Tone.samples(440, PIECE_SECONDS, TAKE_RATE_HZ), TAKE_RATE_HZ);
        try (var recorder = SoundRecorder.create(take)) {
            for (var at = Duration.ZERO; ; at = at.plus(piece.length())) {
                recorder.write(new AudioChunk(piece, at));
                say("take " + recorder.recorded().toMillis());
                Thread.sleep(piece.length());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// One write, so that two threads do not mix; the full stop tells a whole line from one that
    /// the kill cut short.
    private static void say(String line) {
        System.out.print(line + " .\n");
        System.out.flush();
    }
}
