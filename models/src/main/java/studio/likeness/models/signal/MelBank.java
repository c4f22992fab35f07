package studio.likeness.models.signal;

import java.util.Arrays;

/// Triangular bands equally spaced in mel: `[bands]` from the `[bins]` of a spectrum.
public final class MelBank {
    /// What a mel is.
    public enum Scale {
        /// Linear to 1 kHz, logarithmic above (Slaney 1998).
        SLANEY,
        /// `2595 log10(1 + f / 700)`.
        HTK
    }

    private final int[] from;
    private final float[][] weights;

    /// @param fftSize of the spectra, whose bins are `fftSize / 2 + 1`
    /// @param areaNorm whether a band's weights are divided by half its width in hertz
    public MelBank(
            int bands,
            int fftSize,
            double sampleRateHz,
            double lowHz,
            double highHz,
            Scale scale,
            boolean areaNorm) {
        var edges = edges(bands, lowHz, highHz, scale);
        from = new int[bands];
        weights = new float[bands][];
        int bins = fftSize / 2 + 1;
        for (int band = 0; band < bands; band++) {
            var row = new float[bins];
            int first = bins;
            int last = -1;
            for (int bin = 0; bin < bins; bin++) {
                double hz = bin * sampleRateHz / fftSize;
                double up = (hz - edges[band]) / (edges[band + 1] - edges[band]);
                double down = (edges[band + 2] - hz) / (edges[band + 2] - edges[band + 1]);
                double weight = Math.max(0, Math.min(up, down));
                if (weight > 0) {
                    double norm = areaNorm ? 2 / (edges[band + 2] - edges[band]) : 1;
                    row[bin] = (float) (weight * norm);
                    first = Math.min(first, bin);
                    last = bin;
                }
            }
            from[band] = Math.min(first, last + 1);
            weights[band] = Arrays.copyOfRange(row, from[band], last + 1);
        }
    }

    private static double[] edges(int bands, double low, double high, Scale scale) {
        var edges = new double[bands + 2];
        double from = mel(low, scale);
        double to = mel(high, scale);
        for (int i = 0; i < edges.length; i++) {
            edges[i] = hertz(from + (to - from) * i / (bands + 1), scale);
        }
        return edges;
    }

    private static double mel(double hz, Scale scale) {
        return switch (scale) {
            case SLANEY -> hz < 1000 ? 3 * hz / 200 : 15 + 27 * Math.log(hz / 1000) / Math.log(6.4);
            case HTK -> 2595 * Math.log10(1 + hz / 700);
        };
    }

    private static double hertz(double mel, Scale scale) {
        return switch (scale) {
            case SLANEY ->
                    mel < 15 ? 200 * mel / 3 : 1000 * Math.exp((mel - 15) * Math.log(6.4) / 27);
            case HTK -> 700 * (Math.pow(10, mel / 2595) - 1);
        };
    }

    public int bands() {
        return weights.length;
    }

    /// The weight of a bin in a band.
    public float weight(int band, int bin) {
        int at = bin - from[band];
        return at < 0 || at >= weights[band].length ? 0 : weights[band][at];
    }

    /// @param spectrum `[bins]`
    /// @return `[bands]`
    public float[] apply(float[] spectrum) {
        var bands = new float[weights.length];
        for (int band = 0; band < bands.length; band++) {
            double sum = 0;
            var row = weights[band];
            for (int i = 0; i < row.length; i++) {
                sum += (double) row[i] * spectrum[from[band] + i];
            }
            bands[band] = (float) sum;
        }
        return bands;
    }
}
