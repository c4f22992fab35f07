package studio.likeness.app.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.models.job.Words;
import studio.likeness.models.library.ByteCount;
import studio.likeness.models.library.Orphan;

/// `likeness models orphans`.
@Command(name = "orphans", description = "What lies on the disk and no model needs.")
final class ModelsOrphans implements Callable<Integer> {
    @ParentCommand private ModelsCommand parent;
    @Spec private CommandSpec spec;

    @Option(names = "--erase", description = "erase it for good")
    private boolean erase;

    @Option(names = "--json")
    private boolean json;

    @Override
    public Integer call() {
        try (var studio = parent.open()) {
            var orphans = studio.library().orphans();
            if (orphans.isEmpty() && !json) {
                say(Words.say("app.command.models.noOrphans"));
            }
            for (var orphan : orphans) {
                if (erase) {
                    studio.library().erase(orphan);
                }
                say(json ? json(orphan) : line(orphan));
            }
        }
        return 0;
    }

    private String line(Orphan orphan) {
        var line =
                Words.say(
                        "app.command.models.orphan",
                        ByteCount.say(orphan.bytes()),
                        orphan.sentence());
        return erase ? Words.say("app.command.models.erased", line) : line;
    }

    private String json(Orphan orphan) {
        var o = new LinkedHashMap<String, Object>();
        o.put("kind", orphan.kind().name().toLowerCase(Locale.ROOT));
        o.put("name", orphan.name());
        o.put("path", orphan.path().toString());
        o.put("bytes", orphan.bytes());
        o.put("erased", erase);
        return Json.line(o);
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
