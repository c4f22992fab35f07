package studio.likeness.models.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import studio.likeness.models.face.lip.LipStory;
import studio.likeness.models.face.lip.LipStory.Learning;
import studio.likeness.models.face.lip.MouthFile;
import studio.likeness.models.face.lip.MouthGraph;
import studio.likeness.models.face.lip.PersonalLips;
import studio.likeness.models.face.profile.FaceImport;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.nn.TorchDescent;

/// Learns how a person's mouth moves to their own speech, from the clip of their face, and puts the
/// network beside it. A job of minutes, which goes on where it was stopped or killed.
///
/// While it learns, [#FOLDER] in the face's folder holds `metrics.jsonl`, `samples/` (frames that
/// it does not learn from, above what it makes of their sound) and the checkpoint. The network
/// that is in use until then is replaced only at the end.
public final class LipTraining {
    /// In the face's folder.
    public static final String FOLDER = "lips.training";

    /// Whoever makes this file in [#FOLDER] has learning end, and the best network kept.
    private static final String STOP = "stop";

    static final String CHECKPOINT = "checkpoint.safetensors";
    static final String METRICS = "metrics.jsonl";
    static final String SAMPLES = "samples";

    /// Of the clip, from its end, by which the best network is chosen.
    private static final double HELD_OUT = 0.15;

    private static final Duration LONGEST_HELD_OUT = Duration.ofSeconds(12);
    private static final double RATE = 1.5e-3;
    private static final Duration SAVING = Duration.ofSeconds(30);

    /// What is learnt; a checkpoint of another form is of no use.
    private static final String FORM = "drawn";

    /// Learning ends when so much of its time, and so many steps, have gone by without a better
    /// network: few pictures are soon learnt by heart.
    private static final double PATIENCE = 0.25;

    private static final int PATIENT_STEPS = 300;

    /// Trials in all: more would take the time of learning.
    private static final int TRIALS = 24;

    private final FaceProfile face;
    private final Settings settings;

    /// @param budget processor time that learning may take, all threads together
    /// @param clip how much of the clip to learn from, from its beginning
    /// @param steps at most
    /// @param side of the mouth's picture, divisible by 8
    public record Settings(Duration budget, Duration clip, int steps, int side, long seed) {
        /// Twenty minutes of two cores, the whole clip.
        public static Settings usual() {
            return of(Duration.ofMinutes(40));
        }

        public static Settings of(Duration budget) {
            return new Settings(
                    budget, Duration.ofHours(1), Integer.MAX_VALUE, LipMaterial.SIDE, 20261122);
        }

        public Settings from(Duration clip) {
            return new Settings(budget, clip, steps, side, seed);
        }
    }

    public LipTraining(FaceProfile face, Settings settings) {
        this.face = face;
        this.settings = settings;
    }

    /// Asks the learning that goes on for a face, here or in another process, to end and to keep
    /// the best network.
    public static void stop(Path face) throws IOException {
        Files.createDirectories(face.resolve(FOLDER));
        Files.writeString(face.resolve(FOLDER).resolve(STOP), "");
    }

    /// Learns, and publishes the best network that was found.
    ///
    /// @throws StudioException when the clip is too short, silent or unreadable
    /// @throws java.util.concurrent.CancellationException when it was cancelled; a later run goes
    ///     on from there
    public Learning run(Progress progress) {
        try {
            double seconds = settings.clip().toMillis() / 1e3;
            PersonalLips.recover(face.folder());
            var material = LipMaterial.of(face, seconds, settings.side(), progress);
            var learning = new Run(material, progress).learn();
            remove(face.folder().resolve(FOLDER).resolve(CHECKPOINT));
            return learning;
        } catch (IOException e) {
            throw new StudioException(e, "models.training.lips.cannotWrite", face.folder());
        }
    }

    private static void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /// One run, from the beginning or from a checkpoint.
    private final class Run {
        private final LipMaterial material;
        private final Progress progress;
        private final Path folder = face.folder().resolve(FOLDER);
        private final String of;
        private final LipStart start;
        private final LipPainting painting;
        private final LipTrial trial;
        private final int learnt;
        private final Stopwatch watch = new Stopwatch();
        private LipCheckpoint best;

        Run(LipMaterial material, Progress progress) throws IOException {
            this.material = material;
            this.progress = progress;
            int longest = (int) (LONGEST_HELD_OUT.toSeconds() * face.framesPerSecond());
            learnt = material.frames() - Math.min(longest, (int) (material.frames() * HELD_OUT));
            start = LipStart.of(material, learnt, settings.seed());
            painting = new LipPainting(material, start, learnt, settings.seed());
            trial = new LipTrial(material, start, learnt, material.frames());
            of =
                    "%s:%s:%d:%d:%d"
                            .formatted(
                                    FaceImport.sha256(face.picture()),
                                    FORM,
                                    material.frames(),
                                    settings.side(),
                                    settings.seed());
            best =
                    new LipCheckpoint(
                            of,
                            LipCheckpoint.copy(start.weights()),
                            none(),
                            LipCheckpoint.copy(painting.weights()),
                            0,
                            1,
                            Double.MAX_VALUE,
                            0);
        }

