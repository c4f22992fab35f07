package studio.likeness.models.voice.conversion;

import java.time.Duration;
import java.util.ArrayList;
import studio.likeness.models.job.Progress;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.SpokenChunk;
import studio.likeness.models.voice.SystemVoice;

/// The machine's own voice, spoken anew by a converter: what a persona speaks with when nobody has
/// cloned its voice. A clause is converted as a whole, so times and phonemes stay what they were.
/// Not thread-safe.
public final class ConvertedSystemVoice implements SystemVoice {
    /// About 100 ms, as other voices deliver.
    private static final int CHUNKS_A_SECOND = 10;

    private final SystemVoice system;
    private final VoiceConverter converter;
    private final ConversionOptions options;

    /// @param system closed with this voice
    /// @param converter likewise
    public ConvertedSystemVoice(
            SystemVoice system, VoiceConverter converter, ConversionOptions options) {
        this.system = system;
        this.converter = converter;
        this.options = options;
    }

    @Override
    public String name() {
        return system.name() + " → so-vits-svc";
    }

    @Override
    public Duration speak(String clause, String language, Duration start, Listener listener)
            throws InterruptedException {
        var pieces = new ArrayList<SpokenChunk>();
        var end = system.speak(clause, language, start, pieces::add);
        if (pieces.isEmpty()) {
            return end;
        }
        var sound = joined(pieces);
        var converted = converter.convert(sound, options, Progress.none());
        var phonemes = pieces.stream().flatMap(piece -> piece.phonemes().stream()).toList();
        int rate = converted.sampleRateHz();
        int step = rate / CHUNKS_A_SECOND;
        int samples = converted.samples().length;
        for (int at = 0; at < samples; at += step) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            var from = start.plus(Waveform.lengthOf(at, rate));
            var to = start.plus(Waveform.lengthOf(Math.min(samples, at + step), rate));
            boolean last = at + step >= samples;
            var within =
                    phonemes.stream()
                            .filter(p -> p.at().compareTo(from) >= 0)
                            .filter(p -> last || p.at().compareTo(to) < 0)
                            .toList();
            listener.accept(
                    new SpokenChunk(new AudioChunk(converted.slice(at, at + step), from), within));
        }
        return start.plus(converted.length());
    }

    private static Waveform joined(ArrayList<SpokenChunk> pieces) {
        int rate = pieces.getFirst().audio().sound().sampleRateHz();
        int count = pieces.stream().mapToInt(p -> p.audio().sound().samples().length).sum();
        var all = new float[count];
        int at = 0;
        for (var piece : pieces) {
            var samples = piece.audio().sound().samples();
            System.arraycopy(samples, 0, all, at, samples.length);
            at += samples.length;
        }
        return new Waveform(all, rate);
    }

    @Override
    public void close() {
        try (system) {
            converter.close();
        }
    }
}
