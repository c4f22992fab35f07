package studio.likeness.app.window.conversation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.testfx.util.WaitForAsyncUtils;
import studio.likeness.app.conversation.Conversation.State;
import studio.likeness.app.conversation.Reply;
import studio.likeness.app.conversation.Source;
import studio.likeness.app.conversation.Trace;
import studio.likeness.app.conversation.Turn;
import studio.likeness.app.conversation.TurnEvent;
import studio.likeness.corpus.memory.Hit;
import studio.likeness.corpus.store.Answer;

/// A talk that does what a test tells it and keeps what it was told.
public final class FakeTalk implements Talk {
    public final List<String> said = new ArrayList<>();
    public final List<Turn> replayed = new ArrayList<>();
    public int stops;
    public double gain;
    public boolean attending;
    public boolean seen;
    public boolean recording;
    public String voice = "espeak-ng 1.51";
    public boolean closed;

    /// How long each step of a turn takes.
    public Duration pace = Duration.ZERO;

    private final List<Consumer<TurnEvent>> events = new ArrayList<>();
    private final List<Consumer<State>> states = new ArrayList<>();
    private int turns;

    /// A turn that is heard and decided, and now speaks.
    public void answer(String heard, Reply reply) {
        say(new TurnEvent.Heard(++turns, heard));
        be(State.THINKING);
        say(new TurnEvent.Decided(reply));
        be(State.SPEAKING);
        say(new TurnEvent.Said(reply.text()));
    }

    public Turn end(String heard, Reply reply) {
        var turn = turn(heard, reply, false);
        say(new TurnEvent.Ended(turn));
        be(State.IDLE);
        return turn;
    }

    public void cut(String heard, Reply reply) {
        say(new TurnEvent.Stopped(turn(heard, reply, true)));
        be(State.IDLE);
    }

    private Turn turn(String heard, Reply reply, boolean interrupted) {
        var trace = new Trace();
        for (var step : Trace.Step.values()) {
            WaitForAsyncUtils.sleep(pace.toMillis(), TimeUnit.MILLISECONDS);
            trace.mark(step);
        }
        return new Turn(
                turns,
                Instant.EPOCH,
                heard,
                reply,
                "recording",
                Duration.ofSeconds(4),
                interrupted,
                trace);
    }

    public static Reply reply(Source source, String text, List<Hit> memory, List<Answer> nearest) {
        return new Reply(source, text, "zh", Optional.empty(), memory, nearest);
    }

    public void say(TurnEvent event) {
        events.forEach(e -> e.accept(event));
    }

    public void be(State state) {
        states.forEach(s -> s.accept(state));
    }

    @Override
    public void say(String text) {
        said.add(text);
    }

    @Override
    public void replay(Turn turn) {
        replayed.add(turn);
    }

    @Override
    public void stop() {
        stops++;
    }

    @Override
    public void volume(double now) {
        gain = now;
    }

    @Override
    public void attend(boolean on) {
        attending = on;
    }

    @Override
    public void seen(boolean on) {
        seen = on;
    }

    @Override
    public void startRecording() {
        recording = true;
    }

    @Override
    public Optional<Path> stopRecording() {
        recording = false;
        return Optional.of(Path.of("/home/me/recordings/talk.mp4"));
    }

    @Override
    public String voiceName() {
        return voice;
    }

    @Override
    public void onEvent(Consumer<TurnEvent> listener) {
        events.add(listener);
    }

    @Override
    public void onState(Consumer<State> listener) {
        states.add(listener);
    }

    @Override
    public void close() {
        closed = true;
    }
}
