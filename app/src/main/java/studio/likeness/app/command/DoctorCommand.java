package studio.likeness.app.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.app.doctor.Doctor;
import studio.likeness.app.doctor.Finding;
import studio.likeness.app.doctor.Finding.Status;

/// `likeness doctor`.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Check this machine and say what to do. Ends 0 when the main job can run.")
final class DoctorCommand implements Callable<Integer> {
    @ParentCommand private LikenessCommand parent;
    @Spec private CommandSpec spec;

    @Option(names = "--json")
    private boolean json;

    @Override
    public Integer call() {
        try (var studio = parent.open()) {
            var findings = new Doctor(studio).examine();
            var out = spec.commandLine().getOut();
            findings.forEach(finding -> out.println(json ? json(finding) : line(finding)));
            return findings.stream().anyMatch(f -> f.status() == Status.PROBLEM)
                    ? LikenessCommand.FAILED
                    : 0;
        }
    }

    private static String line(Finding f) {
        var sign =
                switch (f.status()) {
                    case OK -> "ok  ";
                    case NOTE -> "note";
                    case PROBLEM -> "FAIL";
                };
        return "%s  %s: %s %s".formatted(sign, f.name(), f.sentence(), f.remedy()).stripTrailing();
    }

    private static String json(Finding f) {
        var o = new LinkedHashMap<String, Object>();
        o.put("id", f.id());
        o.put("name", f.name());
        o.put("status", f.status().name().toLowerCase(Locale.ROOT));
        o.put("sentence", f.sentence());
        o.put("remedy", f.remedy());
        return Json.line(o);
    }
}
