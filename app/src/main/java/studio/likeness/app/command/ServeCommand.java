package studio.likeness.app.command;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.models.job.Words;

/// `likeness serve`: personas and models for other programs, until it is interrupted.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Let other programs on this machine talk with personas and models, in the formats of",
            "Ollama and of OpenAI. Every request must bring the token as \"Authorization: Bearer\"."
        })
final class ServeCommand implements Callable<Integer> {
    private static final long LONGEST_CLOSING_SECONDS = 15;

    @ParentCommand private LikenessCommand parent;
    @Spec private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "default: the settings' (at first 11535); 0 for any that is free")
    private @Nullable Integer port;

    @Option(
            names = "--token",
            paramLabel = "T",
            description =
                    "default: the settings', made when there is none; one given here is seen by"
                            + " every user of this machine")
    private @Nullable String token;

    @Override
    public Integer call() throws InterruptedException {
        var asked = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        try {
            try (var studio = parent.open()) {
                studio.ensureSample();
                var address =
                        studio.api()
                                .start(
                                        port == null ? studio.settings().get().api().port() : port,
                                        token == null ? studio.api().token() : token);
                say(Words.say("app.command.serve.listening", address));
                if (token == null) {
                    say(Words.say("app.command.serve.token", studio.api().token()));
                }
                say(Words.say("app.command.serve.end"));
                // A terminal's Ctrl+C ends the JVM without unwinding this; so does a stopped
                // service.
                Runtime.getRuntime()
                        .addShutdownHook(
                                Thread.ofPlatform()
                                        .name("end of serve")
                                        .unstarted(() -> end(asked, closed)));
                asked.await();
            }
        } finally {
            closed.countDown();
        }
        return 0;
    }

    private static void end(CountDownLatch asked, CountDownLatch closed) {
        asked.countDown();
        try {
            closed.await(LONGEST_CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the JVM ends in any case
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
