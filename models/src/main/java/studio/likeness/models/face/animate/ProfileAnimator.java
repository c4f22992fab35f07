package studio.likeness.models.face.animate;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import studio.likeness.models.face.Bearing;
import studio.likeness.models.face.LivingPhoto;
import studio.likeness.models.face.Portrait.Mood;
import studio.likeness.models.face.lip.LipCrop;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.job.Owned;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Picture;
import studio.likeness.models.speech.VoiceActivity;

/// A profile that speaks. Frames are decoded on one thread, mouths painted on others, and laid
/// over the frames on the caller's.
final class ProfileAnimator implements FaceAnimator {
    private final FaceProfile profile;
    private final AnimationPlan plan;
    private final VoiceActivity activity;
    private final Mouth mouth;
    private final ClipFrames frames;
    private final RestMouth rest;
    private final Optional<Restoration> restoration;
    private final Optional<LivingPhoto> photo;
    private final Playhead playhead;
    private final IdleFrames idleFrames;
    private final Owned owned = new Owned();
    private final ExecutorService painting;

    // Guarded by this.
    private Bearing bearing = Bearing.steady(Mood.IDLE);
    private Duration idleAt = Duration.ZERO;
    private Optional<Picture> idle = Optional.empty();
    private int talks;

    /// Owns what it is given, also when it fails.
    ProfileAnimator(
            FaceProfile profile,
            AnimationPlan plan,
            VoiceActivity activity,
            Mouth mouth,
            ClipFrames frames,
            RestMouth rest,
            Optional<Restoration> restoration) {
        this.profile = profile;
        this.plan = plan;
        this.activity = owned.own(activity);
        this.mouth = owned.own(mouth);
        this.frames = owned.own(frames);
        this.rest = rest;
        this.restoration = restoration;
        restoration.ifPresent(owned::own);
        painting =
                Executors.newFixedThreadPool(
                        mouth.atOnce(), Thread.ofPlatform().name("face-mouths").daemon().factory());
        playhead = new Playhead(profile);
        idleFrames =
                owned.own(
                        new IdleFrames(
                                profile, frames, this::finishing, restoration, IdleFrames.ROOM));
        try {
            photo =
                    profile.isPhoto() && !plan.exact()
                            ? Optional.of(new LivingPhoto(frames.frame(0)))
                            : Optional.empty();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public int width() {
        return photo.map(LivingPhoto::width).orElse(profile.width());
    }

    @Override
    public int height() {
        return photo.map(LivingPhoto::height).orElse(profile.height());
    }

    @Override
    public String engine() {
        return mouth.engine().key();
    }

    @Override
    public Device device() {
        return mouth.device();
    }

    @Override
    public synchronized Picture idle(Mood mood, Duration time) {
        bearing = bearing.turn(mood, time);
        boolean same = time.minus(idleAt).compareTo(FRAME.dividedBy(2)) < 0;
        // While a talk gets under way the face waits where the talk begins.
        if (photo.isEmpty() && idle.isPresent() && (talks > 0 || same)) {
            return idle.get().at(time);
        }
        idleAt = time;
        try {
            int number = playhead.here();
            // Live, the face holds still for a moment rather than be soft for one.
            if (plan.live() && idle.isPresent() && !idleFrames.ready(number)) {
                return idle.get().at(time);
            }
            var picture = living(idleFrames.frame(number), bearing, time);
            if (talks == 0) {
                playhead.rest();
            }
            if (plan.live()) {
                idleFrames.ahead(playhead.here());
            }
            idle = Optional.of(picture);
            return picture.at(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return idle.orElseThrow(() -> new IllegalStateException(e)).at(time);
        }
    }

    /// A photo moves; a clip does already.
    private Picture living(Picture painted, Bearing bearing, Duration time) {
        return photo.map(living -> living.draw(painted, bearing, time)).orElse(painted);
    }

    @Override
    public synchronized Talk begin(Duration since) {
        talks++;
        bearing = bearing.turn(Mood.SPEAKING, since);
        return new ProfileTalk(this, since);
    }

    synchronized void ended(Duration at) {
        talks--;
        // What was shown before lies elsewhere in the clip.
        idle = Optional.empty();
        bearing = bearing.turn(Mood.IDLE, at);
    }

    AnimationPlan plan() {
        return plan;
    }

    Mouth mouth() {
        return mouth;
    }

    ExecutorService painting() {
        return painting;
    }

    SpokenTrack track() {
        return new SpokenTrack(activity, mouth.offset(), mouth.columns());
    }

    /// The next frame of a talk, without its mouth.
    Shot shot(SpokenTrack track, int picture, boolean held) throws InterruptedException {
        int number = playhead.speak();
        return new Shot(
                frames.frame(number),
                number,
                mouth.columns() > 0 ? track.window(picture) : new float[0],
                track.shape(picture),
                plan.exact() ? 1 : track.speaking(picture),
                held);
    }

    Finishing finishing() {
        return new Finishing(profile, rest, mouth);
    }

    /// The network's square over the whole box, as the original program does it.
    Picture pasted(Shot shot, Optional<Picture> painted) {
        return painted.isPresent() && mouth instanceof NetworkMouth network
                ? LipCrop.paste(shot.frame(), network.area(shot.number()), painted.get())
                : shot.frame();
    }

    /// What is left to do to a picture of a talk.
    Picture completed(Picture finished, Shot shot, Duration time) {
        var restored =
                restoration
                        .map(r -> r.restored(finished, profile.points().get(shot.number())))
                        .orElse(finished);
        if (photo.isEmpty()) {
            return restored;
        }
        synchronized (this) {
            return living(restored, bearing, time);
        }
    }

    @Override
    public void close() {
        painting.shutdownNow();
        try {
            // A batch of a network takes a moment; native memory must not go while it runs.
            painting.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        owned.close();
    }
}
