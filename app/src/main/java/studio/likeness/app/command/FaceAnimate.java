package studio.likeness.app.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import studio.likeness.app.Studio;
import studio.likeness.app.conversation.Performance;
import studio.likeness.models.face.animate.AnimationPlan;
import studio.likeness.models.face.animate.Engine;
import studio.likeness.models.face.animate.Engines;
import studio.likeness.models.face.animate.FaceAnimator;
import studio.likeness.models.face.animate.RestorationChoice;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.runtime.Device;

/// `likeness face animate`: a film of a persona's face that speaks a recording.
@Command(
        name = "animate",
        mixinStandardHelpOptions = true,
        description = "Make a film of a persona's face that speaks a recording.")
final class FaceAnimate implements Callable<Integer> {
    @ParentCommand private FaceCommand parent;
    @Spec private CommandSpec spec;

    @Option(names = "--persona", defaultValue = Studio.SAMPLE, paramLabel = "P")
    private String who;

    @Option(
            names = "--audio",
            required = true,
            paramLabel = "FILE",
            description = "what it speaks: any sound or video")
    private Path audio;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "the MP4 to write")
    private Path out;

    @Option(
            names = "--engine",
            paramLabel = "wav2lip|personal|warp",
            description = "how the mouth is made; default: the best that is there")
    private @Nullable Engine engine;

    @Option(
            names = "--sharpen",
            paramLabel = "MODEL|none",
            description =
                    "the installed model that makes this face sharper, from now on; at first none")
    private @Nullable String sharpen;

    @Option(
            names = "--card",
            paramLabel = "N",
            description =
                    "run the network on this NVIDIA card, counted from 0 (default: as in Settings)")
    private @Nullable Integer card;

    @Override
    public Integer call() throws InterruptedException {
        try (var studio = parent.open();
                var progress = new ProgressLine(spec)) {
            var device = card == null ? studio.device().device() : new Device.Cuda(card);
            var persona = studio.personas().find(who);
            var id = persona.parts().face();
            if (id.isEmpty()) {
                throw new StudioException("app.command.face.none", persona.name(), persona.id());
            }
            var profile = FaceProfile.read(studio.corpus(persona.id()).faces().find(id));
            var engines = studio.conversations().engines(device).withPersonal(profile, device);
            if (sharpen != null) {
                choose(engines, profile, Optional.of(sharpen).filter(s -> !s.equals("none")));
            }
            var opened =
                    engines.open(profile, Optional.ofNullable(engine), AnimationPlan.forFile());
            try (var animator = opened.animator()) {
                tell("models.face.animate.instead", opened.instead());
                tell("models.face.animate.unsharpened", opened.unsharpened());
                var film = Performance.film(animator, persona).render(audio, out, progress);
                progress.clear();
                say(place(animator));
                opened.restoration()
                        .ifPresent(model -> say(Words.say("models.face.animate.sharpened", model)));
                say(
                        Words.say(
                                "app.command.face.written",
                                film.file().toAbsolutePath(),
                                film.pictures(),
                                film.length().toMillis() / 1000.0));
            }
        }
        return 0;
    }

    private static void choose(Engines engines, FaceProfile profile, Optional<String> model) {
        if (model.isPresent() && !engines.restorations().containsKey(model.get())) {
            throw new StudioException("models.face.animate.restorationMissing", model.get());
        }
        RestorationChoice.choose(profile.folder(), model);
    }

    private static String place(FaceAnimator animator) {
        return Words.say(
                "models.face.animate.place", Words.say(animator.engine()), animator.device());
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }

    private void tell(String key, Optional<StudioException> why) {
        why.ifPresent(e -> spec.commandLine().getErr().println(Words.say(key, e.explanation())));
    }
}
