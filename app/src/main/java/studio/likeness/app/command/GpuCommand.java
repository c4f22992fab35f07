package studio.likeness.app.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.app.Studio;
import studio.likeness.models.catalogue.Entry;
import studio.likeness.models.catalogue.GpuPackDownload;
import studio.likeness.models.job.Words;
import studio.likeness.models.runtime.GpuPack;
import studio.likeness.models.runtime.GpuPack.State;

/// `likeness gpu …`.
@Command(
        name = "gpu",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "See, get, import and remove the libraries that graphics cards need.")
final class GpuCommand {
    @ParentCommand private LikenessCommand parent;
    @Spec private CommandSpec spec;

    @Command(description = "Whether the graphics card can be used. Ends 1 when it cannot.")
    int status(@Option(names = "--json") boolean json) {
        try (var studio = parent.open()) {
            var state = studio.gpuPack().pack().state();
            say(spec, json ? json(state) : sentence(state));
            boolean lacks = state instanceof State.Missing || state instanceof State.Partial;
            if (lacks && !json) {
                GpuPack.installedCuda()
                        .ifPresent(
                                cuda -> say(spec, Words.say("app.command.gpu.found", cuda, cuda)));
            }
            return lacks ? LikenessCommand.FAILED : 0;
        }
    }

    @Command(description = "Download the GPU pack from NVIDIA. Ctrl+C keeps what came.")
    int get() {
        try (var studio = parent.open()) {
            studio.library()
                    .catalogue()
                    .find(GpuPackDownload.ID)
                    .ifPresent(entry -> say(spec, terms(entry)));
            return get(studio, spec, Optional.empty());
        }
    }

    @Command(
            name = "import",
            description =
                    "Take the GPU pack from a folder: an installed CUDA 12's libraries, or NVIDIA's"
                            + " archives with their list.")
    int bring(@Parameters(paramLabel = "FOLDER") Path folder) {
        try (var studio = parent.open()) {
            return get(studio, spec, Optional.of(folder));
        }
    }

    @Command(description = "Remove the GPU pack.")
    int remove() {
        try (var studio = parent.open()) {
            studio.gpuPack().pack().remove();
            say(spec, Words.say("app.command.gpu.removed"));
        }
        return 0;
    }

    static int get(Studio studio, CommandSpec spec, Optional<Path> folder) {
        var pack = studio.gpuPack();
        try (var bar = new ProgressLine(spec);
                var work = new ModelsCancelling(bar)) {
            if (folder.isPresent()) {
                pack.bring(folder.get(), work);
            } else {
                pack.get(work);
            }
        }
        say(spec, sentence(pack.pack().state()));
        return 0;
    }

    /// What an entry allows, said before it is fetched.
    static String terms(Entry entry) {
        return Words.say(
                "app.command.gpu.terms",
                entry.name(),
                entry.licence().name(),
                Words.say(entry.licence().terms()));
    }

    private static String sentence(State state) {
        return switch (state) {
            case State.NotNeeded _ -> Words.say("app.command.gpu.notNeeded");
            case State.Ready(var bytes, var source) ->
                    bytes == 0
                            ? Words.say("app.command.gpu.system")
                            : Words.say(
                                    "app.command.gpu.ready", ModelsWords.megabytes(bytes), source);
            case State.Missing(var names) ->
                    Words.say("app.command.gpu.missing", String.join(", ", names));
            case State.Partial(var names) ->
                    Words.say("app.command.gpu.partial", String.join(", ", names));
        };
    }

    private static String json(State state) {
        var o = new LinkedHashMap<String, Object>();
        switch (state) {
            case State.NotNeeded _ -> put(o, "not_needed", 0, "", List.of());
            case State.Ready(var bytes, var source) -> put(o, "ready", bytes, source, List.of());
            case State.Missing(var names) -> put(o, "missing", 0, "", names);
            case State.Partial(var names) -> put(o, "partial", 0, "", names);
        }
        return Json.line(o);
    }

    private static void put(
            Map<String, Object> o, String state, long bytes, String source, List<String> missing) {
        o.put("state", state);
        o.put("bytes", bytes);
        o.put("source", source);
        o.put("missing", missing);
    }

    private static void say(CommandSpec spec, String line) {
        spec.commandLine().getOut().println(line);
    }
}
