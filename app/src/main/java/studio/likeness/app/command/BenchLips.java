package studio.likeness.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.models.bench.LipBench;
import studio.likeness.models.bench.LipBench.Quality;
import studio.likeness.models.face.find.Landmarks;
import studio.likeness.models.face.lip.PersonalLips;
import studio.likeness.models.face.profile.FaceImport;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.face.profile.FaceTools;
import studio.likeness.models.face.profile.Which;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.training.LipTraining;
import studio.likeness.models.training.LipTraining.Settings;

/// `likeness bench lips`.
@Command(
        name = "lips",
        mixinStandardHelpOptions = true,
        description = {
            "Train a lip model on the first seconds of a clip, and see how it follows the sound of the",
            "rest: landmarks on the frames that it paints, beside those of the clip."
        })
final class BenchLips implements Callable<Integer> {
    @ParentCommand private BenchCommand parent;
    @Spec private CommandSpec spec;

    @Option(names = "--clip", required = true, description = "a face that speaks")
    private Path clip;

    @Option(names = "--detector", required = true, description = "YuNet or its like, ONNX")
    private Path detector;

    @Option(names = "--landmarks", required = true, description = "68 points (PFLD), ONNX")
    private Path landmarks;

    @Option(names = "--seconds", defaultValue = "6", description = "learnt from")
    private double seconds;

    @Option(names = "--minutes", defaultValue = "20", description = "of two cores at most")
    private double minutes;

    @Option(names = "--folder", required = true, description = "where the face is kept")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        try (var _ = parent.open();
                var bar = new ProgressLine(spec)) {
            var choice =
                    new FaceTools.Choice(
                            Optional.of(new FaceTools.Graph("detector", "yunet", detector)),
                            Optional.of(new FaceTools.Graph("landmarks", "pfld", landmarks)));
            Files.createDirectories(folder);
            FaceProfile face;
            try (var tools = FaceTools.open(choice, Device.processor())) {
                face = new FaceImport(tools).make(clip, Which.only(), folder, bar);
            }
            var budget = Duration.ofMillis((long) (2 * minutes * 60_000));
            var from = Duration.ofMillis((long) (seconds * 1e3));
            var learnt = new LipTraining(face, Settings.of(budget).from(from)).run(bar);
            bar.clear();
            say(
                    "learnt from           %.1f s, %d steps, %.1f min of processor time"
                            .formatted(
                                    learnt.seconds(),
                                    learnt.steps(),
                                    learnt.processorSeconds() / 60));
            say(
                    "loss                  %.4f learnt, %.4f held out"
                            .formatted(learnt.trainLoss(), learnt.heldOutLoss()));
            say(
                    "sound and opening     %.2f (blocks left out in turn)"
                            .formatted(learnt.agreement()));
            try (var lips = PersonalLips.open(face.folder(), Device.processor());
                    var marks = Landmarks.open(landmarks, Device.processor())) {
                int frames = (int) (seconds * face.framesPerSecond());
                table(new LipBench(face, frames, lips, marks));
            }
            return 0;
        }
    }

    private void table(LipBench bench) {
        var f = bench.following();
        say("opening beside the real video's, held out (correlation)");
        say("  model               %.2f".formatted(f.model()));
        say("  upon held-out faces %.2f (shuffled %.2f)".formatted(f.own(), f.ownShuffled()));
        say("  warp                %.2f".formatted(f.warp()));
        say("  constant            0.00");
        say("  model, shuffled     %.2f (at most %.2f)".formatted(f.shuffled(), f.shuffledMost()));
        var s = bench.stillness();
        say(
                "lips in silence       %.2f %% of the face's height a frame, %.2f %% around their mean (speaking, real: %.2f %%)"
                        .formatted(100 * s.step(), 100 * s.around(), 100 * s.realStep()));
        var q = bench.likeness();
        say("mouth beside the real one, held out (of 255, dB)");
        say("  model               %s".formatted(words(q.model())));
        say("  nearest by sound    %s".formatted(words(q.nearest())));
        say("  at rest             %s".formatted(words(q.rest())));
        say("speed                 %.0f faces/s".formatted(bench.speed(5)));
    }

    private static String words(Quality quality) {
        return String.format(Locale.ROOT, "%.1f, %.1f", quality.difference(), quality.psnr());
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
