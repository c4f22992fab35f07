package studio.likeness.models.signal;

import java.time.Duration;
import java.util.List;

/// One channel of sound.
///
/// @param samples in [-1, 1]; not copied, and not changed after it is handed over
/// @param sampleRateHz samples a second, 1 to 768,000
public record Waveform(float[] samples, int sampleRateHz) {
    public Waveform {
        if (sampleRateHz < 1 || sampleRateHz > 768_000) {
            throw new IllegalArgumentException("sample rate " + sampleRateHz + " Hz");
        }
    }

    public static Waveform silence(Duration length, int sampleRateHz) {
        return new Waveform(
                new float[Math.toIntExact(samplesIn(length, sampleRateHz))], sampleRateHz);
    }

    /// One behind the other.
    ///
    /// @param pieces of that rate
    public static Waveform joined(List<Waveform> pieces, int sampleRateHz) {
        int length = pieces.stream().mapToInt(piece -> piece.samples().length).sum();
        var samples = new float[length];
        int at = 0;
        for (var piece : pieces) {
            if (piece.sampleRateHz() != sampleRateHz) {
                throw new IllegalArgumentException(
                        "expected pieces of %d Hz, found one of %d Hz"
                                .formatted(sampleRateHz, piece.sampleRateHz()));
            }
            System.arraycopy(piece.samples(), 0, samples, at, piece.samples().length);
            at += piece.samples().length;
        }
        return new Waveform(samples, sampleRateHz);
    }

    public Duration length() {
        return lengthOf(samples.length, sampleRateHz);
    }

    /// The part between two sample positions, clamped to what there is.
    public Waveform slice(int from, int to) {
        int start = Math.clamp(from, 0, samples.length);
        int end = Math.clamp(to, start, samples.length);
        return new Waveform(java.util.Arrays.copyOfRange(samples, start, end), sampleRateHz);
    }

    public static Duration lengthOf(long samples, int sampleRateHz) {
        return Duration.ofNanos(Math.round(samples * 1e9 / sampleRateHz));
    }

    public static long samplesIn(Duration length, int sampleRateHz) {
        return Math.round(length.toNanos() * (double) sampleRateHz / 1e9);
    }
}
