package studio.likeness.models.voice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;

/// Windows' own voices, through System.Speech in a PowerShell child process that writes the clause
/// as a WAV file. It costs about a second a clause and tells no phonemes. Never run on Windows by
/// its authors: the tests run everything but `sapi.ps1` against a stand-in for PowerShell.
final class SapiVoice implements SystemVoice {
    private static final Duration CHUNK = Duration.ofMillis(60);
    private static final int SAMPLE_RATE_HZ = 22_050;
    private static final Duration LONGEST_CLAUSE = Duration.ofMinutes(5);
    private static final int LONGEST_COMPLAINT = 500;

    private final List<String> command;
    private final Timbre timbre;

    /// @param command a program that reads the file named by `LIKENESS_TEXT` (a line a run:
    ///     language, tab, text) and writes the one named by `LIKENESS_WAV`
    SapiVoice(List<String> command, Timbre timbre) {
        this.command = List.copyOf(command);
        this.timbre = timbre;
    }

    static Optional<SystemVoice> find(Timbre timbre) {
        var windows = System.getenv("SystemRoot");
        if (windows == null) {
            return Optional.empty();
        }
        // Not PowerShell 7, whose .NET has no System.Speech.
        var powershell =
                Path.of(windows, "System32", "WindowsPowerShell", "v1.0", "powershell.exe");
        return Files.isExecutable(powershell)
                ? Optional.of(new SapiVoice(command(powershell), timbre))
                : Optional.empty();
    }

    /// The script travels as base64, so no quoting and no execution policy gets in its way.
    private static List<String> command(Path powershell) {
        try (InputStream script = SapiVoice.class.getResourceAsStream("sapi.ps1")) {
            if (script == null) {
                throw new IllegalStateException("sapi.ps1 is not on the class path");
            }
            var text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(
                    powershell.toString(),
                    "-NoLogo",
                    "-NoProfile",
                    "-NonInteractive",
                    "-EncodedCommand",
                    Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_16LE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "Windows SAPI";
    }

    @Override
    public Duration speak(String clause, String language, Duration start, Listener listener)
            throws InterruptedException {
        var runs = ScriptRun.of(clause, language);
        if (runs.isEmpty()) {
            return start;
        }
        var sound = synthesise(runs);
        int step = Math.toIntExact(Waveform.samplesIn(CHUNK, sound.sampleRateHz()));
        for (int at = 0; at < sound.samples().length; at += step) {
            var pts = start.plus(Waveform.lengthOf(at, sound.sampleRateHz()));
            listener.accept(
                    new SpokenChunk(new AudioChunk(sound.slice(at, at + step), pts), List.of()));
        }
        return start.plus(sound.length());
    }

    private Waveform synthesise(List<ScriptRun> runs) throws InterruptedException {
        try {
            var folder = Files.createTempDirectory("likeness-voice");
            try {
                return synthesise(runs, folder);
            } finally {
                delete(folder);
            }
        } catch (IOException | StudioException e) {
            throw new StudioException(e, "models.voice.failed", name());
        }
    }

    private Waveform synthesise(List<ScriptRun> runs, Path folder)
            throws IOException, InterruptedException {
        var text = folder.resolve("text.txt");
        var wav = folder.resolve("speech.wav");
        var complaints = folder.resolve("errors.txt");
        Files.writeString(
                text,
                runs.stream()
                        .map(run -> run.language() + "\t" + run.text() + "\n")
                        .collect(Collectors.joining()));
        var builder =
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(complaints.toFile());
        builder.environment().put("LIKENESS_TEXT", text.toString());
        builder.environment().put("LIKENESS_WAV", wav.toString());
        builder.environment().put("LIKENESS_GENDER", timbre == Timbre.MALE ? "Male" : "Female");
        var process = builder.start();
        try {
            process.getOutputStream().close();
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException("status " + status + ": " + start(complaints));
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return read(wav);
    }

    private static Waveform read(Path wav) {
        var sound = MediaReader.readSound(wav, SAMPLE_RATE_HZ, LONGEST_CLAUSE);
        var samples = new short[sound.samples().length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(sound.samples()[i] * Short.MAX_VALUE);
        }
        var level = Loudness.measuredOn(new Loudness(1).apply(samples), SAMPLE_RATE_HZ);
        return new Waveform(level.apply(samples), SAMPLE_RATE_HZ);
    }

    private static String start(Path complaints) throws IOException {
        var text = new String(Files.readAllBytes(complaints), StandardCharsets.UTF_8);
        return text.substring(0, Math.min(text.length(), LONGEST_COMPLAINT));
    }

    private static void delete(Path folder) throws IOException {
        var inside = new ArrayList<Path>();
        try (var files = Files.list(folder)) {
            files.forEach(inside::add);
        }
        for (var file : inside) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    /// Every clause closes what it opened.
    @Override
    public void close() {}
}
