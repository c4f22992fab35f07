package studio.likeness.app.command;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.app.Studio;
import studio.likeness.app.conversation.Playback;
import studio.likeness.corpus.imports.Importer;
import studio.likeness.corpus.store.Answer;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;

/// `likeness corpus …`.
@Command(
        name = "corpus",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Add, list, show, remove and play a persona's material.")
final class CorpusCommand {
    @ParentCommand private LikenessCommand parent;
    @Spec private CommandSpec spec;

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }

    private static Corpus corpus(Studio studio, String who) {
        studio.ensureSample();
        return studio.corpus(studio.personas().find(who).id());
    }

    @Command(
            description =
                    "Add files or folders: question-and-answer tables (CSV, JSON, JSONL), texts,"
                            + " recordings with their words beside them.")
    int add(
            @Option(names = "--persona", required = true) String who,
            @Option(names = "--dry-run", description = "say what would be added") boolean dry,
            @Parameters(arity = "1..*", paramLabel = "FILE") List<Path> files) {
        try (var studio = parent.open();
                var bar = new ProgressLine(spec)) {
            var importer = new Importer(corpus(studio, who));
            if (dry) {
                for (var found : importer.preview(files, bar)) {
                    say(
                            "%s: %s (%d) %s"
                                    .formatted(
                                            found.file(),
                                            found.what(),
                                            found.count(),
                                            found.note()));
                }
                return 0;
            }
            var outcome = importer.add(files, bar);
            bar.clear();
            outcome.refused()
                    .forEach(r -> spec.commandLine().getErr().println(r.file() + ": " + r.note()));
            say(
                    Words.say(
                            "app.command.corpus.added",
                            outcome.answers(),
                            outcome.recordings(),
                            outcome.documents()));
            return outcome.refused().isEmpty() ? 0 : LikenessCommand.FAILED;
        }
    }

    @Command(description = "All answers and documents.")
    int list(
            @Option(names = "--persona", required = true) String who,
            @Option(names = "--json") boolean json) {
        try (var studio = parent.open()) {
            var corpus = corpus(studio, who);
            for (var a : corpus.answers()) {
                say(
                        json
                                ? Json.answer(a)
                                : "%s  %s  %s  %s"
                                        .formatted(
                                                a.id(),
                                                a.language(),
                                                a.recording().isPresent() ? "*" : " ",
                                                a.questions().getFirst()));
            }
            for (var d : corpus.documents()) {
                say(
                        json
                                ? Json.document(d)
                                : "%s  %s     %s (%d)"
                                        .formatted(
                                                d.id(),
                                                d.language(),
                                                d.title(),
                                                d.passages().size()));
            }
        }
        return 0;
    }

    @Command(description = "One answer, whole.")
    int show(
            @Option(names = "--persona", required = true) String who,
            @Parameters(paramLabel = "ID") String id) {
        try (var studio = parent.open()) {
            say(Json.pretty(answer(corpus(studio, who), id)));
        }
        return 0;
    }

    @Command(description = "Remove answers or documents; restore takes them back.")
    int remove(
            @Option(names = "--persona", required = true) String who,
            @Parameters(arity = "1..*", paramLabel = "ID") List<String> ids) {
        try (var studio = parent.open()) {
            corpus(studio, who).remove(ids);
        }
        say(Words.say("app.command.corpus.removed", ids.size()));
        return 0;
    }

    @Command(description = "Take removed answers or documents back.")
    int restore(
            @Option(names = "--persona", required = true) String who,
            @Parameters(arity = "1..*", paramLabel = "ID") List<String> ids) {
        try (var studio = parent.open()) {
            corpus(studio, who).restore(ids);
        }
        say(Words.say("app.command.corpus.restored", ids.size()));
        return 0;
    }

    @Command(description = "Play an answer's recording on the speaker.")
    int play(
            @Option(names = "--persona", required = true) String who,
            @Parameters(paramLabel = "ID") String id)
            throws InterruptedException {
        try (var studio = parent.open();
                var speaker = studio.conversations().speaker()) {
            var corpus = corpus(studio, who);
            var recording =
                    answer(corpus, id)
                            .recording()
                            .orElseThrow(
                                    () ->
                                            new StudioException(
                                                    "app.command.corpus.noRecording", id));
            new Playback(speaker).play(corpus.file(recording));
        }
        return 0;
    }

    private static Answer answer(Corpus corpus, String id) {
        return corpus.answer(id)
                .orElseThrow(() -> new StudioException("app.command.corpus.unknown", id));
    }
}
