package studio.likeness.app;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import studio.likeness.app.conversation.Brain;
import studio.likeness.app.conversation.Conversation;
import studio.likeness.app.conversation.Face;
import studio.likeness.app.conversation.Hearing;
import studio.likeness.app.conversation.Voice;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.corpus.store.PersonaStore;
import studio.likeness.corpus.voices.Voices;
import studio.likeness.models.face.animate.AnimationPlan;
import studio.likeness.models.face.animate.Engines;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.media.MediaReader;
import studio.likeness.models.media.Speaker;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.speech.ChineseScript;
import studio.likeness.models.speech.Transcriber;
import studio.likeness.models.speech.VoiceActivities;

/// Live talks with personas, and what they are heard, spoken and seen with.
public final class Conversations {
    private static final System.Logger LOG = System.getLogger(Conversations.class.getName());

    private final Home home;
    private final SettingsFile settings;
    private final ChosenDevice device;
    private final PersonaStore personas;
    private final ModelFolders models;
    private final Function<String, Brain> brains;

    /// @param brains of personas by their ids, as they are chosen now
    Conversations(
            Home home,
            SettingsFile settings,
            ChosenDevice device,
            PersonaStore personas,
            ModelFolders models,
            Function<String, Brain> brains) {
        this.home = home;
        this.settings = settings;
        this.device = device;
        this.personas = personas;
        this.models = models;
        this.brains = brains;
    }

    /// A live talk: heard from the speaker, seen through its events. Close it.
    public Conversation live(String id) {
        return live(id, brains.apply(id));
    }

    /// Likewise, with a brain of one's own.
    public Conversation live(String id, Brain brain) {
        var corpus = warm(personas.open(id));
        return Conversation.live(
                corpus, brain, voice(id), face(corpus, AnimationPlan.forShow()), speaker());
    }

    /// Neither heard nor seen, as fast as it can be made: for other programs. Close it.
    public Conversation unheard(String id, Brain brain) {
        var corpus = warm(personas.open(id));
        return Conversation.unheard(corpus, brain, voice(id), Face.of(corpus));
    }

    /// Into an MP4. Close it to complete the file.
    public Conversation toFile(String id, Brain brain, Path file) {
        var corpus = warm(personas.open(id));
        return Conversation.toFile(
                corpus,
                brain,
                voice(id),
                face(corpus, AnimationPlan.forFile()),
                file,
                Locale.getDefault());
    }

    private Face face(Corpus corpus, AnimationPlan plan) {
        var on = device.device();
        return Face.of(corpus, engines(on), on, plan);
    }

    /// How faces can be made to speak.
    ///
    /// @param on where a network runs; nothing else is tried instead
    public Engines engines(Device on) {
        return Engines.of(models.list(), on)
                .withActivity(() -> VoiceActivities.open(home, ChosenDevice.forSmallNetwork()));
    }

    /// The speaker of the settings; a silent one, which keeps the same time, where the machine has
    /// none.
    public Speaker speaker() {
        try {
            var speaker = Speaker.open(settings.get().speaker(), Conversation.SAMPLE_RATE_HZ);
            speaker.volume(settings.get().volume());
            return speaker;
        } catch (StudioException e) {
            LOG.log(System.Logger.Level.INFO, "no speaker, going on in silence: " + e.getMessage());
            return Speaker.silent();
        }
    }

    /// The voice that a persona speaks with. Close it.
    Voice voice(String id) {
        return Voice.of(new Voices(personas, id), models, device.device());
    }

    /// What the user says, written down; loads nothing before it is needed. Close it.
    public Hearing hearing() {
        return Hearing.of(models, device::forModel, this::writing);
    }

    /// How what is heard is written down, as the settings say.
    public Transcriber.Options writing() {
        var chosen = settings.get().script();
        return Transcriber.Options.usual()
                .withScript(
                        Arrays.stream(ChineseScript.values())
                                .filter(script -> script.name().equalsIgnoreCase(chosen))
                                .findFirst()
                                .orElse(ChineseScript.ANY));
    }

    /// The first recorded answer would otherwise wait for the codecs to load.
    private static Corpus warm(Corpus corpus) {
        corpus.media().stream()
                .filter(media -> !media.kind().equals("picture"))
                .findFirst()
                .ifPresent(
                        media -> {
                            try (var reader =
                                    MediaReader.open(
                                            corpus.file(media), Conversation.SAMPLE_RATE_HZ)) {
                                reader.nextSound();
                            } catch (StudioException e) {
                                // Only a turn that needs this recording has something to say about
                                // it.
                                LOG.log(System.Logger.Level.INFO, "not warmed: " + e.key());
                            }
                        });
        return corpus;
    }
}
