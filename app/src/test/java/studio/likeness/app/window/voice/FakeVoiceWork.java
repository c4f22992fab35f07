package studio.likeness.app.window.voice;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.likeness.corpus.store.Persona;
import studio.likeness.corpus.voices.Voices;
import studio.likeness.models.job.Progress;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.SoundFile;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.cloning.Differences;
import studio.likeness.models.voice.preparation.PreparedSet;
import studio.likeness.models.voice.profile.VoiceProfile;
import studio.likeness.models.voice.speaker.Likeness;

/// Voices that are only names, and sentences that are tones; files are real.
final class FakeVoiceWork implements VoiceWork {
    Means means = new Means(List.of(), true, List.of(new Target("svc", "anna")));
    final List<Voices.Voice> voices = new ArrayList<>();
    final List<Wish> wishes = new ArrayList<>();
    final List<Turn> turns = new ArrayList<>();
    Optional<Voices.Sample> sample = Optional.empty();
    Optional<Voices.Voice> trash = Optional.empty();
    String heard = "";
    boolean fails;
    int closed;

    private final Path folder;

    FakeVoiceWork(Path folder) {
        this.folder = folder;
    }

    @Override
    public Means means() {
        return means;
    }

    @Override
    public List<Voices.Voice> list(Persona persona) {
        return List.copyOf(voices);
    }

    @Override
    public String hear(Path recording, Progress progress) {
        return " Good morning. ";
    }

    @Override
    public Voices.Voice clone(Persona persona, String name, Voices.Sample given) {
        if (fails) {
            throw new StudioException("app.window.voice.notCloned", name);
        }
        if (!Files.isRegularFile(given.file())) {
            throw new AssertionError("expected a sound in " + given.file());
        }
        sample = Optional.of(given);
        var made = voice("v" + voices.size(), name, voices.isEmpty());
        voices.add(made);
        return made;
    }

    private Voices.Voice voice(String id, String name, boolean used) {
        var recording =
                new VoiceProfile.Recording("usual", "r.wav", "0".repeat(64), "Hello.", "en", 5);
        var profile =
                VoiceProfile.Cloned.unheard(
                        name,
                        new VoiceProfile.Models("a", "b", "c", "", ""),
                        List.of(recording),
                        VoiceProfile.Speaking.usual());
        return new Voices.Voice(id, profile, folder.resolve(id), used);
    }

    @Override
    public Said say(
            Persona persona,
            String voice,
            Wish wish,
            boolean listen,
            Path into,
            Progress progress) {
        progress.at(0, 0, "app.window.voice.working");
        wishes.add(wish);
        var tone = new float[16_000];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (float) (0.05 * wishes.size() * Math.sin(i * 2 * Math.PI * 300 / 16_000));
        }
        SoundFile.writeWav(new Waveform(tone, 16_000), into);
        if (!listen) {
            return new Said(wish, Optional.empty());
        }
        var understood = heard.isEmpty() ? wish.text() : heard;
        int tries = heard.isEmpty() ? 1 : 3;
        return new Said(
                wish.withSeed(wish.seed() + tries - 1),
                Optional.of(new Heard(Differences.of(wish.text(), understood), tries)));
    }

    @Override
    public Optional<Likeness> likeness(Persona persona, String voice, Path sound) {
        return Optional.of(
                new Likeness(
                        0.8,
                        Optional.of(new Likeness.Span(0.75, 0.9)),
                        Optional.of(new Likeness.Span(0.1, 0.3)),
                        3,
                        "campplus"));
    }

    @Override
    public void convert(Turn turn, Path recording, Path into, Progress progress) {
        turns.add(turn);
        SoundFile.writeWav(new Waveform(new float[8_000], 16_000), into);
    }

    @Override
    public Voices.Voice keep(Persona persona, Turn turn) {
        var kept = voice("v" + voices.size(), turn.target().speaker(), voices.isEmpty());
        voices.add(kept);
        return kept;
    }

    @Override
    public Live live(Turn turn, int sampleRateHz) {
        throw new StudioException("app.window.voice.notCloned", turn.target().speaker());
    }

    @Override
    public PreparedSet prepared(Persona persona) {
        return PreparedSet.open(folder.resolve("clips"));
    }

    @Override
    public PreparedSet prepare(Persona persona, List<Path> recordings, Progress progress) {
        return prepared(persona);
    }

    @Override
    public void use(Persona persona, String voice) {
        voices.replaceAll(
                v -> new Voices.Voice(v.id(), v.profile(), v.folder(), v.id().equals(voice)));
    }

    @Override
    public void useNone(Persona persona) {
        use(persona, "");
    }

    @Override
    public void remove(Persona persona, String voice) {
        trash = voices.stream().filter(v -> v.id().equals(voice)).findFirst();
        voices.removeAll(trash.stream().toList());
    }

    @Override
    public String restore(Persona persona, String voice) {
        var back = trash.orElseThrow();
        voices.add(voice(back.id(), back.profile().name(), false));
        return back.id();
    }

    @Override
    public Path folder(Persona persona) {
        return folder.resolve("takes");
    }

    @Override
    public void close() {
        closed++;
    }
}
