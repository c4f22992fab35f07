package studio.likeness.models.library;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import studio.likeness.models.job.Owned;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.chat.Answer;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.PromptFormat;
import studio.likeness.models.language.chat.Sampling;
import studio.likeness.models.language.tokenizer.Tokenizer;
import studio.likeness.models.modelfolder.Manifest.Frame;
import studio.likeness.models.modelfolder.ModelFolder;
import studio.likeness.models.runtime.Decoding;
import studio.likeness.models.runtime.Device;

/// One model and the talks with it. Its weights are there while they are used, and for a while
/// after. Thread-safe.
final class SharedModel implements AutoCloseable {
    /// Some 130 tokens for every tokenizer: digits are seldom joined.
    private static final List<Message> TRIAL =
            List.of(
                    Message.user(
                            IntStream.range(10, 76)
                                    .mapToObj(Integer::toString)
                                    .collect(Collectors.joining(" "))));

    private final ModelFolder folder;
    private final Optional<Path> adapter;
    private final Device device;
    private final CacheBudget budget;
    private final Frame frame;
    private final int context;

    /// Held while the model comes and goes, which takes seconds.
    private final ReentrantLock door = new ReentrantLock();

    private final Condition quiet = door.newCondition();
    private final Set<LoadedChat> talks = ConcurrentHashMap.newKeySet();
    private int answering;
    private boolean retired;
    private volatile @Nullable Texts texts;
    private volatile @Nullable LanguageModel weights;
    private volatile @Nullable ReadingSpeed speed;
    private volatile Instant used = Instant.now();

    /// What turns texts to ids and back; it stays as long as there are talks.
    record Texts(Tokenizer tokenizer, PromptFormat format) {
        int tokens(List<Message> messages) {
            return format.encode(messages, tokenizer, false).length;
        }

        Texts with(UnaryOperator<PromptFormat> form) {
            return new Texts(tokenizer, form.apply(format));
        }
    }

    /// @throws StudioException when it is no decoder
    SharedModel(ModelFolder folder, Optional<Path> adapter, Device device, CacheBudget budget) {
        this.folder = folder;
        this.adapter = adapter;
        this.device = device;
        this.budget = budget;
        frame =
                folder.manifest()
                        .frame()
                        .orElseThrow(
                                () -> new StudioException("models.library.noDecoder", folder.id()));
        long fits = Math.max(LoadedModels.LEAST_CONTEXT, budget.bytes() / bytesPerToken());
        context = (int) Math.min(frame.context(), fits);
    }

    String id() {
        return folder.id();
    }

    /// What changes it, in its folder.
    Optional<Path> adapter() {
        return adapter;
    }

    Device device() {
        return device;
    }

    CacheBudget budget() {
        return budget;
    }

    Sampling recommended() {
        return Sampling.recommended(folder.manifest().family(), false);
    }

    int context() {
        return context;
    }

    /// Of a cache for so many tokens, which may have doubled to a little less than twice that.
    long bytes(int tokens) {
        return bytesPerToken() * Math.min(context, 2L * tokens);
    }

    private long bytesPerToken() {
        // Graphs for the processor keep float32, those for cards float16.
        int number = device instanceof Device.Cuda ? Short.BYTES : Float.BYTES;
        return 2L * frame.layers() * frame.kvHeads() * frame.headSize() * number;
    }

    Instant used() {
        return used;
    }

    boolean isLoaded() {
        return weights != null;
    }

    int talks() {
        return talks.size();
    }

    /// @param form of the model's own, in which the talk is written down
    /// @return empty when the model was let go for good
    Optional<LoadedChat> talk(UnaryOperator<PromptFormat> form) {
        door.lock();
        try {
            if (retired) {
                return Optional.empty();
            }
            load();
            used = Instant.now();
            var talk = new LoadedChat(this, texts().with(form));
            talks.add(talk);
            return Optional.of(talk);
        } finally {
            door.unlock();
        }
    }

    void ended(LoadedChat talk) {
        talks.remove(talk);
    }

