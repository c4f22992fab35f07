package studio.likeness.app.window.face;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import studio.likeness.app.Studio;
import studio.likeness.app.conversation.Utterance;
import studio.likeness.app.conversation.Voice;
import studio.likeness.corpus.memory.Memory;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.face.animate.AnimationPlan;
import studio.likeness.models.face.animate.Engine;
import studio.likeness.models.face.animate.Engines;
import studio.likeness.models.face.animate.FaceAnimator;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.media.Speaker;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.training.LipCourse;

/// What trying a face and teaching it asks of the studio. Blocks: called in the background.
interface SpeakingWork {
    /// How a face's mouth can be made, the best first, and where.
    record Ways(List<Engine> engines, Device device) {
        public Ways {
            engines = List.copyOf(engines);
        }
    }

    /// A recorded answer.
    record Recorded(String question, Path file) {}

    Ways ways(Persona persona, String face);

    /// Close it.
    FaceAnimator open(Persona persona, String face, Engine engine, AnimationPlan plan)
            throws InterruptedException;

    Speaker speaker();

    List<Recorded> recordings(Persona persona);

    /// The persona's voice says it, into a file that the next one replaces.
    Path say(Persona persona, String text) throws InterruptedException;

    LipCourse lips(Persona persona, String face);

    static SpeakingWork of(Studio studio) {
        return new SpeakingWork() {
            private FaceProfile profile(Persona persona, String face) {
                return studio.faces(persona.id()).profile(face);
            }

            private Device device() {
                return studio.device().device();
            }

            private Engines engines(FaceProfile profile) {
                return studio.faceEngines(device()).withPersonal(profile, device());
            }

            @Override
            public Ways ways(Persona persona, String face) {
                var lips = engines(profile(persona, face)).lips();
                return new Ways(
                        Arrays.stream(Engine.values())
                                .filter(e -> e == Engine.WARP || lips.containsKey(e))
                                .toList(),
                        device());
            }

            @Override
            public FaceAnimator open(
                    Persona persona, String face, Engine engine, AnimationPlan plan)
                    throws InterruptedException {
                var profile = profile(persona, face);
                return engines(profile).open(profile, Optional.of(engine), plan).animator();
            }

            @Override
            public Speaker speaker() {
                return studio.speaker();
            }

            @Override
            public List<Recorded> recordings(Persona persona) {
                var corpus = studio.corpus(persona.id());
                return corpus.answers().stream()
                        .flatMap(
                                answer ->
                                        answer.recording().stream()
                                                .map(
                                                        media ->
                                                                new Recorded(
                                                                        answer.questions()
                                                                                .getFirst(),
                                                                        corpus.file(media))))
                        .toList();
            }

            @Override
            public Path say(Persona persona, String text) throws InterruptedException {
                var folder = studio.corpus(persona.id()).folder().resolve("takes").resolve("face");
                try (var voice = Voice.of(studio.voices(persona.id()), studio.models(), device())) {
                    Files.createDirectories(folder);
                    var file = folder.resolve("said.wav");
                    Utterance.write(voice, persona, text, Memory.languageOf(text), file);
                    return file;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public LipCourse lips(Persona persona, String face) {
                return new LipCourse(profile(persona, face));
            }
        };
    }
}
