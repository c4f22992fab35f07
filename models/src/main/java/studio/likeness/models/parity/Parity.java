package studio.likeness.models.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
                    new VoiceComparison(),
                    new VoiceFrontEnds(),
                    new VoiceRules(),
                    new WhisperTokensComparison(),
                    new ChineseTextComparison(),
                    new EnglishTextComparison(),
                    new DecoderComparison(),
                    new LoraComparison(),
                    new BlocksComparison(),
                    new Nf4Comparison(),
                    new GgufComparison(),
                    new TokenizerComparison(),
                    new ChatComparison(),
                    new LipComparison(),
                    new LipMelComparison(),
                    new LipWindowsComparison(),
                    new LipCropComparison(),
                    new S3fdComparison(),
                    new S3fdBoxesComparison());

    private Parity() {}

    /// @param places fixtures, or folders of them (with all folders below)
    /// @param each is told every line as soon as it is known
    /// @return all lines, one or more per fixture, in the order of the files
    public static List<Line> run(List<Path> places, Progress progress, Consumer<Line> each) {
        var files = places.stream().flatMap(Parity::fixtures).toList();
        var lines = new ArrayList<Line>();
        for (int i = 0; i < files.size(); i++) {
            progress.at(i, files.size(), "models.parity.running");
            var some = compare(files.get(i));
            some.forEach(each);
            lines.addAll(some);
        }
        return List.copyOf(lines);
    }

    /// 1 when a figure is missed, 2 when none is but some could not be looked at, else 0.
    public static int exitCode(List<Line> lines) {
        var verdicts = lines.stream().map(Line::verdict).collect(Collectors.toSet());
        if (verdicts.contains(Verdict.EXCEEDED)) {
            return 1;
        }
        return verdicts.contains(Verdict.NOT_UNDERSTOOD) || verdicts.contains(Verdict.WAITS)
                ? 2
                : 0;
    }

    private static Stream<Path> fixtures(Path place) {
        if (!Files.isDirectory(place)) {
            return Stream.of(place);
        }
        try (var below = Files.walk(place)) {
            var files = below.filter(file -> file.toString().endsWith(".json")).sorted().toList();
            if (files.isEmpty()) {
                throw new StudioException("models.parity.noFixtures", place);
            }
            return files.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Line> compare(Path file) {
        try {
            return compare(Fixture.read(file));
        } catch (StudioException e) {
            return List.of(none(file, "?", Verdict.NOT_UNDERSTOOD, e.sentence()));
        }
    }

    private static List<Line> compare(Fixture fixture) {
        try {
            return COMPARISONS.stream()
                    .filter(comparison -> comparison.understands(fixture))
                    .findFirst()
                    .map(comparison -> comparison.compare(fixture))
                    .orElseGet(() -> List.of(none(fixture, "no comparison knows it")));
        } catch (StudioException e) {
            return List.of(none(fixture, e.sentence()));
        } catch (IllegalArgumentException | IllegalStateException e) {
            // What breaks a network is a finding, and the other fixtures are still of interest.
            var why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return List.of(none(fixture.file(), fixture.network(), Verdict.EXCEEDED, why));
        }
    }

    private static Line none(Fixture fixture, String why) {
        return none(fixture.file(), fixture.network(), Verdict.NOT_UNDERSTOOD, why);
    }

    private static Line none(Path file, String network, Verdict verdict, String why) {
        double worst = verdict == Verdict.EXCEEDED ? Double.POSITIVE_INFINITY : 0;
        return new Line(file.getFileName().toString(), network, "-", worst, 0, verdict, why);
    }
}
