package studio.likeness.app.conversation;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import studio.likeness.models.language.chat.Answer;
import studio.likeness.models.language.chat.ChatSession;
import studio.likeness.models.language.chat.Limits;
import studio.likeness.models.language.chat.Message;
import studio.likeness.models.language.chat.Sampling;
import studio.likeness.models.language.chat.TextStream;

/// A session whose answers are made up by a test, streamed a few letters at a time.
final class StandIn implements ChatSession {
    private static final int PIECE = 3;

    private final Function<List<Message>, String> writer;
    private final int context;
    private final OptionalDouble readingSpeed;
    private volatile List<Message> read = List.of();

    StandIn(int context, Function<List<Message>, String> writer) {
        this(context, OptionalDouble.empty(), writer);
    }

    /// One that reads so many letters a second.
    StandIn(int context, OptionalDouble readingSpeed, Function<List<Message>, String> writer) {
        this.context = context;
        this.readingSpeed = readingSpeed;
        this.writer = writer;
    }

    @Override
    public void read(List<Message> beginning) {
        read = beginning;
    }

    @Override
    public int unread(List<Message> beginning) {
        int same = 0;
        while (same < Math.min(read.size(), beginning.size())
                && read.get(same).equals(beginning.get(same))) {
            same++;
        }
        return tokens(beginning.subList(same, beginning.size()));
    }

    @Override
    public OptionalDouble readingSpeed() {
        return readingSpeed;
    }

    /// What it was last given to read ahead.
    List<Message> ahead() {
        return read;
    }

    @Override
    public Answer generate(
            List<Message> messages, Sampling sampling, Limits limits, TextStream.Listener listener)
            throws InterruptedException {
        var text = writer.apply(messages);
        for (int at = 0; at < text.length(); at += PIECE) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted");
            }
            listener.said().accept(text.substring(at, Math.min(text.length(), at + PIECE)));
        }
        var figures =
                new Answer.Figures(
                        tokens(messages), 0, text.length(), 0, Duration.ZERO, Duration.ZERO);
        return new Answer(text, "", Answer.Finish.STOP, figures);
    }

    @Override
    public int context() {
        return context;
    }

    @Override
    public int tokens(List<Message> messages) {
        return messages.stream().mapToInt(message -> 4 + message.text().length()).sum();
    }

    @Override
    public Sampling recommended() {
        return Sampling.greedy();
    }

    @Override
    public void close() {}
}
