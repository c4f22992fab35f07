package studio.likeness.app.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.models.catalogue.Entry;
import studio.likeness.models.catalogue.Entry.Purpose;
import studio.likeness.models.job.Words;

/// `likeness models catalogue`.
@Command(name = "catalogue", description = "What can be had, and under what terms.")
final class ModelsCatalogue implements Callable<Integer> {
    @ParentCommand private ModelsCommand parent;
    @Spec private CommandSpec spec;

    @Option(names = "--json")
    private boolean json;

    @Override
    public Integer call() {
        try (var studio = parent.open()) {
            Optional<Purpose> last = Optional.empty();
            for (var entry : studio.library().catalogue().entries()) {
                if (json) {
                    say(json(entry));
                    continue;
                }
                if (!last.equals(Optional.of(entry.purpose()))) {
                    last = Optional.of(entry.purpose());
                    say(
                            Words.say(
                                    "app.command.catalogue.purpose."
                                            + entry.purpose().name().toLowerCase(Locale.ROOT)));
                }
                describe(entry);
            }
        }
        return 0;
    }

    private void describe(Entry entry) {
        say("  %-24s %s, %s".formatted(entry.id(), entry.name(), size(entry)));
        say(
                "  %-24s %s: %s"
                        .formatted("", entry.licence().name(), Words.say(entry.licence().terms())));
    }

    private static String size(Entry entry) {
        if (entry.files().isEmpty()) {
            return Words.say("app.command.catalogue.page", entry.page());
        }
        boolean known = entry.files().stream().allMatch(file -> file.bytes().isPresent());
        return known
                ? ModelsWords.megabytes(entry.bytes())
                : Words.say("app.command.catalogue.sizeUnknown");
    }

    private static String json(Entry entry) {
        var o = new LinkedHashMap<String, Object>();
        o.put("id", entry.id());
        o.put("name", entry.name());
        o.put("page", entry.page().toString());
        o.put("purpose", entry.purpose().name().toLowerCase(Locale.ROOT));
        o.put("family", entry.family());
        o.put("parameters", entry.parameters());
        o.put("licence", entry.licence().name());
        o.put("terms", Words.say(entry.licence().terms()));
        o.put(
                "files",
                entry.files().stream()
                        .map(
                                file -> {
                                    var f = new LinkedHashMap<String, Object>();
                                    f.put("name", file.name());
                                    f.put("source", file.source().toString());
                                    file.bytes().ifPresent(bytes -> f.put("bytes", bytes));
                                    file.sha256().ifPresent(sha -> f.put("sha256", sha));
                                    return f;
                                })
                        .toList());
        return Json.line(o);
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
