package studio.likeness.app.window.face;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import studio.likeness.app.conversation.GreyFace;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.face.animate.AnimationPlan;
import studio.likeness.models.face.animate.Engine;
import studio.likeness.models.face.animate.Engines;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.Speaker;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.training.LipCourse;

/// Faces that are grey and quick; sounds and their time are real. What is asked is kept.
final class FakeSpeaking implements SpeakingWork {
    final GreyFace animator = new GreyFace();
    final Map<String, List<Recorded>> recordings = new HashMap<>();
    final List<String> opened = new ArrayList<>();
    final CountDownLatch saying = new CountDownLatch(1);
    Optional<String> sharpener = Optional.empty();
    Optional<StudioException> unsharpened = Optional.empty();

    /// What the voice says; empty is a voice that never ends.
    volatile Optional<Path> said = Optional.empty();

    @Override
    public Ways ways(Persona persona, String face) {
        return new Ways(
                List.of(Engine.WAV2LIP, Engine.WARP),
                Device.processor(),
                List.of("gfpgan"),
                sharpener);
    }

    @Override
    public synchronized Engines.Opened open(
            Persona persona, String face, Engine engine, AnimationPlan plan) {
        opened.add(persona.id() + "/" + face + "/" + engine);
        return new Engines.Opened(animator, Optional.empty(), sharpener, unsharpened);
    }

    @Override
    public void sharpen(Persona persona, String face, Optional<String> model) {
        sharpener = model;
    }

    @Override
    public Speaker speaker() {
        return Speaker.silent();
    }

    @Override
    public List<Recorded> recordings(Persona persona) {
        return recordings.getOrDefault(persona.id(), List.of());
    }

    @Override
    public Path say(Persona persona, String text) throws InterruptedException {
        saying.countDown();
        if (said.isEmpty()) {
            Thread.sleep(600_000);
        }
        return said.orElseThrow();
    }

    @Override
    public LipCourse lips(Persona persona, String face) {
        throw new AssertionError("nothing learns here");
    }
}
