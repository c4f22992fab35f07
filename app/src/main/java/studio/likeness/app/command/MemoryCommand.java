package studio.likeness.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.models.job.Words;

/// `likeness memory …`.
@Command(
        name = "memory",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Search what a persona remembers.")
final class MemoryCommand {
    @ParentCommand private LikenessCommand parent;
    @Spec private CommandSpec spec;

    @Command(description = "What memory finds, with score, source and date.")
    int search(
            @Option(names = "--persona", required = true) String who,
            @Option(names = "--limit", defaultValue = "10") int limit,
            @Option(names = "--json") boolean json,
            @Parameters(paramLabel = "TEXT") String text) {
        var out = spec.commandLine().getOut();
        try (var studio = parent.open()) {
            studio.ensureSample();
            var hits = studio.memory(studio.personas().find(who).id()).search(text, limit);
            for (var hit : hits) {
                out.println(
                        json
                                ? Json.hit(hit)
                                : "%.2f  %s  %s  %s%n      %s"
                                        .formatted(
                                                hit.score(),
                                                hit.id(),
                                                hit.date().map(Object::toString).orElse("-"),
                                                hit.source(),
                                                hit.text()));
            }
            if (hits.isEmpty() && !json) {
                out.println(Words.say("app.command.memory.nothing"));
            }
        }
        return 0;
    }
}
