package studio.likeness.models.voice.cloning;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import studio.likeness.models.job.Owned;
import studio.likeness.models.job.Stages;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.runtime.Device;
import studio.likeness.models.signal.Waveform;
import studio.likeness.models.voice.Loudness;
import studio.likeness.models.voice.SystemVoice;
import studio.likeness.models.voice.text.Pronunciation;
import studio.likeness.models.voice.text.Symbols;
import studio.likeness.models.voice.text.TextFrontEnd;

/// GPT-SoVITS, loaded: speaks in the voice of a few seconds of it. Several references may be
/// prepared and used in turn. Safe to use from several threads, whose clauses then take turns.
public final class ClonedVoice implements AutoCloseable {
    /// Blocks that may be made before they are wanted: a clause has hardly more.
    private static final int BLOCKS_AHEAD = 64;

    private final Owned owned = new Owned();
    private final Reading text;
    private final CloningModels models;
    private final Device device;
    private final SemanticModel semantic;
    private final SoundModel sound;
    private final Optional<Characters> characters;

    /// How a text is spoken.
    @FunctionalInterface
    interface Reading {
        List<Pronunciation> read(String piece, String language, Symbols symbols);
    }

    private ClonedVoice(CloningModels models, Reading text, Device device) {
        this.models = models;
        this.text = text;
        this.device = device;
        try {
            semantic = owned.own(SemanticModel.open(models.codes(), device));
            sound = owned.own(SoundModel.open(models.sound(), device));
            characters =
                    models.characters().map(folder -> owned.own(Characters.open(folder, device)));
        } catch (RuntimeException e) {
            owned.close();
            throw e;
        }
    }

    /// @throws StudioException when a model cannot be loaded
    public static ClonedVoice open(CloningModels models, Device device) {
        return open(models, new TextFrontEnd()::read, device);
    }

    static ClonedVoice open(CloningModels models, Reading text, Device device) {
        return new ClonedVoice(models, text, device);
    }

    /// Whether Chinese is spoken without a sense for its words, because no network reads them.
    public boolean readsSoundsOnly() {
        return characters.isEmpty();
    }

    public int sampleRateHz() {
        return sound.settings().sampleRateHz();
    }

    private Symbols symbols() {
        return sound.settings().first() ? Symbols.V1 : Symbols.V2;
    }

    /// Listens to a few seconds of a voice.
    ///
    /// @param reference 3 to 10 s
    /// @param said in it; blank where that is not known: then the voice is less like
    /// @param language `zh`, `en` or `auto`
    /// @throws StudioException when it is shorter or longer
    public Reference prepare(Waveform reference, String said, String language) {
        var heard = new Listening(models, sound, device).listen(reference);
        double level = Loudness.activeLevel(reference.samples(), reference.sampleRateHz());
        var spoken = said.isBlank() ? SpokenText.NOTHING : read(said, language);
        if (spoken.sounds().length == 0) {
            return new Reference(new long[0], new float[0], new long[0], heard.voice(), level);
        }
        return new Reference(
                spoken.sounds(), spoken.meaning(), heard.codes(), heard.voice(), level);
    }

    /// The same, kept in a file for the next time.
    ///
    /// @param kept where; its folder is there
    public Reference prepare(Waveform reference, String said, String language, Path kept) {
        var key = key(reference, said, language);
        var known = Reference.read(kept, key);
        if (known.isPresent()) {
            return known.get();
        }
        var made = prepare(reference, said, language);
        try {
            made.write(Files.newOutputStream(kept), key);
        } catch (IOException e) {
            throw new StudioException(e, "models.voice.cloning.cannotKeep", kept.getParent());
        }
        return made;
    }

