package studio.likeness.app.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.models.parity.Line;
import studio.likeness.models.parity.Parity;

/// `likeness parity`.
@Command(
        name = "parity",
        mixinStandardHelpOptions = true,
        description =
                "Hold the networks against figures of their original implementations. Ends 1 when"
                        + " one is missed, 2 when some are not understood yet, else 0.")
final class ParityCommand implements Callable<Integer> {
    @ParentCommand private LikenessCommand parent;
    @Spec private CommandSpec spec;

    @Option(names = "--json", description = "one JSON object a line")
    private boolean json;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "fixtures, or folders of them")
    private List<Path> places = List.of();

    @Override
    public Integer call() {
        try (var _ = parent.open();
                var bar = new ProgressLine(spec)) {
            return Parity.exitCode(
                    Parity.run(
                            places,
                            bar,
                            line -> {
                                bar.clear();
                                spec.commandLine()
                                        .getOut()
                                        .println(json ? json(line) : line.text());
                            }));
        }
    }

    private static String json(Line line) {
        var o = new LinkedHashMap<String, Object>();
        o.put("fixture", line.fixture());
        o.put("network", line.network());
        o.put("interpreter", line.interpreter());
        o.put("verdict", line.verdict().name().toLowerCase(Locale.ROOT));
        // JSON has no number for "nothing like it".
        o.put("worst", Double.isFinite(line.worst()) ? line.worst() : "infinite");
        o.put("tolerance", line.tolerance());
        o.put("detail", line.detail());
        return Json.line(o);
    }
}
