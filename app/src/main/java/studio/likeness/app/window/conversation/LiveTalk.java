package studio.likeness.app.window.conversation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import studio.likeness.app.conversation.Conversation;
import studio.likeness.app.conversation.Turn;
import studio.likeness.app.conversation.TurnEvent;
import studio.likeness.models.job.StudioException;
import studio.likeness.models.job.Words;

/// A conversation whose commands run one after the other on a thread of their own, so that none of
/// them can hold up the screen.
final class LiveTalk implements Talk {
    private static final System.Logger LOG = System.getLogger(LiveTalk.class.getName());

    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT);

    private final Conversation conversation;
    private final Path recordings;
    private final List<Consumer<TurnEvent>> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService commands =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("talk-commands").factory());

    /// @param recordings the folder that recorded sessions go to
    LiveTalk(Conversation conversation, Path recordings) {
        this.conversation = conversation;
        this.recordings = recordings;
    }

    @Override
    public void say(String text) {
        order(() -> conversation.say(text));
    }

    @Override
    public void replay(Turn turn) {
        order(() -> conversation.replay(turn));
    }

    /// Not queued: it must be heard at once, also when another command is held up.
    @Override
    public void stop() {
        Thread.ofVirtual().name("talk-stop").start(() -> tell(conversation::stop));
    }

    @Override
    public void volume(double gain) {
        order(() -> conversation.volume(gain));
    }

    @Override
    public void attend(boolean on) {
        order(() -> conversation.attend(on));
    }

    @Override
    public void seen(boolean on) {
        conversation.seen(on);
    }

    @Override
    public void startRecording() {
        var now = LocalDateTime.now(ZoneId.systemDefault()).format(FILE_TIME);
        conversation.startRecording(
                recordings.resolve("talk-" + now + ".mp4"), Locale.getDefault());
    }

    @Override
    public Optional<Path> stopRecording() {
        return conversation.stopRecording();
    }

    @Override
    public String voiceName() {
        return conversation.voiceName();
    }

    // The registrations below end with the conversation itself.
    @Override
    public void onEvent(Consumer<TurnEvent> listener) {
        listeners.add(listener);
        conversation.onEvent(listener);
    }

    @Override
    public void onState(Consumer<Conversation.State> listener) {
        conversation.onState(listener);
    }

    private void order(Runnable command) {
        commands.execute(() -> tell(command));
    }

    private void tell(Runnable command) {
        try {
            command.run();
        } catch (StudioException e) {
            failed(e.explanation());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a command of the talk failed", e);
            failed(Words.say("app.window.unexpected", e.getClass().getSimpleName()));
        }
    }

    private void failed(String why) {
        listeners.forEach(l -> l.accept(new TurnEvent.Failed(why, Duration.ZERO)));
    }

    @Override
    public void close() {
        commands.shutdownNow();
        listeners.clear();
        conversation.close();
    }
}
