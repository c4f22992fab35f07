package studio.likeness.app.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.app.Studio;
import studio.likeness.app.conversation.Brain;
import studio.likeness.app.conversation.Conversation;
import studio.likeness.app.conversation.Source;
import studio.likeness.app.conversation.SourceLabel;
import studio.likeness.app.conversation.Turn;
import studio.likeness.app.conversation.TurnEvent;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.speech.Recogniser;
import studio.likeness.models.speech.WhisperMel;

/// `likeness talk`: turns given on the command line, or a conversation on the terminal.
@Command(
        name = "talk",
        mixinStandardHelpOptions = true,
        description = {
            "Talk with a persona without the window.",
            "With --say the turns are run one after another; without, lines are read from the terminal."
        })
final class TalkCommand implements Callable<Integer> {
    /// Of a question.
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @ParentCommand private LikenessCommand parent;
    @Spec private CommandSpec spec;

    @Option(names = "--persona", defaultValue = Studio.SAMPLE, description = "default: the sample")
    private String who;

    @Option(
            names = "--model",
            paramLabel = "ID",
            description = "talk with a language model alone, as \"likeness models list\" names it")
    private @Nullable String model;

    @Option(
            names = "--card",
            paramLabel = "N",
            description =
                    "run the model on this NVIDIA card, counted from 0 (default: as in Settings)")
    private @Nullable Integer card;

    @Option(
            names = "--adapter",
            paramLabel = "PATH",
            description = "with --model: changed by this LoRA, a folder in PEFT's format")
    private @Nullable Path adapter;

    @Option(names = "--say", paramLabel = "TEXT", description = "what you say; can be repeated")
    private List<String> say = List.of();

    @Option(
            names = "--hear",
            paramLabel = "FILE",
            description =
                    "ask what is said in this recording, after what --say says; can be repeated;"
                            + " needs a Whisper in the Library")
    private List<Path> hear = List.of();

    @Option(names = "--out", paramLabel = "FILE", description = "write sound and picture to an MP4")
    private @Nullable Path out;

    @Option(names = "--json", description = "one JSON object a turn")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (say.stream().anyMatch(String::isBlank)) {
            throw new StudioException("app.command.talk.empty");
        }
        try (var studio = parent.open()) {
            if (model != null) {
                new ModelTalking(spec.commandLine().getOut(), json)
                        .run(studio, model, Optional.ofNullable(adapter), device(studio), say);
                return 0;
            }
            studio.ensureSample();
            var questions = questions(studio);
            var id = studio.personas().find(who).id();
            try (var talk = open(studio, id, studio.brains().of(id, device(studio)))) {
                if (!questions.isEmpty()) {
                    for (var text : questions) {
                        print(talk.ask(text));
                    }
                } else {
                    converse(studio, id, talk);
                }
            }
        }
        if (out != null && !json) {
            print(Words.say("app.command.talk.written", out.toAbsolutePath()));
        }
        return 0;
    }

    /// What was written, then what was spoken.
    private List<String> questions(Studio studio) {
        var all = new ArrayList<>(say);
        if (hear.isEmpty()) {
            return all;
        }
        var model = Recogniser.find(studio.models(), "");
        try (var recogniser =
                Recogniser.open(model, studio.models(), studio.device().usable(device(studio)))) {
            for (var file : hear) {
                var sound = MediaReader.readSound(file, WhisperMel.SAMPLE_RATE_HZ, LONGEST);
                var said =
                        recogniser.write(sound, studio.conversations().writing(), Progress.none());
                if (said.isEmpty()) {
                    throw new StudioException("app.command.talk.nothingHeard", file);
                }
                all.add(said);
            }
        }
        return all;
    }

    /// Into a file when one was named; unheard when only another program listens; else aloud.
    private Conversation open(Studio studio, String id, Brain brain) {
        if (out != null) {
            return studio.conversations().toFile(id, brain, out);
        }
        return json && !(say.isEmpty() && hear.isEmpty())
                ? studio.conversations().unheard(id, brain)
                : studio.conversations().live(id, brain);
    }

    private Device device(Studio studio) {
        return card == null ? studio.device().device() : new Device.Cuda(card);
    }

    private void converse(Studio studio, String id, Conversation talk)
            throws InterruptedException, IOException {
        if (!json) {
            print(Words.say("app.command.talk.hello", studio.personas().find(id).name()));
            if (talk.voiceName().isEmpty()) {
                print(Words.say("app.command.talk.noVoice"));
            }
        }
        if (!json) {
            talk.onEvent(this::follow);
        }
        // Not closed: it is the process's own input.
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (line.isBlank()) {
                continue;
            }
            var turn = talk.ask(line.strip());
            if (json) {
                print(Json.turn(turn));
            }
        }
    }

    /// What a model writes appears as it is written.
    private void follow(TurnEvent event) {
        var writer = spec.commandLine().getOut();
        switch (event) {
            case TurnEvent.Decided(var reply) -> {
                writer.print("[%s] ".formatted(SourceLabel.of(reply, Locale.getDefault()).text()));
                if (reply.source() == Source.RECORDED) {
                    writer.println(reply.text());
                }
            }
            case TurnEvent.Wrote(var piece) -> writer.print(piece);
            case TurnEvent.Noted(var what) -> writer.println(what);
            case TurnEvent.Ended(var turn) when turn.reply().source() != Source.RECORDED ->
                    writer.println();
            default -> {
                // Nothing to read.
            }
        }
        writer.flush();
    }

    private void print(Turn turn) {
        if (json) {
            print(Json.turn(turn));
            return;
        }
        print("> " + turn.heard());
        print(
                "[%s] %s"
                        .formatted(
                                SourceLabel.of(turn.reply(), Locale.getDefault()).text(),
                                turn.reply().text()));
        Optional.of(turn.reply().memory())
                .filter(memory -> turn.reply().answer().isEmpty() && !memory.isEmpty())
                .ifPresent(
                        memory ->
                                print(
                                        Words.say(
                                                "app.command.talk.from",
                                                memory.getFirst().source())));
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
    }
}
