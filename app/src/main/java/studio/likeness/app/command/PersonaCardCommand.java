package studio.likeness.app.command;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.corpus.store.Card;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.job.Words;

/// `likeness persona card …`: what a model is told about the person.
@Command(
        name = "card",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Show and change what a model is told about the person.")
final class PersonaCardCommand {
    @ParentCommand private PersonaCommand parent;
    @Spec private CommandSpec spec;

    @Command(description = "What a model is told.")
    int show(@Mixin OfPersona of) {
        try (var studio = parent.open()) {
            print(of.find(studio), of.json());
        }
        return 0;
    }

    @Command(description = "Change what is named; an empty text takes it away.")
    int set(
            @Mixin OfPersona of,
            @Option(names = "--summary", paramLabel = "TEXT", description = "who they are")
                    @Nullable String summary,
            @Option(names = "--manner", paramLabel = "TEXT", description = "how they speak")
                    @Nullable String manner,
            @Option(
                            names = "--period",
                            paramLabel = "TEXT",
                            description = "the time of life in which it speaks")
                    @Nullable String period,
            @Option(
                            names = "--never",
                            paramLabel = "TEXT",
                            description = "what it must not claim, a line each")
                    @Nullable String never,
            @Option(
                            names = "--address",
                            paramLabel = "TEXT",
                            description = "how it calls the one it talks with")
                    @Nullable String address) {
        try (var studio = parent.open()) {
            var old = of.find(studio);
            var told =
                    old.withSummary(chosen(summary, old.summary()))
                            .withManner(chosen(manner, old.manner()))
                            .withCard(
                                    new Card(
                                            chosen(period, old.card().period()),
                                            chosen(never, old.card().never()),
                                            chosen(address, old.card().address())));
            print(studio.personas().update(told), of.json());
        }
        return 0;
    }

    private static String chosen(@Nullable String now, String before) {
        return now == null ? before : now.strip();
    }

    private void print(Persona persona, boolean json) {
        if (json) {
            var o = new LinkedHashMap<String, Object>();
            o.put("persona", persona.id());
            o.put("summary", persona.summary());
            o.put("manner", persona.manner());
            o.put("period", persona.card().period());
            o.put("never", persona.card().never().lines().toList());
            o.put("address", persona.card().address());
            say(Json.line(o));
            return;
        }
        line("summary", persona.summary());
        line("manner", persona.manner());
        line("period", persona.card().period());
        line("never", persona.card().never().replace("\n", "\n" + " ".repeat(21)));
        line("address", persona.card().address());
    }

    private void line(String name, String value) {
        say("%-20s %s".formatted(Words.say("app.command.card." + name), value).stripTrailing());
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
