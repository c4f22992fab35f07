package studio.likeness.app.conversation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import studio.likeness.app.conversation.TurnEvent.Level;
import studio.likeness.corpus.store.Corpus;
import studio.likeness.models.job.Owned;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;
import studio.likeness.models.media.Speaker;

/// A talk with one persona: turns, one at a time, and what was said. A new turn, or [#stop],
/// interrupts the one that runs. Events come on the conversation's own threads.
public final class Conversation implements AutoCloseable {
    /// What the persona is doing.
    public enum State {
        IDLE,
        LISTENING,
        THINKING,
        SPEAKING
    }

    /// What speakers are opened with.
    public static final int SAMPLE_RATE_HZ = TurnRun.SAMPLE_RATE_HZ;

    private static final System.Logger LOG = System.getLogger(Conversation.class.getName());

    private final Corpus corpus;
    private final Brain brain;
    private final Voice voice;
    private final Face face;
    private final Stage stage;
    private final Events<TurnEvent> events;
    private final Events<State> states = new Events<>();
    private final Owned owned = new Owned();
    private final long began = System.nanoTime();
    private final List<Turn> transcript = new CopyOnWriteArrayList<>();
    private volatile State state = State.IDLE;
    private volatile boolean seen = true;

    // Guarded by this.
    private Optional<Thread> running = Optional.empty();
    private boolean closed;
    private int turns;

    private Conversation(
            Corpus corpus,
            Brain brain,
            Voice voice,
            Face face,
            Stage stage,
            Events<TurnEvent> events) {
        this.corpus = corpus;
        this.face = owned.own(face);
        this.brain = owned.own(brain);
        this.voice = owned.own(voice);
        this.stage = owned.own(stage);
        this.events = events;
        events.add(this::follow);
    }

    /// Heard from a speaker, seen through [TurnEvent.Shown].
    public static Conversation live(
            Corpus corpus, Brain brain, Voice voice, Face face, Speaker speaker) {
        var events = new Events<TurnEvent>();
        var stage = new LiveStage(speaker, frame -> events.emit(new TurnEvent.Shown(frame)));
        var talk = new Conversation(corpus, brain, voice, face, stage, events);
        talk.owned.own(new IdleFace(talk, face, stage));
        return talk;
    }

    /// Into an MP4, as fast as it can be made.
    ///
    /// @param locale of the marks in the picture and the tags of the file
    public static Conversation toFile(
            Corpus corpus, Brain brain, Voice voice, Face face, Path file, Locale locale) {
        var stage = FileStage.create(file, face, corpus.persona(), locale);
        return new Conversation(corpus, brain, voice, face, stage, new Events<>());
    }

    /// Neither heard nor seen, as fast as it can be made.
    public static Conversation unheard(Corpus corpus, Brain brain, Voice voice, Face face) {
        return new Conversation(corpus, brain, voice, face, new Nowhere(), new Events<>());
    }

    /// Begins a turn and returns at once.
    public void say(String text) {
        begin(text, brain);
    }

    /// Says once more what a turn said.
    public void replay(Turn turn) {
        begin(turn.heard(), new SameAgain(turn.reply()));
    }

    private synchronized void begin(String text, Brain answering) {
        if (closed) {
            throw new IllegalStateException("the conversation is closed");
        }
        var before = running;
        before.ifPresent(Thread::interrupt);
        running =
                Optional.of(
                        Thread.ofVirtual()
                                .name("conversation-turn")
                                .start(() -> takeTurn(before, text, answering)));
    }

    private void takeTurn(Optional<Thread> before, String text, Brain answering) {
        try {
            if (before.isPresent()) {
                before.get().join();
            }
            ask(text, answering);
        } catch (InterruptedException _) {
            // Barge-in: the turn has said so, and this thread ends here.
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a turn failed", e);
        }
    }

    /// A turn from start to end, for the command line and tests.
    ///
    /// @throws StudioException when it cannot be answered
    public Turn ask(String text) throws InterruptedException {
        return ask(text, brain);
    }

