package studio.likeness.app.conversation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import studio.likeness.corpus.voices.Voices;
import studio.likeness.models.job.Owned;
import studio.likeness.models.job.Progress;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.speech.Recogniser;
import studio.likeness.models.speech.Transcriber;
import studio.likeness.models.voice.SystemVoice;
import studio.likeness.models.voice.cloning.ClonedVoice;
import studio.likeness.models.voice.cloning.CloningModels;
import studio.likeness.models.voice.cloning.HeardAgain;
import studio.likeness.models.voice.cloning.Manner;
import studio.likeness.models.voice.cloning.Reference;
import studio.likeness.models.voice.profile.VoiceProfile;
import studio.likeness.models.voice.text.TextCut;

/// A persona's cloned voice, loaded, with its usual reference prepared.
public final class ReferenceVoice implements Voice {
    private static final String USUAL = "usual";

    /// Once, and twice more where something else was heard.
    private static final int TRIES = 3;

    /// So many characters may be heard otherwise: recognisers err, too.
    private static final double GOOD_ENOUGH = 0.05;

    private final Owned owned = new Owned();
    private final VoiceProfile.Cloned profile;
    private final ClonedVoice voice;
    private final Reference reference;
    private final Manner manner;

    private ReferenceVoice(
            Voices.Voice kept, VoiceProfile.Cloned profile, ModelFolders models, Device device) {
        this.profile = profile;
        manner = profile.speaking().manner();
        try {
            voice = owned.own(ClonedVoice.open(of(profile.models(), models), device));
            reference = prepared(kept.folder(), profile.reference(USUAL));
        } catch (RuntimeException e) {
            owned.close();
            throw e;
        }
    }

    /// @throws studio.likeness.models.job.StudioException when a model or the reference is missing
    public static ReferenceVoice open(
            Voices.Voice kept, VoiceProfile.Cloned profile, ModelFolders models, Device device) {
        return new ReferenceVoice(kept, profile, models, device);
    }

    /// The folders of a voice's models.
    public static CloningModels of(VoiceProfile.Models named, ModelFolders models) {
        return new CloningModels(
                models.find(named.codes()).path(),
                models.find(named.sound()).path(),
                models.find(named.content()).path(),
                optional(named.characters(), models),
                optional(named.speaker(), models));
    }

    private static Optional<Path> optional(String id, ModelFolders models) {
        return id.isEmpty() ? Optional.empty() : Optional.of(models.find(id).path());
    }

    private Reference prepared(Path folder, VoiceProfile.Recording recording) {
        var sound =
                MediaReader.readSound(
                        folder.resolve(recording.file()),
                        voice.sampleRateHz(),
                        Duration.ofSeconds(11));
        return voice.prepare(
                sound,
                recording.text(),
                recording.language(),
                folder.resolve(recording.file() + ".prepared"));
    }

    @Override
    public String name() {
        return profile.name();
    }

    @Override
    public Kind kind() {
        return Kind.CLONED;
    }

    /// Whether Chinese is spoken without a sense for its words.
    public boolean readsSoundsOnly() {
        return voice.readsSoundsOnly();
    }

    @Override
    public Duration speak(
            String clause, String language, Duration start, SystemVoice.Listener listener)
            throws InterruptedException {
        return voice.speak(reference, clause, language, manner, start, listener);
    }

    /// A whole text, in the way asked for, a few sentences at a time.
    public Waveform say(String text, String language, Manner how) throws InterruptedException {
        var said = new ArrayList<Waveform>();
        for (var piece : TextCut.FOUR_SENTENCES.pieces(text, language)) {
            said.add(voice.say(reference, piece, language, how));
        }
        return Waveform.joined(said, voice.sampleRateHz());
    }

    /// Likewise; what was said is listened to, and said anew where something else was heard, each
    /// time with the next seed.
    ///
    /// @param language `zh`, `en` or `auto`
    /// @param ears stay open
    /// @throws java.util.concurrent.CancellationException when cancelled
    public HeardAgain.Take sayUntilHeard(
            String text, String language, Manner how, Recogniser ears, Progress progress)
            throws InterruptedException {
        var usual = Transcriber.Options.usual();
        var known = language.equals("auto") ? usual : usual.withLanguage(language);
        return new HeardAgain((sound, _) -> ears.write(sound, known, progress), TRIES, GOOD_ENOUGH)
                .say(text, language, how.seed(), seed -> say(text, language, how.withSeed(seed)));
    }

    @Override
    public void close() {
        owned.close();
    }
}
