package studio.likeness.models.speech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.runtime.Decoding;
import studio.likeness.models.signal.Resampler;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.speech.SpeechSegments.Segment;
import studio.likeness.models.speech.Transcript.Word;

/// Writes down what is said in a recording, of any length: pauses are left out, the rest is heard
/// in windows of at most 30 s. Not thread-safe.
public final class Transcriber {
    private static final int RATE = WhisperMel.SAMPLE_RATE_HZ;

    /// Silence behind each stretch, so that the last frame is whole.
    private static final int TAIL = 400;

    /// A text drawn hotter than that is not told to the next window.
    private static final double HOT = 0.5;

    private final SpeechModel model;
    private final VoiceActivity activity;
    private final Dictation dictation;
    private final WhisperTokens tokens;

    /// @param model stays open
    /// @param activity stays open
    public Transcriber(SpeechModel model, VoiceActivity activity) {
        this.model = model;
        this.activity = activity;
        tokens = model.tokens();
        dictation = new Dictation(tokens, model.context());
    }

    /// What the user chooses.
    ///
    /// @param language of [Languages]; empty to find it out
    /// @param words whether words get their times
    /// @param seed of what is drawn when the likeliest text is refused
    public record Options(
            Optional<String> language,
            boolean words,
            SpeechSegments segments,
            Guards guards,
            Search search,
            ChineseScript script,
            long seed) {
        public static Options usual() {
            return new Options(
                    Optional.empty(),
                    false,
                    SpeechSegments.USUAL,
                    Guards.USUAL,
                    Search.GREEDY,
                    ChineseScript.ANY,
                    1234);
        }

        public Options withSearch(Search other) {
            return new Options(language, words, segments, guards, other, script, seed);
        }

        public Options withLanguage(String code) {
            return new Options(Optional.of(code), words, segments, guards, search, script, seed);
        }

        public Options withScript(ChineseScript other) {
            return new Options(language, words, segments, guards, search, other, seed);
        }

        public Options withWords() {
            return new Options(language, true, segments, guards, search, script, seed);
        }
    }

    /// @param each is told every segment as soon as it is written
    /// @throws StudioException when the model does not know the language
    /// @throws java.util.concurrent.CancellationException when cancelled
    public Transcript transcribe(
            Waveform sound, Options options, Consumer<Transcript.Segment> each, Progress progress) {
        options.language().filter(_ -> !tokens.englishOnly()).ifPresent(tokens::language);
        progress.at(0, sound.samples().length, "models.speech.findingSpeech");
        var samples = Resampler.resample(sound, RATE).samples();
        var stretches = joined(activity.segments(samples, options.segments()));
        var run = new Run(options, each);
        for (var stretch : stretches) {
            progress.at(stretch.from(), samples.length, "models.speech.writing");
            run.stretch(samples, stretch, progress);
        }
        progress.at(samples.length, samples.length, "models.speech.writing");
        return new Transcript(run.language.orElse(options.language().orElse("")), run.segments);
    }

    /// Neighbours share a window where they fit into one.
    private List<Segment> joined(List<Segment> segments) {
        var joined = new ArrayList<Segment>();
        for (var segment : segments) {
            boolean fits =
                    !joined.isEmpty()
                            && segment.to() - joined.getLast().from() <= model.windowSamples();
            joined.add(fits ? new Segment(joined.removeLast().from(), segment.to()) : segment);
        }
        return joined;
    }

    private final class Run {
        private final Options options;
        private final Consumer<Transcript.Segment> each;
        private final Random random;
        private final List<Transcript.Segment> segments = new ArrayList<>();
        private Optional<String> language;
        private int[] earlier = {};

        Run(Options options, Consumer<Transcript.Segment> each) {
            this.options = options;
            this.each = each;
            random = new Random(options.seed());
            language = tokens.englishOnly() ? Optional.of("en") : options.language();
        }

        void stretch(float[] samples, Segment stretch, Progress progress) {
            int length = stretch.to() - stretch.from();
            var part = Arrays.copyOfRange(samples, stretch.from(), stretch.to());
            var mel = model.mel().of(Arrays.copyOf(part, length + TAIL));
            int frames = Math.ceilDiv(length, WhisperMel.HOP);
            for (int at = 0; at < frames; ) {
                int heard = Math.min(model.windowFrames(), frames - at);
                long sample = stretch.from() + (long) at * WhisperMel.HOP;
                at += window(cut(mel, at, heard), heard, sample / (double) RATE);
                progress.at(
                        Math.min(stretch.to(), stretch.from() + (long) at * WhisperMel.HOP),
                        samples.length,
                        "models.speech.writing");
            }
        }

