package studio.likeness.models.voice;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.runtime.EspeakLibrary;
import studio.likeness.models.runtime.Utterance;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;

/// espeak-ng, with its phonemes. The library makes sound hundreds of times faster than it is
/// heard, so a listener may wait as long as it likes without holding it up.
final class EspeakVoice implements SystemVoice {
    /// Its usual pace: about 4.6 syllables a second in Mandarin, 175 words a minute in English.
    private static final int WORDS_PER_MINUTE = 175;

    /// One language's speaker, and how loud it must be made.
    private record Reader(String voice, Loudness loudness) {}

    private final EspeakLibrary library;
    private final Reader chinese;
    private final Reader english;

    private EspeakVoice(EspeakLibrary library, Reader chinese, Reader english) {
        this.library = library;
        this.chinese = chinese;
        this.english = english;
    }

    /// Empty when the library lacks a voice for one of the languages.
    static Optional<SystemVoice> on(EspeakLibrary library, Timbre timbre)
            throws InterruptedException {
        // The voice called plain cmn reads Chinese as if its pinyin were English words in 1.51
        // ("ni three"); the one for pinyin reads it as it should.
        var chinese = reader(library, timbre, List.of("cmn-latn-pinyin", "cmn"), "今天天气很好，我们去走一走。");
        // The library knows British English by its file's name, which is plain en.
        var english =
                reader(library, timbre, List.of("en-gb", "en"), "The weather is fine, let us go.");
        return chinese.isEmpty() || english.isEmpty()
                ? Optional.empty()
                : Optional.of(new EspeakVoice(library, chinese.get(), english.get()));
    }

    /// @param sample measured for its level, so that all speakers sound alike in strength
    private static Optional<Reader> reader(
            EspeakLibrary library, Timbre timbre, List<String> voices, String sample)
            throws InterruptedException {
        var variant =
                switch (timbre) {
                    case FEMALE -> "+f3";
                    case MALE -> "+m3";
                };
        var voice = library.firstVoice(voices.stream().map(name -> name + variant).toList());
        if (voice.isEmpty()) {
            return Optional.empty();
        }
        var asIs = new Loudness(1);
        var sound = new Pieces();
        try (var utterance = library.say(sample, voice.get(), WORDS_PER_MINUTE, false)) {
            for (var block = utterance.next(); block.isPresent(); block = utterance.next()) {
                sound.add(asIs.apply(block.get().samples()));
            }
        }
        return Optional.of(
                new Reader(
                        voice.get(), Loudness.measuredOn(sound.joined(), library.sampleRateHz())));
    }

    @Override
    public String name() {
        return "espeak-ng " + library.version();
    }

    @Override
    public Duration speak(String clause, String language, Duration start, Listener listener)
            throws InterruptedException {
        var runs = ScriptRun.of(clause, language);
        long spoken = 0;
        for (int i = 0; i < runs.size(); i++) {
            boolean last = i == runs.size() - 1;
            spoken += speak(runs.get(i), last, start.plus(length(spoken)), listener);
        }
        return start.plus(length(spoken));
    }

    /// @return how many samples it took
    private long speak(ScriptRun run, boolean last, Duration start, Listener listener)
            throws InterruptedException {
        var reader = run.language().equals("zh") ? chinese : english;
        long spoken = 0;
        try (var utterance = library.say(run.text(), reader.voice(), WORDS_PER_MINUTE, last)) {
            for (var block = utterance.next(); block.isPresent(); block = utterance.next()) {
                var samples = block.get().samples();
                if (samples.length > 0) {
                    var sound =
                            new Waveform(reader.loudness().apply(samples), library.sampleRateHz());
                    listener.accept(
                            new SpokenChunk(
                                    new AudioChunk(sound, start.plus(length(spoken))),
                                    phonemes(block.get(), start)));
                    spoken += samples.length;
                }
            }
        } catch (IllegalStateException e) {
            throw new StudioException(e, "models.voice.failed", name());
        }
        return spoken;
    }

    private static List<SpokenChunk.Phoneme> phonemes(Utterance.Block block, Duration start) {
        return block.phonemes().stream()
                // "(en)" and its like announce a change of language.
                .filter(p -> !p.symbol().isEmpty() && !p.symbol().startsWith("("))
                .map(p -> new SpokenChunk.Phoneme(p.symbol(), start.plusMillis(p.atMillis())))
                .toList();
    }

    private Duration length(long samples) {
        return Waveform.lengthOf(samples, library.sampleRateHz());
    }

    /// The library is the process's and outlives its voices.
    @Override
    public void close() {}
}
