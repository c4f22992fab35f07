package studio.likeness.models.language.chat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import studio.likeness.models.language.chat.Answer.Figures;
import studio.likeness.models.language.chat.Answer.Finish;
import studio.likeness.models.language.tokenizer.Tokenizer;
import studio.likeness.models.runtime.Decoding;

/// One conversation with a model. What it has read it does not read again: each turn goes on from
/// the longest beginning that the new prompt shares with the cache. Not thread-safe, but for
/// [#stop]. Whoever opened the decoding and the tokenizer closes them.
public final class Chat {
    /// A cancelled prompt keeps what was read in whole steps of this size.
    private static final int STEP = 512;

    /// What is read ahead makes way within one step; smaller ones would be slower in all.
    private static final int SMALL_STEP = 64;

    private final Decoding decoding;
    private final Tokenizer tokenizer;
    private final PromptFormat format;
    private final Set<Integer> stops;
    private final Window window;
    private final float[] logits;

    /// The ids that the cache holds.
    private int[] read = new int[0];

    private volatile boolean stopped;

    /// @param decoding empty
    /// @param vocabulary how many logits a step gives
    public Chat(Decoding decoding, int vocabulary, Tokenizer tokenizer, PromptFormat format) {
        this.decoding = decoding;
        this.tokenizer = tokenizer;
        this.format = format;
        stops = format.stops(tokenizer);
        window = new Window(format, tokenizer, decoding.limit());
        logits = new float[vocabulary];
    }

    /// Answers a talk; the pieces are told on this thread as they come.
    ///
    /// @param messages the whole talk, ending with what is to be answered
    /// @throws InterruptedException when interrupted, within one token; the next answer can be
    ///     asked for at once
    /// @throws studio.likeness.models.job.StudioException when the last message is too long for
    ///     the model
    public Answer generate(
            List<Message> messages, Sampling sampling, Limits limits, TextStream.Listener listener)
            throws InterruptedException {
        long started = System.nanoTime();
        stopped = false;
        var view = window.of(messages, limits);
        var prompt = view.ids();
        var stream = new TextStream(tokenizer, limits.stops(), thinks(prompt), listener);
        int reused = reuse(prompt);
        var turn = new Turn(new Sampler(sampling, prompt), stream, limits, started);
        var finish = turn.run(prompt, reused);
        stream.end();
        return new Answer(
                format.clean(stream.answer()),
                stream.thoughts(),
                finish,
                new Figures(
                        prompt.length,
                        reused,
                        turn.generated,
                        view.forgotten(),
                        Duration.ofNanos(turn.first - started),
                        Duration.ofNanos(System.nanoTime() - started)));
    }

    /// Reads how a talk begins, unless it has been read.
    ///
    /// @param beginning ends where the user speaks next
    /// @throws InterruptedException when interrupted, within one step; whole steps stay read
    public void read(List<Message> beginning) throws InterruptedException {
        stopped = false;
        var ids = opening(beginning);
        int shared = Math.min(shared(ids), decoding.length());
        if (shared == ids.length) {
            return;
        }
        keep(shared);
        for (int at = shared; at < ids.length; at += SMALL_STEP) {
            feed(Arrays.copyOfRange(ids, at, Math.min(ids.length, at + SMALL_STEP)));
        }
    }

    /// How many tokens of such a beginning have not been read.
    public int unread(List<Message> beginning) {
        var ids = opening(beginning);
        return ids.length - shared(ids);
    }

    /// The ids that stay the same whatever is said next.
    private int[] opening(List<Message> beginning) {
        var one = encode(beginning, "a");
        int same = Arrays.mismatch(one, encode(beginning, "1"));
        return Arrays.copyOf(one, same);
    }

    private int[] encode(List<Message> beginning, String next) {
        var talk = new ArrayList<>(beginning);
        talk.add(Message.user(next));
        return format.encode(talk, tokenizer, false);
    }

    /// Ends the answer that is being given in another thread, within one token.
    public void stop() {
        stopped = true;
        decoding.cancel();
    }

    /// Forgets what the cache holds beyond the beginning shared with a prompt. At least one token
    /// is left to read, or there would be no logits.
    private int reuse(int[] prompt) {
        int shared = Math.min(Math.min(shared(prompt), decoding.length()), prompt.length - 1);
        keep(shared);
        return shared;
    }

    private int shared(int[] prompt) {
        int most = Math.min(read.length, prompt.length);
        int shared = 0;
        while (shared < most && read[shared] == prompt[shared]) {
            shared++;
        }
        return shared;
    }

    private void keep(int shared) {
        decoding.keep(shared);
        read = Arrays.copyOf(read, shared);
    }

    /// Whether a prompt ends within an open thought.
    private boolean thinks(int[] prompt) {
        var think = tokenizer.id("<think>");
        var thought = tokenizer.id("</think>");
        for (int i = prompt.length - 1; think.isPresent() && i >= 0; i--) {
            if (prompt[i] == think.getAsInt()) {
                return true;
            }
            boolean closed = thought.isPresent() && prompt[i] == thought.getAsInt();
            if (closed || stops.contains(prompt[i])) {
                return false;
            }
        }
        return false;
    }

    private void feed(int[] ids) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the answer was interrupted");
        }
        if (stopped) {
            throw new CancellationException("the answer was stopped");
        }
        try {
            decoding.feed(ids, logits);
        } catch (CancellationException e) {
            if (Thread.interrupted()) {
                var interrupted = new InterruptedException("the answer was interrupted");
                interrupted.initCause(e);
                throw interrupted;
            }
            throw e;
        }
        int length = read.length;
        read = Arrays.copyOf(read, length + ids.length);
        System.arraycopy(ids, 0, read, length, ids.length);
    }

    /// The making of one answer.
    private final class Turn {
        private final Sampler sampler;
        private final TextStream stream;
        private final Limits limits;
        private int generated;
        private long first;

        Turn(Sampler sampler, TextStream stream, Limits limits, long started) {
            this.sampler = sampler;
            this.stream = stream;
            this.limits = limits;
            first = started;
        }

        Finish run(int[] prompt, int reused) throws InterruptedException {
            try {
                for (int at = reused; at < prompt.length; at += STEP) {
                    feed(Arrays.copyOfRange(prompt, at, Math.min(prompt.length, at + STEP)));
                }
                return answer();
            } catch (CancellationException e) {
                if (!stopped) {
                    throw e;
                }
                return Finish.CANCELLED;
            }
        }

        private Finish answer() throws InterruptedException {
            while (true) {
                int id = sampler.next(logits);
                if (generated++ == 0) {
                    first = System.nanoTime();
                }
                if (stops.contains(id) || !stream.add(id)) {
                    return Finish.STOP;
                }
                if (generated >= limits.maxTokens() || read.length >= decoding.limit()) {
                    return Finish.LENGTH;
                }
                feed(new int[] {id});
            }
        }
    }
}