        /// @return frames until the next window
        private int window(float[][] mel, int frames, double begins) {
            var heard = model.listen(mel, 0);
            try (var decoding = model.write(heard)) {
                var spoken = spoken(decoding);
                var prompt = dictation.prompt(before(spoken), spoken);
                var written = written(decoding, prompt);
                if (options.guards().isSilence(written.quality())) {
                    return frames;
                }
                var cut = WrittenWindow.of(tokens, written.tokens(), frames);
                for (var part : cut.parts()) {
                    var text = options.script().written(tokens.decode(part.tokens()), spoken);
                    // What would begin behind the sound's end was not said.
                    double to = Math.min(part.to(), frames / 100.0);
                    if (!text.isBlank() && to > part.from()) {
                        var words = words(heard, part, frames, begins);
                        add(
                                new Transcript.Segment(
                                        begins + part.from(),
                                        begins + to,
                                        text,
                                        words,
                                        written.quality()));
                    }
                }
                earlier =
                        written.quality().temperature() > HOT
                                ? new int[0]
                                : joined(earlier, tokens.textOf(written.tokens()));
                return cut.frames();
            }
        }

        /// What the network believes to have written before.
        private int[] before(String spoken) {
            return earlier.length == 0 && spoken.equals("zh")
                    ? tokens.encode(options.script().before())
                    : earlier;
        }

        private String spoken(Decoding decoding) {
            if (language.isEmpty()) {
                var chances = dictation.languages(decoding);
                int likeliest =
                        IntStream.range(0, chances.length)
                                .reduce((a, b) -> chances[b] > chances[a] ? b : a)
                                .orElseThrow();
                language = Optional.of(tokens.languages().get(likeliest));
            }
            return language.get();
        }

        private Dictation.Written written(Decoding decoding, int[] prompt) {
            Dictation.Written last = null;
            for (double temperature : options.guards().temperatures()) {
                last = dictation.write(decoding, prompt, temperature, random, options.search());
                if (!options.guards().refuses(last.quality())) {
                    return last;
                }
            }
            if (last == null) {
                throw new IllegalArgumentException("expected at least one temperature");
            }
            return last;
        }

        private void add(Transcript.Segment segment) {
            segments.add(segment);
            each.accept(segment);
        }

        private List<Word> words(
                SpeechModel.Heard heard, WrittenWindow.Part part, int frames, double begins) {
            if (!options.words()) {
                return List.of();
            }
            var spoken = language.orElseThrow();
            var words = Transcriber.this.words(heard, part.tokens(), spoken, frames, begins);
            return options.script().written(words, spoken);
        }
    }

    private List<Word> words(
            SpeechModel.Heard heard, int[] text, String language, int frames, double begins) {
        var begin = tokens.begin(language);
        int skipped = begin.length;
        var ids = Arrays.copyOf(begin, skipped + 1 + text.length + 1);
        ids[skipped] = tokens.noTimes();
        System.arraycopy(text, 0, ids, skipped + 1, text.length);
        ids[ids.length - 1] = tokens.end();
        var attended = model.align(heard, ids);
        int moments = Math.max(1, frames / 2);
        // The row of a token tells where the next one is; the first is that of "no times".
        var rows = WordTimes.begins(attended.attention(), skipped, moments);
        var words = new ArrayList<Word>();
        int at = 0;
        for (var word : tokens.words(text, language)) {
            double from = begins + rows[at] * WrittenWindow.SECONDS_PER_STEP;
            double to = begins + rows[at + word.tokens()] * WrittenWindow.SECONDS_PER_STEP;
            double chance = 0;
            for (int i = at; i < at + word.tokens(); i++) {
                var logits = Arrays.copyOf(attended.logits()[skipped + i], tokens.end());
                chance += Math.exp(logits[text[i]] - LogProbabilities.total(logits));
            }
            words.add(new Word(word.text(), from, to, chance / word.tokens()));
            at += word.tokens();
        }
        return WordTimes.tidy(words);
    }

    private static float[][] cut(float[][] mel, int from, int frames) {
        return Arrays.stream(mel)
                .map(band -> Arrays.copyOfRange(band, from, from + frames))
                .toArray(float[][]::new);
    }

    private static int[] joined(int[] a, int[] b) {
        return IntStream.concat(IntStream.of(a), IntStream.of(b)).toArray();
    }
}
