package studio.likeness.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.corpus.faces.Faces;
import studio.likeness.models.job.Job.State;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.training.LipCourse;

/// `likeness face train`.
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Learn how this person's mouth moves to their own speech, from the clip of a face.",
            "Cut off, it goes on where it was the next time."
        })
final class FaceTrain implements Callable<Integer> {
    @ParentCommand private FaceCommand parent;
    @Spec private CommandSpec spec;

    @Option(names = "--persona", required = true, paramLabel = "P")
    private String who;

    @Option(
            names = "--face",
            paramLabel = "ID",
            description = "as \"face list\" names it (default: the one in use)")
    private String id = "";

    @Option(
            names = "--minutes",
            defaultValue = "20",
            description = "of two cores at most (default: ${DEFAULT-VALUE})")
    private double minutes;

    @Option(
            names = "--stop",
            description = "have the training that runs elsewhere end and keep the best")
    private boolean stop;

    @Override
    public Integer call() throws InterruptedException {
        if (!(minutes > 0 && minutes <= 24 * 60)) {
            throw new StudioException("app.command.face.badMinutes", minutes);
        }
        try (var studio = parent.open();
                var bar = new ProgressLine(spec)) {
            var faces = FaceCommand.faces(studio, who);
            var face = chosen(faces);
            var course = new LipCourse(faces.profile(face.id()));
            if (stop) {
                course.stop();
                return 0;
            }
            var settings = LipCourse.settings(minutes);
            var job =
                    studio.jobs()
                            .start(
                                    LipCourse.TITLE,
                                    List.of(face.id()),
                                    progress ->
                                            LipCourse.report(
                                                    course.learn(
                                                            settings,
                                                            (done, total, doing) -> {
                                                                bar.at(done, total, doing);
                                                                progress.at(done, total, doing);
                                                            })));
            var story = job.await();
            bar.clear();
            spec.commandLine().getOut().println(story.outcome());
            return story.state() == State.DONE ? 0 : 1;
        }
    }

    private Faces.Face chosen(Faces faces) {
        return id.isEmpty()
                ? faces.list().stream()
                        .filter(Faces.Face::used)
                        .findFirst()
                        .orElseThrow(() -> new StudioException("app.command.face.noneUsed", who))
                : faces.find(id);
    }
}