    /// Of all that a prepared reference depends on.
    private String key(Waveform reference, String said, String language) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            var line =
                    List.of(
                                    models.codes().getFileName(),
                                    models.sound().getFileName(),
                                    models.content().getFileName(),
                                    models.characters().map(Path::getFileName),
                                    models.speaker().map(Path::getFileName),
                                    language,
                                    said,
                                    reference.sampleRateHz(),
                                    Arrays.hashCode(reference.samples()),
                                    reference.samples().length)
                            .toString();
            return HexFormat.of().formatHex(sha256.digest(line.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private SpokenText read(String said, String language) {
        return SpokenText.of(text.read(said, language, symbols()), characters);
    }

    /// Speaks a clause; returns when all of it went to the listener. Interrupting the caller ends
    /// it between two codes; the voice can be used again.
    ///
    /// @param language `zh`, `en` or `auto`
    /// @param start the time of the first sample in the stream
    /// @return the time after the last sample
    public Duration speak(
            Reference reference,
            String clause,
            String language,
            Manner manner,
            Duration start,
            SystemVoice.Listener listener)
            throws InterruptedException {
        var spoken = interruptibly(() -> read(clause, language));
        if (spoken.sounds().length == 0) {
            return start;
        }
        // What is made waits here, so that a slow listener does not keep the next block from being
        // made.
        var blocks = new ArrayBlockingQueue<Optional<float[]>>(BLOCKS_AHEAD);
        var out = new ClauseSound(sampleRateHz(), loudness(reference), start, listener);
        try (var stages = new Stages("voice")) {
            stages.start(() -> make(reference, spoken, manner, blocks));
            stages.start(() -> hand(blocks, out));
            stages.join();
        }
        return out.end(pause(clause, manner));
    }

    private void make(
            Reference reference,
            SpokenText spoken,
            Manner manner,
            BlockingQueue<Optional<float[]>> blocks)
            throws InterruptedException {
        try (var codes = interruptibly(() -> choose(reference, spoken, manner))) {
            var stream = new SoundStream(sound, spoken.sounds(), reference.voice(), manner);
            var cuts = new Blocks(sound.settings().mute());
            var chosen = new long[0];
            for (var code = interruptibly(codes::next);
                    code.isPresent();
                    code = interruptibly(codes::next)) {
                chosen = Arrays.copyOf(chosen, chosen.length + 1);
                chosen[chosen.length - 1] = code.getAsLong();
                if (chosen.length == cuts.wanted()) {
                    var all = chosen;
                    int end = cuts.next(all);
                    blocks.put(Optional.of(interruptibly(() -> stream.until(all, end))));
                }
            }
            if (chosen.length > 0) {
                var all = chosen;
                blocks.put(Optional.of(interruptibly(() -> stream.rest(all))));
            }
        }
        blocks.put(Optional.empty());
    }

    /// A network says in its own way that the caller was interrupted.
    private static <T> T interruptibly(Supplier<T> work) throws InterruptedException {
        try {
            return work.get();
        } catch (CancellationException e) {
            var interrupted = new InterruptedException("a clause was interrupted");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private CodeStream choose(Reference reference, SpokenText spoken, Manner manner) {
        var all =
                reference.codes().length == 0
                        ? spoken
                        : new SpokenText(reference.sounds(), reference.meaning()).then(spoken);
        var request =
                new SemanticModel.Request(
                        all.sounds(), all.meaning(), reference.codes(), spoken.sounds().length);
        return semantic.choose(request, manner.sampling(), manner.seed());
    }

    private static void hand(BlockingQueue<Optional<float[]>> blocks, ClauseSound out)
            throws InterruptedException {
        for (var block = blocks.take(); block.isPresent(); block = blocks.take()) {
            out.add(block.get());
        }
        out.last();
    }

    /// The same for every clause of a reference, so that none is louder than the other.
    private static Loudness loudness(Reference reference) {
        return Loudness.ofLevel(reference.level());
    }

    private static Duration pause(String clause, Manner manner) {
        var said = clause.strip();
        boolean ends = !said.isEmpty() && ".!?。！？…".indexOf(said.charAt(said.length() - 1)) >= 0;
        return ends ? manner.pause() : manner.pause().dividedBy(2);
    }

    /// A whole text as one piece of sound; empty when there is nothing in it to say.
    public Waveform say(Reference reference, String clause, String language, Manner manner)
            throws InterruptedException {
        var all = new ArrayList<float[]>();
        speak(
                reference,
                clause,
                language,
                manner,
                Duration.ZERO,
                chunk -> all.add(chunk.audio().sound().samples()));
        int length = all.stream().mapToInt(piece -> piece.length).sum();
        var samples = new float[length];
        int at = 0;
        for (var piece : all) {
            System.arraycopy(piece, 0, samples, at, piece.length);
            at += piece.length;
        }
        return new Waveform(samples, sampleRateHz());
    }

    @Override
    public void close() {
        owned.close();
    }
}
