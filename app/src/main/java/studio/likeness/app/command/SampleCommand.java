package studio.likeness.app.command;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.app.sample.SampleBuilder;

/// `likeness sample`: makes the sample persona from its texts; for those who work on the studio.
@Command(name = "sample", hidden = true, synopsisSubcommandLabel = "COMMAND")
final class SampleCommand {
    @ParentCommand private LikenessCommand parent;
    @Spec private CommandSpec spec;

    @Command(description = "Speak every answer with espeak-ng and pack the persona.")
    int build(
            @Parameters(paramLabel = "FOLDER", description = "packaging/sample") Path texts,
            @Option(names = "--out", required = true) Path out)
            throws IOException, InterruptedException {
        try (var studio = parent.open();
                var bar = new ProgressLine(spec)) {
            new SampleBuilder(studio).build(texts, out, bar);
        }
        return 0;
    }
}
