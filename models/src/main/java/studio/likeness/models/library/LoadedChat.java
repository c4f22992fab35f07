package studio.likeness.models.library;

import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import studio.likeness.models.job.Owned;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.language.chat.Answer;
import studio.likeness.models.language.chat.Chat;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.language.chat.Limits;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.Sampling;
import studio.likeness.models.language.chat.TextStream;
import studio.likeness.models.runtime.Decoding;

/// A talk with a [SharedModel]. Its cache is made when it is first needed, and again when it was
/// taken away meanwhile.
final class LoadedChat extends CacheBudget.Share implements ChatSession {
    /// An answer may be allowed the world; room is kept for one of this length.
    private static final int USUAL_ANSWER = 1024;

    private final SharedModel model;
    private final SharedModel.Texts texts;
    private final AtomicBoolean closed = new AtomicBoolean();

    /// Changed by the one who answers while its share is busy, else under the budget's lock.
    private volatile @Nullable Reading reading;

    private volatile boolean stopped;

    /// What the talk has read.
    private record Reading(Chat chat, Decoding cache) {}

    LoadedChat(SharedModel model, SharedModel.Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    @Override
    public Answer generate(
            List<Message> messages, Sampling sampling, Limits limits, TextStream.Listener listener)
            throws InterruptedException {
        int room = Math.min(limits.maxTokens(), USUAL_ANSWER);
        var answer =
                using(
                        () -> texts.tokens(messages) + room,
                        chat -> chat.generate(messages, sampling, limits, listener));
        model.read(answer.figures());
        return answer;
    }

    @Override
    public void read(List<Message> beginning) throws InterruptedException {
        using(
                () -> texts.tokens(beginning) + USUAL_ANSWER,
                chat -> {
                    chat.read(beginning);
                    return chat;
                });
    }

    @Override
    public int unread(List<Message> beginning) {
        var now = reading;
        return now == null ? texts.tokens(beginning) : now.chat().unread(beginning);
    }

    @Override
    public OptionalDouble readingSpeed() {
        return model.readingSpeed();
    }

    /// What may be done with what was read.
    private interface Use<T> {
        T with(Chat chat) throws InterruptedException;
    }

    private <T> T using(IntSupplier tokens, Use<T> use) throws InterruptedException {
        if (closed.get()) {
            throw new IllegalStateException("expected a talk that is open: " + model.id());
        }
        var weights = model.enter();
        try {
            model.budget().take(this, model.bytes(tokens.getAsInt()));
            try {
                return use.with(chat(weights));
            } finally {
                model.budget().rest(this);
            }
        } finally {
            model.leave();
        }
    }

    private Chat chat(LanguageModel weights) {
        if (stopped) {
            throw new StudioException("models.library.closing", model.id());
        }
        var now = reading;
        if (now == null) {
            var cache = weights.decoder().start(weights.plan(model.context()));
            var chat =
                    new Chat(
                            cache,
                            weights.decoder().vocabulary(),
                            texts.tokenizer(),
                            texts.format());
            now = new Reading(chat, cache);
            reading = now;
        }
        return now.chat();
    }

    @Override
    AutoCloseable detach() {
        var now = reading;
        reading = null;
        return () -> {
            if (now != null) {
                model.release(now.cache());
            }
        };
    }

    /// Only while nobody answers with the model.
    AutoCloseable drop() {
        return model.budget().drop(this);
    }

    /// Ends the answer that is being given, within one token, and all later ones.
    void stop() {
        stopped = true;
        var now = reading;
        if (now != null) {
            now.chat().stop();
        }
    }

    @Override
    public int context() {
        return model.context();
    }

    @Override
    public int tokens(List<Message> messages) {
        return texts.tokens(messages);
    }

    @Override
    public Sampling recommended() {
        return model.recommended();
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            model.ended(this);
            var memory = new Owned();
            memory.own(drop());
            memory.close();
        }
    }
}
