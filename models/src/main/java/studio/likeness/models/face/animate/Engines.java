package studio.likeness.models.face.animate;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import studio.likeness.models.face.lip.OwnLips;
import studio.likeness.models.face.lip.PersonalLips;
import studio.likeness.models.face.network.LipNetwork;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.job.Owned;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.speech.LoudnessActivity;
import studio.likeness.models.speech.VoiceActivity;

/// Chooses how a face's mouth is made, and opens it.
///
/// @param lips networks that are at hand, by what they are; the mouth warp needs none
/// @param activity tells speech from silence; opened for each animator, which closes it
/// @param restorations models that make painted faces sharper, by their id; used for a face that
///     chose one ([RestorationChoice])
public record Engines(
        Map<Engine, Lips> lips,
        Supplier<VoiceActivity> activity,
        Map<String, Supplier<Restoration>> restorations) {

    /// A network that is at hand, not yet opened.
    @FunctionalInterface
    public interface Lips {
        /// @throws StudioException when it is broken, or its device cannot be had
        LipPainter open();
    }

    /// @param instead why the network that was chosen is not used; empty where nothing was wrong
    /// @param restoration the model that makes the face sharper; empty where none does
    /// @param unsharpened why the one that was chosen for that is not used: it is not installed,
    ///     does not open, or is too slow for a live talk. Empty where nothing was wrong
    public record Opened(
            FaceAnimator animator,
            Optional<StudioException> instead,
            Optional<String> restoration,
            Optional<StudioException> unsharpened) {
        private Opened insteadOf(StudioException why) {
            return new Opened(animator, Optional.of(why), restoration, unsharpened);
        }
    }

    public Engines {
        lips = Map.copyOf(lips);
        restorations = Map.copyOf(restorations);
    }

    /// No network at all.
    public static Engines simple() {
        return new Engines(Map.of(), LoudnessActivity::new, Map.of());
    }

    /// The newest lip network among models, where there is one, and all that make faces sharper.
    public static Engines of(List<ModelFolder> models, Device device) {
        var all = simple();
        for (var model : models) {
            if (model.manifest().kind() == Manifest.Kind.FACE_RESTORATION) {
                var graph = model.file(FaceRestorer.GRAPH);
                all = all.withRestoration(model.id(), () -> FaceRestorer.open(graph, device));
            }
        }
        var lips =
                models.stream()
                        .filter(model -> model.manifest().kind() == Manifest.Kind.LIP_SYNC)
                        .max(Comparator.comparing(model -> model.manifest().created()))
                        .map(model -> model.file(LipNetwork.GRAPH));
        return lips.isPresent()
                ? all.with(Engine.WAV2LIP, () -> Wav2LipPainter.open(lips.get(), device))
                : all;
    }

    public Engines with(Engine engine, Lips network) {
        var more = new EnumMap<Engine, Lips>(Engine.class);
        more.putAll(lips);
        more.put(engine, network);
        return new Engines(more, activity, restorations);
    }

    public Engines withActivity(Supplier<VoiceActivity> other) {
        return new Engines(lips, other, restorations);
    }

    /// @param model its id
    public Engines withRestoration(String model, Supplier<Restoration> network) {
        var more = new HashMap<>(restorations);
        more.put(model, network);
        return new Engines(lips, activity, more);
    }

    /// With the network that was trained on this face, where there is one.
    public Engines withPersonal(FaceProfile profile, Device device) {
        return PersonalLips.trained(profile.folder())
                ? with(Engine.PERSONAL, () -> PersonalLips.open(profile.folder(), device))
                : this;
    }

    /// What is used when nothing is said: the first in the order of [Engine] that is at hand.
    public Engine usual() {
        for (var engine : Engine.values()) {
            if (lips.containsKey(engine)) {
                return engine;
            }
        }
        return Engine.WARP;
    }

    /// Opens a face. Where nothing was wanted and the network does not open, the mouth warp serves,
    /// and the caller is told why.
    ///
    /// @param wanted empty for [#usual]
    /// @throws StudioException when the profile cannot be read, or what is wanted is not at hand or
    ///     does not open
    public Opened open(FaceProfile profile, Optional<Engine> wanted, AnimationPlan plan)
            throws InterruptedException {
        var engine = wanted.orElseGet(this::usual);
        try {
            return open(profile, engine, plan);
        } catch (StudioException e) {
            if (wanted.isPresent() || engine == Engine.WARP) {
                throw e;
            }
            return open(profile, Engine.WARP, plan).insteadOf(e);
        }
    }

    private Opened open(FaceProfile profile, Engine engine, AnimationPlan plan)
            throws InterruptedException {
        var owned = new Owned();
        try {
            var network = engine == Engine.WARP ? Optional.<LipPainter>empty() : painter(engine);
            network.ifPresent(owned::own);
            var frames = owned.own(new ClipFrames(profile));
            var rest = RestMouth.of(profile, frames);
            var mouth =
                    network.isPresent()
                            ? new NetworkMouth(engine, network.get(), profile)
                            : simple(profile, frames, rest);
            var sharper = Sharpening.of(profile, restorations, plan, frames);
            sharper.network().ifPresent(owned::own);
            var hearing = owned.own(activity.get());
            var animator =
                    new ProfileAnimator(
                            profile, plan, hearing, mouth, frames, rest, sharper.network());
            return new Opened(animator, Optional.empty(), sharper.model(), sharper.without());
        } catch (RuntimeException | InterruptedException e) {
            owned.close();
            throw e;
        }
    }

    /// The person's own mouths where the clip shows enough of them, else the one at rest,
    // stretched.
    private static Mouth simple(FaceProfile profile, ClipFrames frames, RestMouth rest)
            throws InterruptedException {
        if (!OwnMouths.worth(profile)) {
            return new WarpMouth(profile, rest);
        }
        var lips = OwnMouths.of(profile, frames);
        return new NetworkMouth(Engine.WARP, lips, profile, shot -> OwnLips.told(shot.shape()));
    }

    private Optional<LipPainter> painter(Engine engine) {
        var network = lips.get(engine);
        if (network == null) {
            throw new StudioException("models.face.animate.notInstalled", Words.say(engine.key()));
        }
        return Optional.of(network.open());
    }
}