        private static TorchDescent.State none() {
            return new TorchDescent.State(0, java.util.Map.of(), java.util.Map.of());
        }

        Learning learn() throws IOException {
            remove(folder.resolve(STOP));
            var saved = LipCheckpoint.read(folder.resolve(CHECKPOINT), of);
            saved.ifPresent(from -> LipCheckpoint.into(from.weights(), start.weights()));
            try (var descent = new TorchDescent(painting.weights(), 0);
                    var log =
                            LipLog.open(
                                    folder.resolve(METRICS),
                                    saved.map(s -> s.descent().steps()).orElse(0))) {
                saved.ifPresent(
                        from -> {
                            descent.resume(from.descent());
                            best = from;
                            watch.add(from.processorSeconds());
                        });
                descend(descent, log);
            }
            progress.at(total(), total(), "models.training.lips.choosing");
            LipCheckpoint.into(best.best(), start.weights());
            return publish();
        }

        private long total() {
            return settings.budget().toSeconds();
        }

        private double done(int step) {
            return Math.max(
                    watch.seconds() / settings.budget().toSeconds(),
                    (double) step / settings.steps());
        }

        private void descend(TorchDescent descent, LipLog log) throws IOException {
            int step = descent.state().steps();
            double mean = 0;
            double tried = step == 0 ? -1 : done(step);
            double saved = watch.seconds();
            while (done(step) < 1 && !hopeless(step) && !Files.exists(folder.resolve(STOP))) {
                if (done(step) - tried >= 1.0 / TRIALS) {
                    tried = done(step);
                    compare(descent, log, step, mean);
                }
                double rate = rate(done(step));
                double loss = descent.step(painting.loss(step), rate);
                step++;
                mean = mean == 0 ? loss : mean + 0.02 * (loss - mean);
                log.step(step, watch.seconds(), loss, rate);
                if (watch.seconds() - saved > SAVING.toSeconds()) {
                    saved = watch.seconds();
                    save(descent);
                }
                told(descent, step);
            }
            compare(descent, log, step, mean);
            save(descent);
        }

        /// Whether the best network lies far behind.
        private boolean hopeless(int step) {
            int since = step - best.bestStep();
            return since > PATIENT_STEPS && done(step) * since / step > PATIENCE;
        }

        /// Cancelling saves first, so that nothing is lost.
        private void told(TorchDescent descent, int step) throws IOException {
            try {
                long shown = Math.round(Math.min(1, done(step)) * total());
                progress.at(shown, total(), "models.training.lips.learning");
            } catch (java.util.concurrent.CancellationException e) {
                save(descent);
                throw e;
            }
        }

        /// Rises for a twentieth of the time, then falls to nothing.
        private double rate(double done) {
            return RATE
                    * Math.min(1, done * 20 + 0.02)
                    * (0.5 + 0.5 * Math.cos(Math.PI * Math.min(1, done)));
        }

        private void compare(TorchDescent descent, LipLog log, int step, double mean)
                throws IOException {
            var losses = trial.losses();
            log.trial(step, watch.seconds(), losses);
            trial.show(folder.resolve(SAMPLES).resolve("%06d.png".formatted(step)));
            if (losses.shapes() < best.bestHeldOut()) {
                best =
                        new LipCheckpoint(
                                of,
                                best.weights(),
                                none(),
                                LipCheckpoint.copy(descent.weights()),
                                step,
                                mean,
                                losses.shapes(),
                                watch.seconds());
            }
        }

        private void save(TorchDescent descent) throws IOException {
            new LipCheckpoint(
                            of,
                            LipCheckpoint.copy(start.weights()),
                            descent.state(),
                            best.best(),
                            best.bestStep(),
                            best.bestTrain(),
                            best.bestHeldOut(),
                            watch.seconds())
                    .write(folder.resolve(CHECKPOINT));
        }

        /// Beside the one in use, and then in its place.
        private Learning publish() throws IOException {
            double fps = face.framesPerSecond();
            var learning =
                    new Learning(
                            of.substring(0, of.indexOf(':')),
                            material.frames() / fps,
                            (material.frames() - learnt) / fps,
                            best.bestStep(),
                            watch.seconds(),
                            best.bestTrain(),
                            best.bestHeldOut(),
                            start.agreement(),
                            Instant.now());
            var fresh = folder.resolve("finished");
            Files.createDirectories(fresh);
            new MouthFile(start.numbers().shapes(), LipDrawing.chosen(material, material.frames()))
                    .write(fresh.resolve(PersonalLips.MOUTHS));
            MouthGraph.write(
                    start.network(),
                    material.view(),
                    new LearntTensors(start.weights()),
                    fresh,
                    Progress.none());
            new LipStory(material.view(), start.network(), learning)
                    .write(fresh.resolve(PersonalLips.STORY));
            PersonalLips.replace(face.folder(), fresh);
            return learning;
        }
    }
}
