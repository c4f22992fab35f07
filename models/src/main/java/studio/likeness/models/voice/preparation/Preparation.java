package studio.likeness.models.voice.preparation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.signal.Levels;
import studio.likeness.models.signal.Resampler;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.speech.SpeechSegments;
import studio.likeness.models.speech.SpeechSegments.Segment;
import studio.likeness.models.speech.Transcriber;
import studio.likeness.models.speech.Transcript;
import studio.likeness.models.speech.VoiceActivity;
import studio.likeness.models.voice.noise.NoiseRemoval;
import studio.likeness.models.voice.preparation.PreparedSet.Done;
import studio.likeness.models.voice.preparation.Slicer.Piece;

/// Makes a training set of recordings as people have them: one channel at one rate, noise taken out
/// where there is much, one loudness, long silence left out, cut into clips that begin and end
/// between words, each with figures of its quality and, where a recogniser is at hand, its text.
/// Broken off, it goes on where it stopped. Not thread-safe.
public final class Preparation {
    /// Longer recordings are cut there: they would not fit into memory.
    private static final Duration LONGEST = Duration.ofHours(2);

    /// Root mean square of speech in a clip, unless its peaks forbid it.
    private static final double SPEECH_DB = -20;

    /// Below that noise is taken out. Cleaner recordings lose more by it than they gain (measured
    /// with afftdn, which takes 5 dB off a signal of 25).
    private static final double NOISY_DB = 20;

    /// Of a clip in which nothing was understood.
    public static final String NO_LANGUAGE = "und";

    private static final int VOICE_RATE = VoiceActivity.SAMPLE_RATE_HZ;

    private final VoiceActivity activity;
    private final Optional<NoiseRemoval> noise;
    private final Optional<Writer> writer;
    private final int rate;
    private final SpeechSlicer slicer;

    /// Writes down what is said in a clip.
    @FunctionalInterface
    interface Writer {
        Transcript write(Waveform clip);
    }

    /// @param activity stays open
    /// @param noise stays open; none leaves recordings as noisy as they are
    /// @param transcriber writes down what is said, where there is one
    /// @param writing how it does
    /// @param sampleRateHz of the clips
    public Preparation(
            VoiceActivity activity,
            Optional<NoiseRemoval> noise,
            Optional<Transcriber> transcriber,
            Transcriber.Options writing,
            int sampleRateHz,
            SpeechSlicer slicer) {
        this(activity, noise, sampleRateHz, slicer, transcriber.map(t -> writer(t, writing)));
    }

    Preparation(
            VoiceActivity activity,
            Optional<NoiseRemoval> noise,
            int sampleRateHz,
            SpeechSlicer slicer,
            Optional<Writer> writer) {
        this.activity = activity;
        this.noise = noise;
        this.writer = writer;
        this.rate = sampleRateHz;
        this.slicer = slicer;
    }

    private static Writer writer(Transcriber transcriber, Transcriber.Options writing) {
        return clip -> transcriber.transcribe(clip, writing, _ -> {}, Progress.none());
    }

    /// What is written down is kept clip by clip: broken off, it goes on with the next one, and
    /// clips that were cut while nothing could write them down are written down now.
    ///
    /// @param folder gets the clips
    /// @throws StudioException when a recording cannot be read
    /// @throws java.util.concurrent.CancellationException when cancelled; what was finished stays
    public PreparedSet prepare(List<Path> recordings, Path folder, Progress progress) {
        var set = PreparedSet.open(folder);
        try {
            var total = Duration.ZERO;
            for (var recording : recordings) {
                total = total.plus(MediaReader.probe(recording).length());
            }
            var far = new Far(progress, Duration.ZERO, total);
            for (var recording : recordings) {
                far.at(0, "models.voice.preparation.preparing");
                var file = recording.toAbsolutePath();
                var mark = mark(file);
                if (!set.has(file.toString(), mark)) {
                    set.add(new Done(file.toString(), mark, clips(file, folder, far)));
                    set.save();
                }
                write(set, file, far);
                far = far.behind(MediaReader.probe(file).length());
            }
            far.at(0, "models.voice.preparation.preparing");
        } catch (IOException e) {
            throw new StudioException(e, "models.voice.preparation.cannotWrite", folder);
        }
        return set;
    }

    /// How far it is, in milliseconds of the recordings.
    ///
    /// @param before what lies behind
    private record Far(Progress progress, Duration before, Duration total) {
        void at(double seconds, String doing) {
            long done = before.toMillis() + Math.round(1000 * seconds);
            progress.at(Math.min(done, total.toMillis()), total.toMillis(), doing);
        }

        Far behind(Duration recording) {
            return new Far(progress, before.plus(recording), total);
        }
    }

    private void write(PreparedSet set, Path file, Far far) throws IOException {
        if (writer.isEmpty()) {
            return;
        }
        for (var clip : set.clips()) {
            if (clip.recording().equals(file.toString()) && !clip.isHeard()) {
                far.at(clip.fromSeconds(), "models.voice.preparation.listening");
                var sound =
                        MediaReader.readSound(
                                set.folder().resolve(clip.file()), VOICE_RATE, LONGEST);
                var said = writer.get().write(sound);
                var language = said.language().isEmpty() ? NO_LANGUAGE : said.language();
                set.correct(clip, language, said.text());
            }
        }
    }

