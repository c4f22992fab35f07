package studio.likeness.models.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.parity.Line.Verdict;

/// Holds this house's networks, formats and tokenizers against figures that their original
/// implementations gave: both interpreters of every network, with keyed weights.
public final class Parity {
    private static final List<Comparison> COMPARISONS =
            List.of(
                    new TrainingComparison(),
                    new GeneratorComparison(),
                    new BertComparison(),
                    new DecoderComparison(),
                    new LoraComparison(),
                    new BlocksComparison(),
                    new Nf4Comparison(),
                    new GgufComparison(),
                    new TokenizerComparison());

    private Parity() {}

    /// @param places fixtures, or folders of them (with all folders below)
    /// @return a line or more per fixture, in the order of the files
    public static List<Line> run(List<Path> places, Progress progress) {
        var files = places.stream().flatMap(Parity::fixtures).toList();
        var lines = new ArrayList<Line>();
        for (var file : files) {
            progress.at(lines.size(), files.size(), "models.parity.running");
            lines.addAll(compare(Fixture.read(file)));
        }
        return List.copyOf(lines);
    }

    private static Stream<Path> fixtures(Path place) {
        if (!Files.isDirectory(place)) {
            return Stream.of(place);
        }
        try (var below = Files.walk(place)) {
            var files =
                    below.filter(file -> file.toString().endsWith(".json")).sorted().toList();
            if (files.isEmpty()) {
                throw new StudioException("models.parity.noFixtures", place);
            }
            return files.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Line> compare(Fixture fixture) {
        try {
            return COMPARISONS.stream()
                    .filter(comparison -> comparison.understands(fixture))
                    .findFirst()
                    .map(comparison -> comparison.compare(fixture))
                    .orElseGet(() -> List.of(notUnderstood(fixture, "no comparison knows it")));
        } catch (StudioException e) {
            return List.of(notUnderstood(fixture, e.sentence()));
        }
    }

    private static Line notUnderstood(Fixture fixture, String why) {
        return new Line(
                fixture.name(), fixture.network(), "-", 0, 0, Verdict.NOT_UNDERSTOOD, why);
    }
}