    /// The weights stay until [#leave].
    LanguageModel enter() {
        door.lock();
        try {
            if (retired) {
                throw new StudioException("models.library.closing", id());
            }
            var there = load();
            answering++;
            return there;
        } finally {
            door.unlock();
        }
    }

    void leave() {
        door.lock();
        try {
            answering--;
            used = Instant.now();
            quiet.signalAll();
        } finally {
            door.unlock();
        }
    }

    private LanguageModel load() {
        texts();
        var there = weights;
        if (there == null) {
            there =
                    adapter.map(changed -> LanguageModel.open(folder, changed, device))
                            .orElseGet(() -> LanguageModel.open(folder, device));
            weights = there;
            measure(there);
        }
        return there;
    }

    /// How fast it reads, where that is not known yet: the first prompt already depends on it.
    private void measure(LanguageModel there) {
        if (speed != null) {
            return;
        }
        var measured = ReadingSpeed.of(folder, device);
        speed = measured;
        if (measured.tokensPerSecond().isPresent()) {
            return;
        }
        var ids = texts().format().encode(TRIAL, texts().tokenizer(), false);
        int half = ids.length / 2;
        try (var trial = there.decoder().start(there.plan(ids.length))) {
            var logits = new float[there.decoder().vocabulary()];
            // The first run of a graph takes longer than all others.
            trial.feed(Arrays.copyOf(ids, half), logits);
            long began = System.nanoTime();
            trial.feed(Arrays.copyOfRange(ids, half, ids.length), logits);
            measured.saw(ids.length - half, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    /// Empty while it was never loaded.
    OptionalDouble readingSpeed() {
        var there = speed;
        return there == null ? OptionalDouble.empty() : there.tokensPerSecond();
    }

    /// What an answer took.
    void read(Answer.Figures figures) {
        var there = speed;
        if (there != null) {
            there.saw(figures.promptTokens() - figures.reusedTokens(), figures.firstToken());
        }
    }

    private Texts texts() {
        var there = texts;
        if (there == null) {
            var tokenizer = LanguageFiles.tokenizer(folder.path());
            try {
                there = new Texts(tokenizer, LanguageFiles.prompts(folder.path(), tokenizer));
            } catch (RuntimeException e) {
                tokenizer.close();
                throw e;
            }
            texts = there;
        }
        return there;
    }

    /// Gives the weights back when nobody has used them for so long; talks go on as if nothing had
    /// happened, only later.
    void rest(Duration idle) {
        if (!door.tryLock()) {
            return; // Somebody is coming in.
        }
        try {
            if (answering == 0 && used.plus(idle).isBefore(Instant.now())) {
                unload();
            }
        } finally {
            door.unlock();
        }
    }

    /// Lets it go for good when nobody talks with it.
    boolean retire() {
        door.lock();
        try {
            if (talks.isEmpty() && answering == 0) {
                close();
                return true;
            }
            return false;
        } finally {
            door.unlock();
        }
    }

    private void unload() {
        var owned = new Owned();
        var there = weights;
        weights = null;
        if (there != null) {
            owned.own(there);
        }
        talks.forEach(talk -> owned.own(talk.drop()));
        owned.close();
    }

    /// Gives a cache's memory back while the weights cannot go away under it.
    void release(Decoding cache) {
        door.lock();
        try {
            cache.close();
        } finally {
            door.unlock();
        }
    }

    /// Ends the answers that are being given, and refuses others.
    void stop() {
        talks.forEach(LoadedChat::stop);
    }

    /// Waits for the answers that are being given.
    @Override
    public void close() {
        door.lock();
        try {
            retired = true;
            awaitQuiet();
            unload();
            var there = texts;
            texts = null;
            if (there != null) {
                there.tokenizer().close();
            }
        } finally {
            door.unlock();
        }
    }

    private void awaitQuiet() {
        boolean interrupted = false;
        while (answering > 0) {
            // Again and again: who is just about to begin does not hear it the first time.
            stop();
            try {
                quiet.await(50, TimeUnit.MILLISECONDS);
            } catch (InterruptedException _) {
                // Set again below: native memory in use cannot be given back.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
