package studio.likeness.app.command;

import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.models.download.Downloads.Kept;
import studio.likeness.models.job.Words;

/// `likeness models downloads`.
@Command(name = "downloads", description = "What was downloaded, whole or in part.")
final class ModelsDownloads implements Callable<Integer> {
    @ParentCommand private ModelsCommand parent;
    @Spec private CommandSpec spec;

    @Option(names = "--forget", defaultValue = "", paramLabel = "ID", description = "remove one")
    private String forget = "";

    @Option(names = "--json")
    private boolean json;

    @Override
    public Integer call() {
        try (var studio = parent.open()) {
            var downloads = studio.downloads();
            if (!forget.isEmpty()) {
                downloads.forget(forget);
                say(Words.say("app.command.catalogue.forgotten", forget));
                return 0;
            }
            var kept = downloads.kept();
            if (kept.isEmpty() && !json) {
                say(Words.say("app.command.catalogue.nothing"));
            }
            kept.forEach(each -> say(json ? json(each) : line(each)));
        }
        return 0;
    }

    private static String line(Kept kept) {
        var size = ModelsWords.megabytes(kept.bytes());
        return kept.whole()
                ? Words.say("app.command.catalogue.whole", kept.id(), size)
                : Words.say("app.command.catalogue.part", kept.id(), size, kept.id());
    }

    private static String json(Kept kept) {
        var o = new LinkedHashMap<String, Object>();
        o.put("id", kept.id());
        o.put("whole", kept.whole());
        o.put("bytes", kept.bytes());
        return Json.line(o);
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
