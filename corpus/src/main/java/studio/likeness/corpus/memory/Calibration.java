package studio.likeness.corpus.memory;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/// What the selector's decisions rest on, all in one place: `calibration.properties`, fitted on the
/// labelled questions of the tests by `CalibrationFitTest`.
///
/// @param weights of [Evidence#NAMES], in their order
/// @param bias the score of evidence that is all zero
/// @param fits from which probability on a recorded answer is played
/// @param quotes from which score on a passage is quoted
record Calibration(double[] weights, double bias, double fits, double quotes) {
    Calibration {
        if (weights.length != Evidence.NAMES.size()) {
            throw new IllegalArgumentException(
                    "expected "
                            + Evidence.NAMES.size()
                            + " weights of evidence, found "
                            + weights.length);
        }
    }

    static Calibration load() {
        var stream = Calibration.class.getResourceAsStream("calibration.properties");
        if (stream == null) {
            throw new IllegalStateException("the resource calibration.properties is missing");
        }
        var values = new Properties();
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            values.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Calibration(
                Evidence.NAMES.stream().mapToDouble(n -> value(values, "weight." + n)).toArray(),
                value(values, "bias"),
                value(values, "fits"),
                value(values, "quotes"));
    }

    private static double value(Properties values, String key) {
        var value = values.getProperty(key);
        if (value == null) {
            throw new IllegalStateException("calibration.properties lacks " + key);
        }
        return Double.parseDouble(value);
    }

    /// The log odds that an answer fits, against nothing fitting.
    double score(double[] evidence) {
        double score = bias;
        for (int i = 0; i < weights.length; i++) {
            score += weights[i] * evidence[i];
        }
        return score;
    }
}