    private Turn ask(String text, Brain answering) throws InterruptedException {
        var at = Instant.now();
        int turn = nextTurn();
        var run = new TurnRun(corpus, voice, face, stage, sinceStart(), events::emit);
        move(State.THINKING);
        events.emit(new TurnEvent.Heard(turn, text));
        boolean whole = false;
        try {
            run.run(new Question(text, before()), answering);
            whole = true;
            return finished(turn, at, text, run, false);
        } catch (InterruptedException e) {
            finished(turn, at, text, run, true);
            throw e;
        } catch (RuntimeException e) {
            events.emit(new TurnEvent.Failed(sentence(e), sinceStart()));
            throw e;
        } finally {
            move(State.IDLE);
            if (!whole) {
                events.emit(new Level(0));
            }
        }
    }

    private List<Question.Exchange> before() {
        return transcript.stream()
                .map(turn -> new Question.Exchange(turn.heard(), turn.reply()))
                .toList();
    }

    private static String sentence(RuntimeException e) {
        return e instanceof StudioException s
                ? s.explanation()
                : Words.say("models.job.unexpected", e.getClass().getSimpleName());
    }

    private Turn finished(int number, Instant at, String heard, TurnRun run, boolean interrupted) {
        var reply =
                run.reply()
                        .orElseGet(
                                () ->
                                        new Reply(
                                                Source.NONE,
                                                "",
                                                "",
                                                Optional.empty(),
                                                List.of(),
                                                List.of()));
        var turn =
                new Turn(
                        number,
                        at,
                        heard,
                        reply,
                        run.spokenBy(),
                        run.spoken(),
                        interrupted,
                        run.trace());
        transcript.add(turn);
        events.emit(interrupted ? new TurnEvent.Stopped(turn) : new TurnEvent.Ended(turn));
        return turn;
    }

    private synchronized int nextTurn() {
        return ++turns;
    }

    /// Barge-in: silence within 200 ms.
    public synchronized void stop() {
        running.ifPresent(Thread::interrupt);
    }

    /// The user is speaking or writing: the face attends.
    public void attend(boolean on) {
        if (on && state == State.IDLE) {
            move(State.LISTENING);
        } else if (!on && state == State.LISTENING) {
            move(State.IDLE);
        }
    }

    /// Whether anybody sees the face; at first somebody does. Between turns it is drawn for nobody
    /// else but a recording.
    public void seen(boolean on) {
        seen = on;
    }

    boolean seen() {
        return seen;
    }

    public State state() {
        return state;
    }

    public List<Turn> transcript() {
        return List.copyOf(transcript);
    }

    /// What speaks where there is no recording: its name, or empty when there is text only.
    public String voiceName() {
        return voice.name();
    }

    /// How the face's mouth is made and where, in the user's words.
    public String facePlace() {
        return face.place();
    }

    public AutoCloseable onEvent(Consumer<TurnEvent> listener) {
        return events.add(listener);
    }

    /// Called when [#state] changes.
    public AutoCloseable onState(Consumer<State> listener) {
        return states.add(listener);
    }

    /// @param gain 0 to 1
    public void volume(double gain) {
        if (stage instanceof LiveStage live) {
            live.volume(gain);
        }
    }

    /// Records what is heard and seen from now on; [#stopRecording] completes the file.
    public void startRecording(Path file, Locale locale) {
        if (stage instanceof LiveStage live) {
            var format = FileStage.format(face, corpus.persona(), locale);
            live.record(Optional.of(new SessionRecording(file, format, locale)));
        }
    }

    /// The file that was recorded, complete; empty when nothing was.
    public Optional<Path> stopRecording() {
        return stage instanceof LiveStage live ? live.record(Optional.empty()) : Optional.empty();
    }

    Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void follow(TurnEvent event) {
        if (event instanceof TurnEvent.Said) {
            move(State.SPEAKING);
        }
    }

    private void move(State next) {
        if (state != next) {
            state = next;
            states.emit(next);
        }
    }

    @Override
    public void close() {
        Optional<Thread> last;
        synchronized (this) {
            closed = true;
            last = running;
            last.ifPresent(Thread::interrupt);
        }
        try {
            if (last.isPresent()) {
                last.get().join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        owned.close();
    }
}
