package studio.likeness.models.worker;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// How this program is started again as a worker: an installed one through its launcher, which has
/// no `java` beside it, any other through the same Java with the same class path and flags.
///
/// @param program and the arguments that start it
/// @param classPath for the environment, since command lines may not be that long; empty where the
///     launcher knows it
record Launch(List<String> program, String classPath) {
    /// The launcher's sub-command.
    static final String COMMAND = "worker";

    /// Of the parent alone: its heap, its debugger, its agents, and an archive of shared classes
    /// that the child would write anew for itself.
    private static final Pattern OWN =
            Pattern.compile(
                    "-Xm[sxn].*|-agentlib.*|-agentpath.*|-javaagent.*|-Xrun.*"
                            + "|-XX:\\+AutoCreateSharedArchive|-XX:.*RAMPercentage.*|-Djava\\.class\\.path.*");

    /// Where libraries that unpack themselves have gone; set while the program runs.
    private static final List<String> HOMES =
            List.of(
                    "org.bytedeco.javacpp.cachedir",
                    "likeness.natives",
                    "DJL_CACHE_DIR",
                    "org.sqlite.tmpdir");

    Launch {
        program = List.copyOf(program);
    }

    static Launch ofThisProgram() {
        var launcher = System.getProperty("jpackage.app-path");
        if (launcher != null) {
            return new Launch(List.of(launcher, COMMAND), "");
        }
        var program = new ArrayList<String>();
        program.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !OWN.matcher(flag).matches())
                .filter(Launch::isThere)
                .forEach(program::add);
        for (var name : HOMES) {
            var folder = System.getProperty(name);
            if (folder != null) {
                program.add("-D" + name + "=" + folder);
            }
        }
        program.add("-Djava.awt.headless=true");
        program.add(WorkerProcess.class.getName());
        return new Launch(program, System.getProperty("java.class.path"));
    }

    /// An archive of shared classes is written when the program first ends.
    private static boolean isThere(String flag) {
        var archive = "-XX:SharedArchiveFile=";
        return !flag.startsWith(archive) || Files.exists(Path.of(flag.substring(archive.length())));
    }

    /// @param heapMebibytes as the most the child's heap may have
    ProcessBuilder command(int heapMebibytes) {
        var most = "-Xmx" + heapMebibytes + "m";
        var command = new ArrayList<>(program);
        var builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        if (classPath.isEmpty()) {
            // The one way past the flags that the launcher was built with.
            environment.merge("_JAVA_OPTIONS", most, (old, now) -> old + " " + now);
        } else {
            command.add(command.size() - 1, most);
            environment.put("CLASSPATH", classPath);
            builder.command(command);
        }
        return builder;
    }
}
