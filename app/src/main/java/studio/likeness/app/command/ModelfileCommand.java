package studio.likeness.app.command;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.models.home.AtomicFile;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;

/// `likeness modelfile …`: a persona's brain out of an Ollama Modelfile, and into one.
@Command(
        name = "modelfile",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Read a persona's brain from an Ollama Modelfile, or write one.")
final class ModelfileCommand {
    @ParentCommand private LikenessCommand parent;
    @Spec private CommandSpec spec;

    @Command(
            name = "import",
            description = "Give a persona the model, the text and the numbers of a Modelfile.")
    int bring(
            @Parameters(paramLabel = "MODELFILE") Path file,
            @Option(names = "--persona", required = true, paramLabel = "PERSONA") String who) {
        try (var studio = parent.open();
                var bar = new ProgressLine(spec)) {
            studio.ensureSample();
            var id = studio.personas().find(who).id();
            var brought = studio.modelfiles().bring(id, file, bar);
            var persona = brought.persona();
            say(
                    Words.say(
                            "app.command.modelfile.imported",
                            persona.name(),
                            persona.brain().model()));
            if (!brought.notTaken().isEmpty()) {
                say(
                        Words.say(
                                "app.command.modelfile.notTaken",
                                String.join(", ", brought.notTaken())));
            }
            if (brought.ownTemplate()) {
                say(Words.say("app.command.modelfile.template"));
            }
        }
        return 0;
    }

    @Command(description = "Write a persona's brain as a Modelfile.")
    int export(
            @Parameters(paramLabel = "PERSONA") String who,
            @Option(names = "--out", paramLabel = "FILE", description = "default: the terminal")
                    @Nullable Path out) {
        try (var studio = parent.open()) {
            studio.ensureSample();
            var text = studio.modelfiles().written(studio.personas().find(who)).text();
            if (out == null) {
                spec.commandLine().getOut().print(text);
                spec.commandLine().getOut().flush();
                return 0;
            }
            AtomicFile.write(out, text);
            say(Words.say("app.command.modelfile.exported", out.toAbsolutePath()));
        } catch (IOException e) {
            throw new StudioException(e, "app.command.modelfile.cannotWrite", String.valueOf(out));
        }
        return 0;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
