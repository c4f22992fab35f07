package studio.likeness.app.window.face;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import studio.likeness.app.Studio;
import studio.likeness.app.conversation.Utterance;
import studio.likeness.app.conversation.Voice;
import studio.likeness.corpus.memory.Memory;
import studio.likeness.corpus.store.Persona;
import studio.likeness.models.face.animate.AnimationPlan;
import studio.likeness.models.face.animate.Engine;
import studio.likeness.models.face.animate.Engines;
import studio.likeness.models.face.animate.RestorationChoice;
import studio.likeness.models.face.profile.FaceProfile;
import studio.likeness.models.job.Words;
import studio.likeness.models.media.Speaker;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.training.LipCourse;

/// What trying a face and teaching it asks of the studio. Blocks: called in the background.
interface SpeakingWork {
    /// How a face's mouth can be made, the best first, and where.
    ///
    /// @param sharpeners models that make a face sharper, by id: those that are installed, and the
    ///     one that is chosen
    /// @param sharpener which of them is chosen for this face
    record Ways(
            List<Engine> engines,
            Device device,
            List<String> sharpeners,
            Optional<String> sharpener) {
        public Ways {
            engines = List.copyOf(engines);
            sharpeners = List.copyOf(sharpeners);
        }
    }

    /// A recorded answer.
    record Recorded(String question, Path file) {}

    Ways ways(Persona persona, String face);

    /// Close its animator.
    Engines.Opened open(Persona persona, String face, Engine engine, AnimationPlan plan)
            throws InterruptedException;

    /// Which model makes this face sharper from now on, here and in the talk; empty for none.
    void sharpen(Persona persona, String face, Optional<String> model);

    Speaker speaker();

    List<Recorded> recordings(Persona persona);

    /// The persona's voice says it, into a file that the next one replaces.
    Path say(Persona persona, String text) throws InterruptedException;

    LipCourse lips(Persona persona, String face);

    /// Why a face goes without what was chosen to make it sharper, in a sentence.
    static Optional<String> unsharpened(Engines.Opened opened) {
        return opened.unsharpened()
                .map(why -> Words.say("models.face.animate.unsharpened", why.explanation()));
    }

    static SpeakingWork of(Studio studio) {
        return new SpeakingWork() {
            private FaceProfile profile(Persona persona, String face) {
                return studio.faces(persona.id()).profile(face);
            }

            private Device device() {
                return studio.device().device();
            }

            private Engines engines(FaceProfile profile) {
                return studio.conversations().engines(device()).withPersonal(profile, device());
            }

            @Override
            public Ways ways(Persona persona, String face) {
                var profile = profile(persona, face);
                var all = engines(profile);
                var chosen = RestorationChoice.of(profile.folder());
                return new Ways(
                        Arrays.stream(Engine.values())
                                .filter(e -> e == Engine.WARP || all.lips().containsKey(e))
                                .toList(),
                        device(),
                        Stream.concat(all.restorations().keySet().stream(), chosen.stream())
                                .distinct()
                                .sorted()
                                .toList(),
                        chosen);
            }

            @Override
            public Engines.Opened open(
                    Persona persona, String face, Engine engine, AnimationPlan plan)
                    throws InterruptedException {
                var profile = profile(persona, face);
                return engines(profile).open(profile, Optional.of(engine), plan);
            }

            @Override
            public void sharpen(Persona persona, String face, Optional<String> model) {
                RestorationChoice.choose(profile(persona, face).folder(), model);
            }

            @Override
            public Speaker speaker() {
                return studio.conversations().speaker();
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
