package studio.likeness.app.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import studio.likeness.app.Studio;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;

/// `likeness`: the window, or a command.
@Command(
        name = "likeness",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "A desktop studio for digital humans. Without a command it opens the window.",
        subcommands = {
            TalkCommand.class,
            PersonaCommand.class,
            CorpusCommand.class,
            MemoryCommand.class,
            ModelsCommand.class,
            ServeCommand.class,
            ModelfileCommand.class,
            GpuCommand.class,
            FaceCommand.class,
            VoiceCommand.class,
            BenchCommand.class,
            DoctorCommand.class,
            ParityCommand.class,
            SampleCommand.class,
            WorkerCommand.class
        })
public final class LikenessCommand implements Callable<Integer> {
    /// What went wrong is the user's to mend: bad input, a missing file.
    static final int FAILED = 1;

    @Spec private CommandSpec spec;

    @Option(
            names = "--home",
            scope = ScopeType.INHERIT,
            paramLabel = "FOLDER",
            description = "where everything is kept (default: LIKENESS_HOME, else the data folder)")
    private @Nullable Path home;

    @Option(
            names = "--language",
            scope = ScopeType.INHERIT,
            paramLabel = "zh|en",
            description = "language of messages (default: the settings, else the system's)")
    private String language = "";

    @Option(names = "--smoke", hidden = true, description = "open the window, save a picture, end")
    private @Nullable Path smoke;

    /// What a file manager passes when a persona's file is opened.
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "a persona's file to import before the window opens")
    private @Nullable Path file;

    public static int run(String... args) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return commandLine(out, err).execute(args);
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return new CommandLine(new LikenessCommand())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(LikenessCommand::explain);
    }

    /// One sentence and what to do, never a stack trace.
    private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        var err = command.getErr();
        switch (e) {
            case StudioException s -> err.println(s.explanation());
            case CancellationException _ -> err.println(Words.say("app.command.cancelled"));
            case InterruptedException _ -> err.println(Words.say("app.command.cancelled"));
            default -> throw e;
        }
        return FAILED;
    }

    /// The studio of the home that was asked for; speaks the language that was asked for.
    Studio open() {
        var studio = new Studio(home == null ? Home.ofUser() : new Home(home));
        Locale.setDefault(studio.locale(language));
        return studio;
    }

    @Override
    public Integer call() throws Exception {
        if (smoke == null && !Display.present()) {
            spec.commandLine().getErr().println(Words.say("app.command.noDisplay"));
            return FAILED;
        }
        try (var studio = open()) {
            studio.ensureSample();
            if (file != null) {
                take(studio, file);
            }
            studio.api().begin();
            Display.open(studio, Optional.ofNullable(smoke));
        }
        return 0;
    }

    /// The window then opens with the persona that was brought.
    static void take(Studio studio, Path file) {
        if (!Files.exists(file)) {
            throw new StudioException("app.command.noSuchFile", file); // or a command misspelt
        }
        var persona = studio.personas().importArchive(file, Progress.none());
        studio.settings().change(settings -> settings.withPersona(persona.id()));
    }
}