    private static String mark(Path file) throws IOException {
        return Files.exists(file)
                ? Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis()
                : "";
    }

    /// A recording, and where somebody speaks in it.
    ///
    /// @param speech in samples
    private record Heard(float[] samples, List<Segment> speech, double snrDb, String denoisedBy) {}

    private List<PreparedClip> clips(Path file, Path folder, Far far) throws IOException {
        var info = MediaReader.probe(file);
        var raw = MediaReader.readSound(file, Math.max(1, info.sampleRateHz()), LONGEST);
        var heard = heard(Resampler.resample(raw, rate));
        var clips = new ArrayList<PreparedClip>();
        Files.createDirectories(folder.resolve("clips"));
        for (var piece : slicer.slice(heard.samples(), rate, heard.speech())) {
            far.at(0, "models.voice.preparation.writing");
            clips.add(clip(file, folder, raw, heard, piece));
        }
        return clips;
    }

    private Heard heard(Waveform sound) {
        var speech = speech(sound);
        double snr = snr(sound.samples(), speech);
        if (speech.isEmpty() || noise.isEmpty() || snr >= NOISY_DB) {
            return new Heard(levelled(sound.samples(), speech), speech, snr, "");
        }
        var removal = noise.get();
        var clean = removal.clean(sound);
        var again = speech(clean);
        return new Heard(
                levelled(clean.samples(), again),
                again,
                snr(clean.samples(), again),
                removal.name());
    }

    private List<Segment> speech(Waveform sound) {
        double scale = (double) rate / VOICE_RATE;
        return activity
                .segments(Resampler.resample(sound, VOICE_RATE).samples(), SpeechSegments.USUAL)
                .stream()
                .map(
                        s ->
                                new Segment(
                                        (int) (s.from() * scale),
                                        Math.min(sound.samples().length, (int) (s.to() * scale))))
                .toList();
    }

    /// One loudness, so that what is silent is silent for every recording.
    private static float[] levelled(float[] samples, List<Segment> speech) {
        double level = Math.sqrt(power(samples, speech));
        if (level <= 0) {
            return samples;
        }
        return scaled(samples, Math.pow(10, SPEECH_DB / 20) / level);
    }

    private static float[] scaled(float[] samples, double gain) {
        var scaled = new float[samples.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (gain * samples[i]);
        }
        return scaled;
    }

    private static double power(float[] samples, List<Segment> segments) {
        double sum = 0;
        long count = 0;
        for (var segment : segments) {
            for (int i = segment.from(); i < Math.min(segment.to(), samples.length); i++) {
                sum += (double) samples[i] * samples[i];
            }
            count += Math.max(0, segment.to() - segment.from());
        }
        return count == 0 ? 0 : sum / count;
    }

    /// How much louder speech is than the quieter half of what is between, in decibels.
    private double snr(float[] samples, List<Segment> speech) {
        int frame = rate / 50;
        var quiet = new ArrayList<Double>();
        int at = 0;
        for (int i = 0; i <= speech.size(); i++) {
            int to = i < speech.size() ? speech.get(i).from() : samples.length;
            for (; at + frame <= to; at += frame) {
                quiet.add(power(samples, List.of(new Segment(at, at + frame))));
            }
            at = i < speech.size() ? speech.get(i).to() : at;
        }
        // Digital silence is put in afterwards and says nothing about the room.
        quiet.removeIf(power -> power < 1e-10);
        if (quiet.isEmpty() || speech.isEmpty()) {
            return 60;
        }
        quiet.sort(Double::compare);
        double floor = Math.max(quiet.get(quiet.size() / 2), 1e-10);
        return Math.clamp(10 * Math.log10(power(samples, speech) / floor), -20, 60);
    }

    private PreparedClip clip(Path file, Path folder, Waveform raw, Heard heard, Piece piece) {
        int to = Math.min(piece.to(), heard.samples().length);
        var part = java.util.Arrays.copyOfRange(heard.samples(), piece.from(), to);
        double peak = Math.pow(10, Levels.of(new Waveform(part, rate)).peakDb() / 20);
        double most = Math.pow(10, (ClipQuality.HIGHEST_PEAK_DB - 0.1) / 20);
        var sound = new Waveform(peak > most ? scaled(part, most / peak) : part, rate);
        double scale = (double) raw.sampleRateHz() / rate;
        var before = Levels.of(raw.slice((int) (piece.from() * scale), (int) (to * scale)));
        var after = Levels.of(sound);
        double spoken = 0;
        for (var segment : heard.speech()) {
            spoken +=
                    Math.max(
                            0, Math.min(segment.to(), to) - Math.max(segment.from(), piece.from()));
        }
        double seconds = (double) part.length / rate;
        var quality =
                new ClipQuality(
                        rounded(seconds),
                        rounded(after.rmsDb()),
                        rounded(after.peakDb()),
                        before.clipped(),
                        rounded(heard.snrDb()),
                        rounded(spoken / part.length));
        var name = "clips/%s_%010d_%010d.wav".formatted(stem(file), piece.from(), to);
        SoundFile.writeWav(sound, folder.resolve(name));
        return new PreparedClip(
                name,
                file.toString(),
                rounded((double) piece.from() / rate),
                rounded((double) to / rate),
                quality,
                heard.denoisedBy(),
                "",
                "");
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private static String stem(Path file) {
        var name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return (dot > 0 ? name.substring(0, dot) : name)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_-]+", "-");
    }
}
