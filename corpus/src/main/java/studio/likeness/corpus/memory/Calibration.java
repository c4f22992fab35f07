package studio.likeness.corpus.memory;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;

/// What the selector's decisions rest on, all in one place: `calibration.properties`, fitted on the
/// labelled questions of the tests by `CalibrationFitTest`.
///
/// @param balance weighs [Evidence#NAMES], in their order
/// @param fits from which probability on a recorded answer is played, by language
/// @param quotes from which score on a passage is quoted
record Calibration(Balance balance, Map<String, Double> fits, double quotes) {
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
                balance(values),
                Map.of("zh", value(values, "fits.zh"), "en", value(values, "fits.en")),
                value(values, "quotes"));
    }

    private static Balance balance(Properties values) {
        int bends = (int) value(values, "bends");
        var inner = new double[bends][];
        var outer = new double[bends];
        for (int i = 0; i < bends; i++) {
            inner[i] = weights(values, i + 1);
            outer[i] = weights(values, "outer")[i];
        }
        return new Balance(weights(values, 0), inner, outer);
    }

    /// @param column 0 for the direct weights
    private static double[] weights(Properties values, int column) {
        var weights = new double[Evidence.NAMES.size() + 1];
        for (int i = 0; i < weights.length; i++) {
            boolean last = i == Evidence.NAMES.size();
            weights[i] = weights(values, last ? "bias" : Evidence.NAMES.get(i))[column];
        }
        return weights;
    }

    private static double[] weights(Properties values, String key) {
        return Arrays.stream(text(values, key).split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static double value(Properties values, String key) {
        return Double.parseDouble(text(values, key));
    }

    private static String text(Properties values, String key) {
        var value = values.getProperty(key);
        if (value == null) {
            throw new IllegalStateException("calibration.properties lacks " + key);
        }
        return value.strip().replaceAll(" +", " ");
    }

    /// @param language `zh` or `en`
    double fits(String language) {
        var fits = this.fits.get(language);
        if (fits == null) {
            throw new IllegalArgumentException("expected zh or en, found " + language);
        }
        return fits;
    }

    /// The log odds that an answer fits, against nothing fitting.
    double score(double[] evidence) {
        return balance.odds(evidence);
    }
}
