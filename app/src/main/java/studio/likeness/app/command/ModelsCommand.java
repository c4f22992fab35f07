package studio.likeness.app.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.app.Studio;
import studio.likeness.models.job.Words;
import studio.likeness.models.library.Conversion;
import studio.likeness.models.library.LanguageModel;
import studio.likeness.models.library.Recognized;
import studio.likeness.models.library.Recognizer;
import studio.likeness.models.library.WeightChoice;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.Manifest.Quality;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.runtime.Prepared;

/// `likeness models …`.
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ModelsCatalogue.class,
            ModelsGet.class,
            ModelsDownloads.class,
            ModelsMove.class,
            ModelsOrphans.class
        },
        description = "See, get, inspect, add, list, remove, restore, verify, move and run models.")
final class ModelsCommand {
    @ParentCommand private LikenessCommand parent;
    @Spec private CommandSpec spec;

    Studio open() {
        return parent.open();
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }

    @Command(
            description =
                    "Say what a file or folder is, by its content. Ends 1 when that is not known.")
    int inspect(
            @Parameters(paramLabel = "PATH") Path path, @Option(names = "--json") boolean json) {
        try (var _ = parent.open()) {
            var found = new Recognizer().recognize(path);
            if (json) {
                say(ModelsJson.recognized(found));
            } else {
                describe(found);
            }
            return found.kind() == Recognized.Kind.UNKNOWN ? LikenessCommand.FAILED : 0;
        }
    }

    private void describe(Recognized found) {
        say(found.path().toString());
        line("family", found.family().orElse("?"));
        line("kind", ModelsWords.kind(found.kind()));
        line("container", found.container());
        line("size", ModelsWords.megabytes(found.bytes()));
        if (found.parameters() > 0) {
            line("parameters", ModelsWords.millions(found.parameters()));
        }
        found.facts().forEach(fact -> say("%-28s %s".formatted(fact.label(), fact.value())));
        found.licence().ifPresent(file -> line("licence", file.getFileName().toString()));
        found.whyNot()
                .ifPresentOrElse(
                        why -> say((why.sentence() + " " + why.remedy()).strip()),
                        () -> say(Words.say("app.command.models.usable", found.path())));
    }

    private void line(String name, String value) {
        say("%-28s %s".formatted(Words.say("app.command.models." + name), value));
    }

    @Command(description = "Convert a published language model and keep it. Ctrl+C leaves nothing.")
    int add(
            @Parameters(paramLabel = "PATH") Path path,
            @Option(
                            names = "--weights",
                            defaultValue = "",
                            paramLabel = "4-bit|8-bit|float16|float32",
                            description =
                                    "how the weights are kept (default: 4-bit; float32 below 100"
                                            + " million parameters)")
                    String weights,
            @Option(
                            names = "--precision",
                            defaultValue = "cpu",
                            paramLabel = "cpu|cuda",
                            description = "what the graph is made for (default: cpu)")
                    Conversion.Precision precision,
            @Option(
                            names = "--context",
                            defaultValue = "0",
                            paramLabel = "TOKENS",
                            description = "the longest conversation (default: the model's own)")
                    int context,
            @Option(
                            names = "--id",
                            defaultValue = "",
                            description = "its name here (default: the folder's name)")
                    String id) {
        var chosen =
                weights.isEmpty() ? Optional.<WeightChoice>empty() : Optional.of(choice(weights));
        var options = new Conversion.Options(chosen, precision, context, id);
        ModelFolder made;
        try (var studio = parent.open();
                var bar = new ProgressLine(spec);
                var work = new ModelsCancelling(bar)) {
            made = studio.conversion().add(path, options, work);
        }
        say(
                Words.say(
                        "app.command.models.added",
                        made.id(),
                        ModelsWords.megabytes(made.manifest().bytes())));
        var quality = made.manifest().quality();
        if (quality.isPresent()) {
            sayQuality(quality.get());
        } else if (made.manifest().kind() == Manifest.Kind.LANGUAGE_MODEL) {
            say(Words.say("app.command.models.noQuality"));
        }
        return 0;
    }

