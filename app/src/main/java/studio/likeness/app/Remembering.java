package studio.likeness.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.likeness.corpus.memory.Embedder;
import studio.likeness.corpus.memory.Memory;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.models.home.Home;
import studio.likeness.models.job.Owned;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.library.TextEmbedder;
import studio.likeness.models.modelfolder.Manifest;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.modelfolder.ModelFolders;
import studio.likeness.models.training.OwnEncoder;

/// By what personas remember: by words always, and by meaning with the encoder that the settings
/// name, where models run when it is opened. One that cannot run is no reason to forget: words then
// serve alone, and that is said.
/// Thread-safe.
public final class Remembering implements AutoCloseable {
    /// Chosen in place of an encoder.
    public static final String WORDS_ALONE = "-";

    /// The studio's own encoder.
    public static final String OWN = "";

    private static final System.Logger LOG = System.getLogger(Remembering.class.getName());

    private final Home home;
    private final ModelFolders models;
    private final SettingsFile settings;
    private final ChosenDevice device;
    private final Map<String, Memory> memories = new HashMap<>();
    private @Nullable Opened opened;
    private boolean closed;

    /// What serves.
    ///
    /// @param chosen as the settings have it
    /// @param problem why it does not run, in a sentence; empty when it does, or none is wanted
    public record State(String chosen, String problem) {}

    /// @param owned what is to be closed
    private record Opened(State state, Optional<Embedder> embedder, Owned owned) {}

    Remembering(Home home, ModelFolders models, SettingsFile settings, ChosenDevice device) {
        this.home = home;
        this.models = models;
        this.settings = settings;
        this.device = device;
    }

    /// Opens the encoder when it is not open.
    public synchronized State state() {
        return opened().state();
    }

    /// The models that could be chosen.
    public List<String> encoders() {
        return models.list().stream()
                .filter(model -> model.manifest().kind() == Manifest.Kind.TEXT_ENCODER)
                .map(ModelFolder::id)
                .toList();
    }

    synchronized Memory of(String id, Corpus corpus) {
        var there = memories.get(id);
        if (there == null) {
            there = warm(Memory.open(corpus, opened().embedder()));
            memories.put(id, there);
        }
        return there;
    }

    /// Memories that are open are closed; each opens anew when it is next needed, and is gone
    /// through by the new encoder while words serve alone.
    ///
    /// @param encoder a model's name, [#OWN] or [#WORDS_ALONE]
    synchronized void choose(String encoder) {
        settings.change(old -> old.with(d -> d.embedder(encoder)));
        forget();
    }

    synchronized void forget(String id) {
        Optional.ofNullable(memories.remove(id)).ifPresent(Memory::close);
    }

    private void forget() {
        var all = new Owned();
        var there = opened;
        if (there != null) {
            all.own(there.owned());
        }
        // Closed before what they use.
        memories.values().forEach(all::own);
        memories.clear();
        opened = null;
        all.close();
    }

    private Opened opened() {
        if (closed) {
            throw new IllegalStateException("expected a studio that is open");
        }
        var there = opened;
        if (there == null) {
            there = open(settings.get().embedder());
            opened = there;
        }
        return there;
    }

    private Opened open(String chosen) {
        var owned = new Owned();
        if (chosen.equals(WORDS_ALONE)) {
            return new Opened(new State(chosen, ""), Optional.empty(), owned);
        }
        try {
            var model =
                    chosen.equals(OWN)
                            ? OwnEncoder.open(home)
                            : TextEmbedder.open(models.find(chosen), device.forModel());
            var embedder = Embedder.of(owned.own(model));
            return new Opened(new State(chosen, ""), Optional.of(embedder), owned);
        } catch (StudioException e) {
            LOG.log(System.Logger.Level.WARNING, "remembering by words alone: " + e.getMessage());
            return new Opened(new State(chosen, e.explanation()), Optional.empty(), owned);
        }
    }

    /// The first question would otherwise wait for dictionaries to load.
    private static Memory warm(Memory memory) {
        memory.select("你好吗？");
        memory.select("How are you?");
        return memory;
    }

    @Override
    public synchronized void close() {
        closed = true;
        forget();
    }
}
