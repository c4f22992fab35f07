package studio.likeness.models.parity;

import com.fasterxml.jackson.databind.JsonNode;
import studio.likeness.models.parity.Line.Verdict;

/// Collects errors and keeps the one that is largest beside its tolerance.
final class Errors {
    private double worst;
    private double tolerance;
    private String where = "";
    private int compared;

    /// @param usual shown when nothing differs at all
    Errors(double usual) {
        tolerance = usual;
    }

    void near(String what, double expected, double found, double allowed) {
        double error = Math.abs(expected - found);
        add(what, Double.isNaN(error) ? Double.POSITIVE_INFINITY : error, allowed);
    }

    void same(String what, Object expected, Object found) {
        if (expected.equals(found)) {
            compared++;
        } else {
            add(
                    "%s: expected %s, found %s".formatted(what, expected, found),
                    Double.POSITIVE_INFINITY,
                    0);
        }
    }

    void add(String what, double error, double allowed) {
        compared++;
        if (where.isEmpty() || share(error, allowed) > share(worst, tolerance)) {
            worst = error;
            tolerance = allowed;
            where = what;
        }
    }

    private static double share(double error, double allowed) {
        return error == 0 ? 0 : error / allowed;
    }

    /// `samples`: pairs of index and value.
    void samples(String what, JsonNode samples, float[] found, double allowed) {
        for (var sample : samples) {
            int index = sample.get(0).asInt();
            near(what + "[" + index + "]", sample.get(1).asDouble(), found[index], allowed);
        }
    }

    /// `mean` and `std`, the latter over the whole population.
    void moments(String what, JsonNode expected, float[] found, double allowed) {
        double sum = 0;
        for (var value : found) {
            sum += value;
        }
        double mean = sum / found.length;
        double squares = 0;
        for (var value : found) {
            squares += (value - mean) * (value - mean);
        }
        near(what + " mean", expected.path("mean").asDouble(), mean, allowed);
        near(
                what + " std",
                expected.path("std").asDouble(),
                Math.sqrt(squares / found.length),
                allowed);
    }

    /// A list of numbers, in full.
    void all(String what, JsonNode expected, float[] found, double allowed) {
        same(what + " length", expected.size(), found.length);
        for (int i = 0; i < Math.min(expected.size(), found.length); i++) {
            near(what + "[" + i + "]", expected.get(i).asDouble(), found[i], allowed);
        }
    }

    Line line(Fixture fixture, String interpreter, String note) {
        if (compared == 0) {
            throw new IllegalStateException("nothing was compared: " + fixture.file());
        }
        boolean passed = worst <= tolerance;
        return new Line(
                fixture.name(),
                fixture.network(),
                interpreter,
                worst,
                tolerance,
                passed ? Verdict.PASSED : Verdict.EXCEEDED,
                note.isEmpty() ? where : where.isEmpty() ? note : where + "; " + note);
    }
}
