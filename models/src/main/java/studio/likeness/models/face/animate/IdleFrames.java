package studio.likeness.models.face.animate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import studio.likeness.models.face.MouthShape;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.signal.Picture;

/// A profile's frames as they are shown between talks: the mouth at rest, and as sharp as while it
/// speaks, by the same [Restoration] over the same part of the face. What that changed is kept as
/// long as there is room, because between talks the same frames come again; it is made on a thread
/// of its own, so that who shows them need not wait. Called by one thread at a time.
final class IdleFrames implements AutoCloseable {
    /// Of kept patches, and never more than an eighth of what Java may have. The two that were
    /// asked for last come on top.
    static final long ROOM = 200L << 20;

    private final FaceProfile profile;
    private final ClipFrames frames;
    private final Supplier<Finishing> finishings;
    private final Optional<Restoration> restoration;
    private final long room;
    private final ExecutorService sharpening =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("face-idle").daemon().factory());

    // Where there is a restoration, these are used by the sharpening thread only.
    private Finishing finishing;
    private int finishedLast;

    // Guarded by this; the one that was used last is the last.
    private final Map<Integer, Future<Patch>> patches = new LinkedHashMap<>(16, 0.75f, true);

    /// @param restoration stays the caller's
    /// @param room in bytes, for patches that are kept
    IdleFrames(
            FaceProfile profile,
            ClipFrames frames,
            Supplier<Finishing> finishings,
            Optional<Restoration> restoration,
            long room) {
        this.profile = profile;
        this.frames = frames;
        this.finishings = finishings;
        finishing = finishings.get();
        this.restoration = restoration;
        this.room = Math.min(room, Runtime.getRuntime().maxMemory() / 8);
    }

    /// Waits for it where it is not made yet.
    Picture frame(int number) throws InterruptedException {
        var sharper = patch(number);
        if (sharper.isEmpty()) {
            return finished(number);
        }
        try {
            return sharper.get().get().over(frames.frame(number));
        } catch (ExecutionException e) {
            forget(number);
            throw e.getCause() instanceof RuntimeException why
                    ? why
                    : new IllegalStateException(e.getCause());
        }
    }

    /// Whether [#frame] has no network to wait for; if it has, the frame is made from now on.
    boolean ready(int number) {
        return patch(number).map(Future::isDone).orElse(true);
    }

    /// Makes one that will be asked for. A failure is told then.
    void ahead(int number) {
        var _ = patch(number);
    }

    /// Without a mouth that speaks.
    private Picture finished(int number) throws InterruptedException {
        if (Math.abs(number - finishedLast) > 1) {
            finishing = finishings.get(); // the light it follows is that of another place
        }
        finishedLast = number;
        var frame = frames.frame(number);
        var shot = new Shot(frame, number, new float[0], MouthShape.CLOSED, 0, false);
        return finishing.finish(shot, Optional.empty());
    }

    /// Empty where nothing makes the face sharper.
    private synchronized Optional<Future<Patch>> patch(int number) {
        if (restoration.isEmpty()) {
            return Optional.empty();
        }
        var network = restoration.get();
        if (!patches.containsKey(number)) {
            makeRoom();
        }
        return Optional.of(
                patches.computeIfAbsent(number, n -> sharpening.submit(() -> sharper(network, n))));
    }

    private Patch sharper(Restoration network, int number) throws InterruptedException {
        var finished = finished(number);
        var restored = network.restored(finished, profile.points().get(number));
        return Patch.between(frames.frame(number), restored);
    }

    private void makeRoom() {
        long kept = kept();
        var oldest = patches.values().iterator();
        while (kept > room && oldest.hasNext()) {
            var patch = oldest.next();
            if (patch.isDone()) {
                kept -= bytes(patch);
                oldest.remove();
            }
        }
    }

    synchronized long kept() {
        return patches.values().stream().mapToLong(IdleFrames::bytes).sum();
    }

    private static long bytes(Future<Patch> patch) {
        return patch.state() == Future.State.SUCCESS ? patch.resultNow().bytes() : 0;
    }

    /// So that it is tried again.
    private synchronized void forget(int number) {
        patches.remove(number);
    }

    @Override
    public void close() {
        synchronized (this) {
            patches.values().forEach(patch -> patch.cancel(true));
        }
        sharpening.shutdownNow();
        try {
            // One run of a network takes a moment; native memory must not go while it runs.
            sharpening.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
