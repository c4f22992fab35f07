package studio.likeness.corpus.memory;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/// What the selector's decisions rest on: `calibration.properties` for words alone,
/// `calibration-directed.properties` for words and one embedder's findings, both fitted on the
/// labelled questions of the tests by `CalibrationFitTest`.
///
/// @param balance weighs [Evidence#NAMES], and for an embedder [Evidence#DIRECTED] after them
/// @param fits from which probability on a recorded answer is played, by language
/// @param quotes from which score on a passage is quoted
record Calibration(Balance balance, Map<String, Double> fits, double quotes) {
    static final List<String> DIRECTED =
            Stream.concat(Evidence.NAMES.stream(), Evidence.DIRECTED.stream()).toList();

    static Calibration ofWords() {
        return of(read("calibration.properties"), Evidence.NAMES);
    }

    /// Empty for an embedder that nothing was fitted on, for which words alone decide: what is near
    /// for one model is far for another, so weights of cosines hold for the one they were fitted
    // on.
    static Optional<Calibration> of(String embedder) {
        var values = read("calibration-directed.properties");
        return text(values, "embedder").equals(embedder)
                ? Optional.of(of(values, DIRECTED))
                : Optional.empty();
    }

    private static Properties read(String resource) {
        var stream = Calibration.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalStateException("the resource " + resource + " is missing");
        }
        var values = new Properties();
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            values.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return values;
    }

    private static Calibration of(Properties values, List<String> names) {
        return new Calibration(
                balance(values, names),
                Map.of("zh", value(values, "fits.zh"), "en", value(values, "fits.en")),
                value(values, "quotes"));
    }

    private static Balance balance(Properties values, List<String> names) {
        int bends = (int) value(values, "bends");
        var inner = new double[bends][];
        var outer = new double[bends];
        for (int i = 0; i < bends; i++) {
            inner[i] = weights(values, names, i + 1);
            outer[i] = weights(values, "outer")[i];
        }
        return new Balance(weights(values, names, 0), inner, outer);
    }

    /// @param column 0 for the direct weights
    private static double[] weights(Properties values, List<String> names, int column) {
        var weights = new double[names.size() + 1];
        for (int i = 0; i < weights.length; i++) {
            boolean last = i == names.size();
            weights[i] = weights(values, last ? "bias" : names.get(i))[column];
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
            throw new IllegalStateException("the calibration lacks " + key);
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
