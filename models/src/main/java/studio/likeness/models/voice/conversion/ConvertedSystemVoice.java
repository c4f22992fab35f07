package studio.likeness.models.voice.conversion;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.SpokenChunk;
import studio.likeness.models.voice.SystemVoice;

/// The machine's own voice, spoken anew by a converter: what a persona speaks with when nobody has
/// cloned its voice. A clause is heard block by block while the rest of it is converted; times and
/// phonemes stay what they were. Not thread-safe.
public final class ConvertedSystemVoice implements SystemVoice {
    /// About 100 ms, as other voices deliver.
    private static final int CHUNKS_A_SECOND = 10;

    /// Longer blocks than for somebody who is speaking: the clause is there already, only the first
    /// block is waited for, and less is computed twice (a sixth more than for the whole at once).
    private static final LiveConversion.Shape SHAPE = new LiveConversion.Shape(1_200, 500, 90, 40);

    private final SystemVoice system;
    private final VoiceConverter converter;
    private final ConversionOptions options;

    /// @param system closed with this voice
    /// @param converter likewise
    /// @param options but for the envelope, which only a whole sound has
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
        var phonemes = pieces.stream().flatMap(piece -> piece.phonemes().stream()).toList();
        return new Clause(joined(pieces), phonemes, start, listener).convert();
    }

    /// On its way to the listener, block by block.
    private final class Clause {
        private final Waveform sound;
        private final List<SpokenChunk.Phoneme> phonemes;
        private final Duration start;
        private final Listener listener;
        private final LiveConversion live;
        private final int rate;
        private final int length;
        private int given;

        Clause(
                Waveform sound,
                List<SpokenChunk.Phoneme> phonemes,
                Duration start,
                Listener listener) {
            this.sound = sound;
            this.phonemes = phonemes;
            this.start = start;
            this.listener = listener;
            live = new LiveConversion(converter, options, sound.sampleRateHz(), SHAPE);
            rate = live.sampleRateHz();
            length = (int) Waveform.samplesIn(sound.length(), rate);
        }

        /// @return the time after the last sample
        Duration convert() throws InterruptedException {
            int step = sound.sampleRateHz() / CHUNKS_A_SECOND;
            // Silence follows until the last block is whole.
            for (int at = 0; given < length; at += step) {
                var next = Arrays.copyOf(sound.slice(at, at + step).samples(), step);
                give(new Waveform(live.push(next), rate));
            }
            return at(length);
        }

        private void give(Waveform block) throws InterruptedException {
            int step = rate / CHUNKS_A_SECOND;
            int count = Math.min(block.samples().length, length - given);
            for (int at = 0; at < count; at += step) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                give(block.slice(at, Math.min(at + step, count)).samples());
            }
        }

        private void give(float[] chunk) throws InterruptedException {
            var from = at(given);
            given += chunk.length;
            var to = at(given);
            boolean last = given == length;
            var within =
                    phonemes.stream()
                            .filter(p -> p.at().compareTo(from) >= 0)
                            .filter(p -> last || p.at().compareTo(to) < 0)
                            .toList();
            var audio = new AudioChunk(new Waveform(chunk, rate), from);
            listener.accept(new SpokenChunk(audio, within));
        }

        private Duration at(int samples) {
            return start.plus(Waveform.lengthOf(samples, rate));
        }
    }

    private static Waveform joined(List<SpokenChunk> pieces) {
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
