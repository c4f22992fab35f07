package studio.likeness.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.models.face.profile.Finding;

/// `likeness face check`.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "What a photo or clip is worth as a face that speaks; nothing is kept.")
final class FaceCheckCommand implements Callable<Integer> {
    @ParentCommand private FaceCommand parent;
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "a photo or a clip")
    private Path file = Path.of("");

    @Option(names = "--json", description = "one object for other programs")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        try (var studio = parent.open();
                var bar = new ProgressLine(spec)) {
            var report = studio.faceMaker().check(file, bar);
            bar.clear();
            if (json) {
                spec.commandLine().getOut().println(Json.line(FaceJson.of(report)));
            } else {
                FaceJson.lines(report).forEach(spec.commandLine().getOut()::println);
            }
            boolean good = report.verdict() != Finding.Verdict.BAD;
            return good ? 0 : LikenessCommand.FAILED;
        }
    }
}