    private WeightChoice choice(String word) {
        for (var choice : WeightChoice.values()) {
            if (choice.word().equals(word)) {
                return choice;
            }
        }
        throw new ParameterException(
                spec.commandLine(),
                Words.say(
                        "app.command.models.unknownWeights",
                        word,
                        List.of(WeightChoice.values()).stream()
                                .map(WeightChoice::word)
                                .collect(Collectors.joining(", "))));
    }

    private void sayQuality(Quality quality) {
        say(
                Words.say(
                        "app.command.models.quality",
                        "%.3f".formatted(quality.perplexity()),
                        "%.3f".formatted(quality.perplexityOfFloat()),
                        "%+.2f"
                                .formatted(
                                        100
                                                * (quality.perplexity()
                                                                / quality.perplexityOfFloat()
                                                        - 1)),
                        "%.1f".formatted(100 * quality.agreement()),
                        quality.tokens()));
    }

    @Command(description = "All models, and those in the trash.")
    int list(@Option(names = "--json") boolean json) {
        try (var studio = parent.open()) {
            var models = studio.models();
            models.list().forEach(model -> say(json ? ModelsJson.model(model) : line(model)));
            models.problems()
                    .forEach(
                            p ->
                                    spec.commandLine()
                                            .getErr()
                                            .println(p.id() + ": " + p.why().explanation()));
            if (!json) {
                models.trash()
                        .forEach(
                                t ->
                                        say(
                                                Words.say(
                                                        "app.command.models.trashed",
                                                        t.id(),
                                                        t.removed())));
            }
        }
        return 0;
    }

    private static String line(ModelFolder model) {
        var manifest = model.manifest();
        return "%-28s %-12s %-22s %s"
                .formatted(
                        model.id(),
                        manifest.family(),
                        manifest.weights().getOrDefault("linear", ""),
                        size(model));
    }

    private static String size(ModelFolder model) {
        var own = ModelsWords.megabytes(model.manifest().bytes());
        return Prepared.find(model.file(ModelFolder.PREPARED))
                .map(
                        copy ->
                                Words.say(
                                        "app.command.models.prepared",
                                        own,
                                        ModelsWords.megabytes(copy.bytes())))
                .orElse(own);
    }

    @Command(description = "Move a model to the trash.")
    int remove(@Parameters(paramLabel = "ID") String id) {
        try (var studio = parent.open()) {
            studio.models().remove(id);
            say(Words.say("app.command.models.removed", id));
        }
        return 0;
    }

    @Command(description = "Take a model back from the trash.")
    int restore(@Parameters(paramLabel = "ID") String id) {
        try (var studio = parent.open()) {
            say(Words.say("app.command.models.restored", studio.models().restore(id).id()));
        }
        return 0;
    }

    @Command(description = "Check every byte of a model. Ends 1 when something has changed.")
    int verify(@Parameters(paramLabel = "ID") String id) {
        try (var studio = parent.open();
                var bar = new ProgressLine(spec)) {
            var model = studio.models().find(id);
            var damage = studio.models().verify(model, bar);
            bar.clear();
            damage.forEach(d -> say("%s  %s".formatted(ModelsWords.damage(d.kind()), d.file())));
            if (damage.isEmpty()) {
                say(Words.say("app.command.models.sound", model.id()));
            }
            return damage.isEmpty() ? 0 : LikenessCommand.FAILED;
        }
    }

    @Command(description = "Let a model continue ids, and print the ids it gives.")
    int run(
            @Parameters(paramLabel = "ID") String id,
            @Option(
                            names = "--prompt-ids",
                            required = true,
                            split = ",",
                            paramLabel = "N",
                            description = "what it reads")
                    int[] prompt,
            @Option(
                            names = "--greedy",
                            required = true,
                            description = "always take the likeliest id")
                    boolean greedy,
            @Option(
                            names = "--max",
                            defaultValue = "12",
                            description = "how many ids (default: 12)")
                    int most) {
        try (var studio = parent.open();
                var model =
                        LanguageModel.open(studio.models().find(id), studio.device().forModel())) {
            say(
                    model.greedy(prompt, most).stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(",")));
        }
        return 0;
    }
}
