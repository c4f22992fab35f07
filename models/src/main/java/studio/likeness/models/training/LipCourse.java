package studio.likeness.models.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import studio.likeness.models.checkpoint.Checkpoints;
import studio.likeness.models.face.lip.LipStory;
import studio.likeness.models.face.lip.LipStory.Learning;
import studio.likeness.models.face.lip.PersonalLips;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.home.FileTree;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.training.LipTraining.Settings;
import studio.likeness.models.worker.Worker;

/// What one face has learnt of speaking, and how it learns: the same for the window and for the
/// command line. Learning runs in a process of its own, so that the window stays quick, and memory
/// is given back at the end. Everything is on disk; nothing is remembered here.
///
/// In the face's folder lie `lips` (the network in use), `lips.unused` (one that was set aside),
/// [LipTraining#FOLDER], and `lips.removed` (what can be taken back).
public final class LipCourse {
    /// Of a clip, to learn anything at all.
    public static final Duration LEAST = Duration.ofSeconds(4);

    /// The title of its job; its argument is the face.
    public static final String TITLE = "models.training.lips.title";

    /// The step of its job in which it can be asked to end and keep the best.
    public static final String LEARNING = "models.training.lips.learning";

    private static final String UNUSED = PersonalLips.FOLDER + ".unused";
    private static final String REMOVED = PersonalLips.FOLDER + ".removed";

    /// Pictures are 150 MB of heap; a trial may be silent for minutes on a busy machine.
    private static final Worker.Limits LIMITS =
            new Worker.Limits(1_536, Duration.ofMinutes(15), Duration.ofHours(49));

    private final FaceProfile face;

    /// Whether the face speaks with what it learnt.
    public enum Use {
        /// There is no network.
        NONE,
        USED,
        /// It was set aside.
        UNUSED
    }

    /// @param seconds of the clip; 0 for a photo
    /// @param learnt what the network, in use or not, was learnt from
    /// @param begun processor time that went into a learning which is not complete; empty where
    ///     there is none to go on with
    public record Standing(
            double seconds, Use use, Optional<Learning> learnt, Optional<Duration> begun) {
        public boolean longEnough() {
            return seconds * 1000 >= LEAST.toMillis();
        }
    }

    public LipCourse(FaceProfile face) {
        this.face = face;
    }

    /// The processor time of so many minutes on two cores.
    public static Settings settings(double minutes) {
        return Settings.of(Duration.ofMillis(Math.round(2 * minutes * 60_000)));
    }

    /// Learns, or goes on where it was stopped or killed, and uses the best network found. Paused,
    /// it takes no time of the processor; cancelled, it saves first.
    ///
    /// @throws StudioException when the clip is too short or silent, or when the same face is
    ///     learning already
    public Learning learn(Settings settings, Progress progress) throws InterruptedException {
        boolean learnt;
        try (var reins = LipReins.take(training(), progress)) {
            learnt =
                    new Worker(LIMITS)
                            .run(LipPupil.class, LipPupil.order(face.folder(), settings), reins)
                            .asBoolean();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
        if (!learnt) {
            throw new CancellationException(TITLE);
        }
        return story(PersonalLips.FOLDER);
    }

    /// What came of it, in the user's words.
    public static String report(Learning learnt) {
        return Words.say(
                "models.training.lips.report",
                number("%.1f", learnt.seconds()),
                learnt.steps(),
                number("%.1f", learnt.processorSeconds() / 60),
                number("%.4f", learnt.trainLoss()),
                number("%.4f", learnt.heldOutLoss()),
                number("%.2f", learnt.agreement()));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /// Asks the learning that goes on, here or in another process, to end and to keep the best.
    public void stop() {
        try {
            LipTraining.stop(face.folder());
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    public Standing standing() {
        var use =
                PersonalLips.trained(face.folder())
                        ? Use.USED
                        : Files.isRegularFile(face.folder().resolve(UNUSED, PersonalLips.STORY))
                                ? Use.UNUSED
                                : Use.NONE;
        double seconds = face.isPhoto() ? 0 : (double) face.frames() / face.framesPerSecond();
        return new Standing(seconds, use, learnt(use), begun());
    }

    private Optional<Learning> learnt(Use use) {
        return switch (use) {
            case NONE -> Optional.empty();
            case USED -> Optional.of(story(PersonalLips.FOLDER));
            case UNUSED -> Optional.of(story(UNUSED));
        };
    }

    private Learning story(String folder) {
        return LipStory.read(face.folder().resolve(folder, PersonalLips.STORY)).learning();
    }

    private Optional<Duration> begun() {
        var checkpoint = training().resolve(LipTraining.CHECKPOINT);
        if (!Files.isRegularFile(checkpoint)) {
            return Optional.empty();
        }
        try (var index = Checkpoints.open(checkpoint)) {
            double seconds = index.meta().path("processorSeconds").asDouble();
            return Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
        } catch (StudioException _) {
            return Optional.empty(); // learning begins anew, as it does with one that is cut off
        }
    }

    /// How the losses went, of the learning that goes on or of the last one.
    public LipCurves curves() {
        return LipCurves.read(training().resolve(LipTraining.METRICS));
    }

    /// The newest picture of the same moments that are not learnt from: above as they are, below
    /// as they are painted from their sound.
    public Optional<Path> sample() {
        var folder = training().resolve(LipTraining.SAMPLES);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (var all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".png"))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /// Speaks with what was set aside.
    public void use() {
        move(UNUSED, PersonalLips.FOLDER);
    }

    /// Speaks without it; it stays.
    public void setAside() {
        if (PersonalLips.trained(face.folder())) {
            forget(UNUSED);
            move(PersonalLips.FOLDER, UNUSED);
        }
    }

    /// Removes the network and what is left of learning. [#restore] takes it back, until the next
    /// time.
    public void remove() {
        forget(REMOVED);
        for (var part : parts()) {
            move(part, REMOVED + "/" + part);
        }
    }

    /// Takes back what was removed last, where nothing new has taken its place.
    public void restore() {
        for (var part : parts()) {
            if (!Files.exists(face.folder().resolve(part))) {
                move(REMOVED + "/" + part, part);
            }
        }
        forget(REMOVED);
    }

    private static List<String> parts() {
        return List.of(PersonalLips.FOLDER, UNUSED, LipTraining.FOLDER);
    }

    private void move(String from, String to) {
        var source = face.folder().resolve(from);
        var target = face.folder().resolve(to);
        try {
            if (Files.isDirectory(source)) {
                Files.createDirectories(target.getParent());
                Files.move(source, target);
            }
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private void forget(String folder) {
        try {
            FileTree.erase(face.folder().resolve(folder));
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private Path training() {
        return face.folder().resolve(LipTraining.FOLDER);
    }

    private StudioException cannotWrite(IOException e) {
        return new StudioException(e, "models.training.lips.cannotWrite", face.folder());
    }
}
