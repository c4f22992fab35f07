package studio.likeness.models.face.animate;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import studio.likeness.models.face.animate.FaceAnimator.Talk;
import studio.likeness.models.signal.AudioChunk;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.voice.SpokenChunk;

/// One talk of a profile. While some batches of mouths are painted, the one before them is laid over
/// its frames.
final class ProfileTalk implements Talk {
    /// Of the time that a picture is shown, what painting its mouth may take when live.
    private static final double ROOM_NANOS = 0.9 * FaceAnimator.FRAME.toNanos();

    private static final int MOST_HELD = 4;

    private record Batch(List<Shot> shots, Future<Painted> painted) {}

    private record Mouthed(Shot shot, Optional<Picture> mouth) {}

    /// @param nanos in which one mouth is painted when all painters are busy; 0 where none was
    private record Painted(List<Optional<Picture>> mouths, double nanos) {}

    private final ProfileAnimator animator;
    private final Duration since;
    private final SpokenTrack track;
    private final Finishing finishing;

    /// In the order of the pictures, whichever is painted first: those that are being painted, and
    /// one that waits for the next painter who is free.
    private final Deque<Batch> batches = new ArrayDeque<>();

    private final Deque<Mouthed> painted = new ArrayDeque<>();
    private int asked;
    private int given;
    private int limit = 1;
    private double nanosPerMouth;
    private int held;
    private boolean closed;

    ProfileTalk(ProfileAnimator animator, Duration since) {
        this.animator = animator;
        this.since = since;
        track = animator.track();
        finishing = animator.finishing();
    }

    @Override
    public void hear(AudioChunk chunk, List<SpokenChunk.Phoneme> phonemes) {
        track.hear(chunk, phonemes);
    }

    @Override
    public void end() {
        track.end();
    }

    @Override
    public Optional<Picture> next() throws InterruptedException {
        ask();
        if (painted.isEmpty() && !batches.isEmpty()) {
            take();
            ask();
        }
        if (painted.isEmpty()) {
            return Optional.empty();
        }
        var next = painted.remove();
        var shot = next.shot();
        var at = FaceAnimator.FRAME.multipliedBy(given++);
        var finished =
                animator.plan().exact()
                        ? animator.pasted(shot, next.mouth())
                        : finishing.finish(shot, next.mouth());
        return Optional.of(animator.completed(finished, shot, since.plus(at)).at(at));
    }

    /// Waits for the oldest batch.
    private void take() throws InterruptedException {
        var batch = batches.element();
        var mouths = wait(batch);
        batches.remove();
        learn(mouths);
        for (int i = 0; i < batch.shots().size(); i++) {
            painted.add(new Mouthed(batch.shots().get(i), mouths.mouths().get(i)));
        }
    }

    /// Gives the painters what can be painted. The first batches are small, so that the first
    /// picture is there as soon as its sound is.
    private void ask() throws InterruptedException {
        while (batches.size() <= animator.mouth().atOnce() && track.ready() > asked) {
            int count = Math.min(limit, track.ready() - asked);
            limit = Math.min(animator.mouth().batch(), 2 * limit);
            var shots = new ArrayList<Shot>();
            for (int i = 0; i < count; i++) {
                boolean hold = animator.plan().live() && asked % every() != 0;
                held += hold ? 1 : 0;
                shots.add(animator.shot(track, asked++, hold));
            }
            batches.add(new Batch(shots, animator.painting().submit(() -> paint(shots))));
        }
    }

    /// Every which picture gets a mouth of its own.
    private int every() {
        return Math.clamp((int) Math.ceil(nanosPerMouth / ROOM_NANOS), 1, MOST_HELD);
    }

    private Painted paint(List<Shot> shots) {
        var start = System.nanoTime();
        var mouths = animator.mouth().paint(shots);
        long count = mouths.stream().filter(Optional::isPresent).count();
        double nanos = (System.nanoTime() - start) / (double) animator.mouth().atOnce();
        return new Painted(mouths, count == 0 ? 0 : nanos / count);
    }

    private void learn(Painted painted) {
        if (painted.nanos() > 0) {
            nanosPerMouth =
                    nanosPerMouth == 0
                            ? Math.min(painted.nanos(), ROOM_NANOS) // the first one warms up
                            : nanosPerMouth + 0.2 * (painted.nanos() - nanosPerMouth);
        }
    }

    private static Painted wait(Batch batch) throws InterruptedException {
        try {
            return batch.painted().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException why
                    ? why
                    : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public int held() {
        return held;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            batches.forEach(batch -> batch.painted().cancel(false));
            animator.ended(since.plus(FaceAnimator.FRAME.multipliedBy(given)));
        }
    }
}
